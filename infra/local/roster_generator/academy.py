"""The plan of an académie: its schools, how many people its feed holds, who is taught where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from infra.local.roster_generator.plan import SchoolKind, SchoolPlan, uai_of

MOST_SCHOOLS: Final = 99

_KINDS: Final[tuple[SchoolKind, ...]] = (
    *("college", "lycee", "college", "lp", "college"),
    *("college", "lycee", "college", "lycee", "college"),
)
_WEIGHTS: Final = (9, 22, 7, 8, 11, 5, 16, 6, 12, 4)
_LABELS: Final[dict[SchoolKind, str]] = {
    "college": "Collège",
    "lycee": "Lycée",
    "lp": "Lycée professionnel",
}
_PATRONS: Final = (
    *("Jeanne-d’Albret", "Claude-Debussy", "Étienne-Dolet", "Gaston-Couté", "Max-Jacob"),
    *("Condorcet", "Alfred-de-Vigny", "L’Œuf-à-la-Coque", "Émilie-du-Châtelet", "Le Grand’Clos"),
)
_TOWNS: Final = (
    ("045", "45000", "Orléans"),
    ("018", "18000", "Bourges"),
    ("028", "28000", "Chartres"),
    ("036", "36000", "Châteauroux"),
    ("037", "37000", "Tours"),
    ("041", "41000", "Blois"),
)
_LETTERS: Final = "ABCDEFGHJKLMNPRSTUVWXYZ"
_FEWEST_IN_A_SCHOOL: Final = 5
"""One for each event of a day."""


@dataclass(frozen=True, slots=True)
class FeedSchool:
    """A school as the feed knows it.

    `uai` is the plan's but for a school of a replacement zone, whose letter is not the check
    letter. `jointure` is its number in the feed. `before_2018`: its links still bear the kinships
    and levels of the first generation.
    """

    plan: SchoolPlan
    uai: str
    jointure: str
    before_2018: bool = False


@dataclass(frozen=True, slots=True)
class Hosting:
    """So many pupils of the school `home` follow some teaching in the school `host`."""

    home: int
    host: int
    students: int


@dataclass(frozen=True, slots=True)
class AcademyPlan:
    """One feed to write; equal plans give equal bytes.

    `guardians` counts the persons of `PersRelEleve`, with the contacts and those who are nobody's
    guardian. `feed_id` is the part of the file names after `ENT_`. `dated` is the day of the
    complete feed; the delta is of the day after.
    """

    feed_id: str
    seed: int
    dated: date
    guardians: int
    schools: tuple[FeedSchool, ...]
    hostings: tuple[Hosting, ...] = ()

    @property
    def students(self) -> int:
        return sum(school.plan.students for school in self.schools)


def plan_academy(
    *, seed: int, schools: int, students: int, guardians: int, dated: date
) -> AcademyPlan:
    """An académie with so many schools, of several kinds and sizes, and so many people.

    One student in a hundred is taught in another school too. Raises ValueError when the figures
    cannot be.
    """
    if not 1 <= schools <= MOST_SCHOOLS:
        raise ValueError(f"schools must lie between 1 and {MOST_SCHOOLS}, not {schools}")
    sizes = _shares(students, [_WEIGHTS[n % len(_WEIGHTS)] for n in range(schools)])
    if min(sizes) < _FEWEST_IN_A_SCHOOL:
        raise ValueError(f"{students} students are too few for {schools} schools")
    hosted = _shares(max(1, students // 100), sizes)
    return AcademyPlan(
        feed_id="ORLEANSTOURS",
        seed=seed,
        dated=dated,
        guardians=guardians,
        schools=tuple(
            _school(number, size, seed, dated, replaced=0 < number == schools - 1)
            for number, size in enumerate(sizes)
        ),
        hostings=tuple(
            Hosting(home, (home + 1) % schools, count)
            for home, count in enumerate(hosted)
            if count and schools > 1
        ),
    )


def _shares(whole: int, weights: Sequence[int]) -> list[int]:
    """The whole cut in proportion to the weights, with nothing left over."""
    cuts = [whole * sum(weights[:n]) // sum(weights) for n in range(len(weights) + 1)]
    return [after - before for before, after in pairwise(cuts)]


def _school(number: int, students: int, seed: int, dated: date, *, replaced: bool) -> FeedSchool:
    turn, place = divmod(number, len(_KINDS))
    kind = _KINDS[place]
    department, postal_code, town = _TOWNS[number % len(_TOWNS)]
    # The last three digits, of which numbers and INEs are made, differ from school to school.
    uai = uai_of(f"{department}0{301 + number * 5:03d}")
    name = f"{_LABELS[kind]} {_PATRONS[place]}{f' {turn + 1}' if turn else ''}"
    plan = SchoolPlan(
        uai=uai,
        name=name,
        kind=kind,
        students=students,
        seed=seed,
        exported_on=dated,
        address_1=f"{number + 1} rue de l’Académie",
        postal_code=postal_code,
        town=town,
        school_year=dated.year - (dated.month < _SEPTEMBER),
    )
    return FeedSchool(
        plan,
        uai=uai[:7] + _LETTERS[_LETTERS.index(uai[7]) - 1] if replaced else uai,
        jointure=str(7101 + number),
        before_2018=number % 3 == 2,  # noqa: PLR2004  one school in three
    )


_SEPTEMBER: Final = 9
