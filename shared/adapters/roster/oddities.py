"""What is odd in a person's name, INE, birth date or e-mail, whichever source gives them."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from shared.adapters.roster.fields import (
    clean_email,
    clean_ine,
    clean_text,
    excerpt,
    french_date,
    has_lost_character,
    iso_date,
)
from shared.domain.data_source import SOURCE_LABELS, DataSource
from shared.domain.roster_problems import AnomalyCode


class Oddity(NamedTuple):
    """Attributes: `detail` in French; `field` is the one it was found in, "" for the record."""

    code: AnomalyCode
    detail: str
    field: str = ""


def name_oddities(
    family: str, first: str, written: Mapping[str, str], source: DataSource
) -> Iterator[Oddity]:
    """Of a name as cleaned, and of its fields as `written` by `source`, in their order."""
    if not family:
        detail = "Sans nom de famille, aucun identifiant n’est possible : non importé."
        yield Oddity(AnomalyCode.MISSING_FAMILY_NAME, detail)
    if not first:
        detail = "Sans prénom, aucun identifiant n’est possible : non importé."
        yield Oddity(AnomalyCode.MISSING_FIRST_NAME, detail)
    for field, raw in written.items():
        value = clean_text(raw)
        if has_lost_character(value):
            detail = (
                f"« {excerpt(value)} » contient un caractère que la source n’a pas su "
                f"écrire : importé tel quel, à corriger dans {SOURCE_LABELS[source]}."
            )
            yield Oddity(AnomalyCode.LOST_CHARACTER_IN_NAME, detail, field)


def ine_oddities(written: Mapping[str, str]) -> Iterator[Oddity]:
    """Of the fields that may hold an INE: at most one, when none of them does."""
    if any(map(clean_ine, written.values())):
        return
    for field, value in written.items():
        if value:
            detail = f"« {excerpt(value)} » n’est pas un INE : importé sans INE."
            yield Oddity(AnomalyCode.MALFORMED_INE, detail, field)
            return
    yield Oddity(AnomalyCode.MISSING_INE, "Élève sans INE : importé sans INE.")


def birth_date_oddities(raw: str, field: str) -> Iterator[Oddity]:
    """A date as spreadsheets write it, yyyy-mm-dd, is not ambiguous: read, and reported."""
    if not raw:
        detail = "Élève sans date de naissance : importé sans elle."
        yield Oddity(AnomalyCode.MISSING_BIRTH_DATE, detail)
    elif french_date(raw) is None:
        became = "lue année-mois-jour" if iso_date(raw) else "importé sans elle"
        detail = f"La date de naissance « {excerpt(raw)} » n’est pas au format jj/mm/aaaa : "
        yield Oddity(AnomalyCode.MALFORMED_BIRTH_DATE, f"{detail}{became}.", field)


def email_oddities(raw: str, field: str) -> Iterator[Oddity]:
    if raw and clean_email(raw) is None:
        detail = f"« {excerpt(raw)} » n’est pas une adresse email : ignorée."
        yield Oddity(AnomalyCode.MALFORMED_EMAIL, detail, field)
