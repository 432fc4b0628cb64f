"""The classes of one school, sized for its pupils, and the teaching groups across them."""

import string
from dataclasses import dataclass
from typing import Final

from infra.local.roster_generator.formations import FORMATIONS, Formation, Mef
from infra.local.roster_generator.plan import SchoolKind

CODE_LIMIT: Final = 8
"""Characters of a CODE_STRUCTURE."""

_CLASS_SIZE: Final[dict[SchoolKind, int]] = {"college": 25, "lycee": 33, "lp": 20}
_LANGUAGES: Final = (("ESP", "ESPAGNOL"), ("ALL", "ALLEMAND"), ("ITA", "ITALIEN"))
_OPTIONS: Final = (("LAT", "LATIN"), ("THE", "THÉÂTRE"), ("EPS", "SECTION SPORTIVE"))


@dataclass(frozen=True, slots=True)
class Division:
    code: str
    label: str
    formation: Formation


@dataclass(frozen=True, slots=True)
class Group:
    code: str
    label: str
    divisions: tuple[str, ...]


class SchoolClasses:
    """Divisions in the order of the levels; pupils are spread evenly over them."""

    def __init__(self, kind: SchoolKind, students: int) -> None:
        self.formations = FORMATIONS[kind]
        self.divisions = tuple(
            division
            for formation in self.formations
            for division in _divisions_of(formation, students, _CLASS_SIZE[kind])
        )
        self._levels: dict[str, list[Division]] = {}
        for division in self.divisions:
            self._levels.setdefault(division.formation.level, []).append(division)
        self._rank = {
            division.code: rank
            for divisions in self._levels.values()
            for rank, division in enumerate(divisions)
        }
        self._languages = {
            level: _language_groups(level, divisions) for level, divisions in self._levels.items()
        }
        self._options = {
            level: _option_group(level, divisions, number)
            for number, (level, divisions) in enumerate(self._levels.items())
        }

    @property
    def groups(self) -> tuple[Group, ...]:
        languages = (group for groups in self._languages.values() for group in groups)
        return (*languages, *self._options.values())

    @property
    def mefs(self) -> tuple[Mef, ...]:
        return tuple(mef for formation in self.formations for mef, _ in formation.mefs)

    def at(self, position: int, students: int) -> Division:
        """The class of the pupil at that place among all, in the order of the levels."""
        return self.divisions[position * len(self.divisions) // students]

    def after(self, division: Division) -> Division:
        """Another class: of the same level if there is one, of the school otherwise."""
        level = self._levels[division.formation.level]
        if len(level) > 1:
            return level[(self._rank[division.code] + 1) % len(level)]
        place = self.divisions.index(division)
        return self.divisions[(place + 1) % len(self.divisions)]

    def language_group(self, division: Division) -> Group:
        return self._languages[division.formation.level][self._rank[division.code] // 2]

    def option_group(self, division: Division) -> Group:
        return self._options[division.formation.level]


def _divisions_of(formation: Formation, students: int, size: int) -> list[Division]:
    number = max(1, round(students * formation.share / size))
    if number == 1 and formation.alone:
        return [Division(formation.stem.strip(), formation.label, formation)]
    marks = [_letters(n) if formation.letters else str(n + 1) for n in range(number)]
    return [
        Division(_code(formation.stem, mark), f"{formation.label} {mark}", formation)
        for mark in marks
    ]


def _code(stem: str, mark: str) -> str:
    """The stem and the mark, giving up the stem's spaces, then its end, to fit."""
    if len(stem) + len(mark) <= CODE_LIMIT:
        return stem + mark
    return stem.replace(" ", "")[: CODE_LIMIT - len(mark)] + mark


def _letters(number: int) -> str:
    """A to Z, then AA, AB and so on."""
    letters = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, len(string.ascii_uppercase))
        letters = string.ascii_uppercase[letter] + letters
    return letters


def _language_groups(level: str, divisions: list[Division]) -> list[Group]:
    groups = []
    for number, first in enumerate(range(0, len(divisions), 2), start=1):
        stem, label = _LANGUAGES[number % len(_LANGUAGES)]
        codes = tuple(division.code for division in divisions[first : first + 2])
        groups.append(Group(f"{level}{stem}{number}", f"{label} GROUPE {number}", codes))
    return groups


def _option_group(level: str, divisions: list[Division], number: int) -> Group:
    stem, label = _OPTIONS[number % len(_OPTIONS)]
    return Group(f"{level} {stem}", label, tuple(division.code for division in divisions))
