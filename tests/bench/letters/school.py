"""The lycée whose letters every contestant writes: seeded, so that all write the same."""

from datetime import date
from random import Random
from typing import Any

from infra.local.roster_generator.addresses import draw_address
from infra.local.roster_generator.family_names import COMMON, RARER, USUAL
from infra.local.roster_generator.first_names import BOYS, GIRLS
from shared.adapters.letters.repertoire import CODE_OF
from shared.domain.account import PasswordDisplay
from shared.domain.letter import Child, GuardianLetter, Letterhead, StudentLetter
from shared.domain.password import ALPHABET, LENGTH

LETTERHEAD = Letterhead(
    school_name="Lycée Auguste Rodin",
    uai="0450822X",
    school_lines=("12 rue des Écoles", "45000 ORLÉANS"),
    portal_urls=("https://ent.lycee-auguste-rodin.fr",),
    dated=date(2026, 11, 23),
)
VALID_UNTIL = date(2027, 2, 23)
PER_CLASS = 33

# The hand-written limit knows French only; ours meets other alphabets in its tests.
_FAMILY_NAMES, _FIRST_NAMES = (
    [name for name in names if CODE_OF.keys() >= set(name)]
    for names in ((*COMMON, *USUAL, *RARER), (*GIRLS, *BOYS))
)


def letters(count: int) -> list[StudentLetter]:
    """Pupils with a temporary password and an address, by class."""
    rng = Random(2026)
    return [
        StudentLetter(
            **_account(rng, rank),
            school_class=f"C{rank // PER_CLASS:03}",
            class_label=f"Classe {rank // PER_CLASS}",
        )
        for rank in range(count)
    ]


def households(count: int) -> list[GuardianLetter]:
    """Guardians of one to three pupils, with an address, by class of the first."""
    rng = Random(2027)
    return [
        GuardianLetter(
            **_account(rng, rank),
            civility=rng.choice(("M.", "MME")),
            children=tuple(
                Child(rng.choice(_FAMILY_NAMES), rng.choice(_FIRST_NAMES), f"C{rank:03}", "")
                for _ in range(rng.choice((1, 1, 2, 3)))
            ),
        )
        for rank in range(count)
    ]


def _account(rng: Random, rank: int) -> dict[str, Any]:
    family_name, first_name = rng.choice(_FAMILY_NAMES), rng.choice(_FIRST_NAMES)
    home = draw_address(rng, rank)
    town = f"{home.postal_code} {home.town or home.foreign_town}".strip()
    return {
        "account_id": f"a{rank:015}",
        "family_name": family_name,
        "first_name": first_name,
        "username": f"{first_name[0].lower()}.{family_name.lower()[:12]}{rank}",
        "password_shown": PasswordDisplay.TEMPORARY,
        "temporary_password": "".join(rng.choices(ALPHABET, k=LENGTH)),
        "valid_until": VALID_UNTIL,
        "postal_lines": (
            f"M. ET MME {family_name}",
            *filter(None, home.lines),
            town,
            *((home.country,) if home.foreign_town else ()),
        ),
    }
