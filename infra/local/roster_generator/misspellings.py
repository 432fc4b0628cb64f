"""Names that a school had typed wrong when it first exported its roster, and corrected since.

The usernames made of them no longer fit: for these people, new ones can be asked for (guide §8).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from infra.local.roster_generator.people import LEGAL, MOTHER, THEMSELVES, Household, Pupil

_HOUSEHOLDS_APART: Final = 10
_ENOUGH_LETTERS: Final = 5


@dataclass(frozen=True, slots=True)
class _Names:
    family: str
    usual: str
    first: str


_Mistake = Callable[[_Names], _Names | None]
"""The names as they were typed wrong; None when they do not lend themselves to it."""


def misspelled(households: Iterable[Household]) -> Iterator[Household]:
    """The same, but for the names of four pupils and of two guardians, each of another household.

    In a school too small for all of the mistakes, the last ones are not made.
    """
    to_make = list(_MISTAKES)
    apart = 0
    for household in households:
        wrong = to_make[0](household) if to_make and apart >= _HOUSEHOLDS_APART else None
        apart += 1
        if wrong:
            del to_make[0]
            apart = 0
        yield wrong or household


def _pupil_misspelled(mistake: _Mistake, household: Household) -> Household | None:
    pupil, *siblings = household.pupils
    if pupil.left_on or not pupil.in_division or _her_own_guardian(pupil):
        return None
    first, *others = pupil.first_names
    wrong = mistake(_Names(pupil.family_name, pupil.usual_name or "", first))
    if wrong is None:
        return None
    names = (wrong.first, *others)
    typed = replace(pupil, family_name=wrong.family, first_names=names)
    return replace(household, pupils=(typed, *siblings))


def _mother_misspelled(mistake: _Mistake, household: Household) -> Household | None:
    child = household.pupils[0]
    mothers = {k.person for k in child.links if (k.kinship, k.responsibility) == (MOTHER, LEGAL)}
    if child.left_on or not child.in_division:
        return None
    for place, person in enumerate(household.people):
        names = _Names(person.family_name, person.usual_name or "", person.first_name)
        wrong = mistake(names) if person.number in mothers else None
        if wrong:
            typed = replace(person, family_name=wrong.family, first_name=wrong.first)
            before, after = household.people[:place], household.people[place + 1 :]
            return replace(household, people=(*before, typed, *after))
    return None


def _her_own_guardian(pupil: Pupil) -> bool:
    return any(link.kinship == THEMSELVES for link in pupil.links)


def _swapped(names: _Names) -> _Names | None:
    """The first name in the place of the family name, and the other way round."""
    if not _plain(names.family) or not _plain(names.first):
        return None
    return replace(names, family=names.first, first=names.family)


def _letter_missing(names: _Names) -> _Names | None:
    family = names.family
    return replace(names, family=family[:2] + family[3:]) if _plain(family) else None


def _letters_exchanged(names: _Names) -> _Names | None:
    family = names.family
    if not _plain(family) or family[2] == family[3]:
        return None
    return replace(names, family=family[:2] + family[3] + family[2] + family[4:])


def _usual_name_for_birth_name(names: _Names) -> _Names | None:
    if not names.usual or names.usual.casefold() == names.family.casefold():
        return None
    return replace(names, family=names.usual)


def _plain(name: str) -> bool:
    """Whether each letter counts in a username, and there are enough to lose one."""
    return name.isascii() and name.isalpha() and len(name) >= _ENOUGH_LETTERS


_MISTAKES: Final[tuple[Callable[[Household], Household | None], ...]] = (
    partial(_pupil_misspelled, _letter_missing),
    partial(_mother_misspelled, _usual_name_for_birth_name),
    partial(_pupil_misspelled, _swapped),
    partial(_mother_misspelled, _letter_missing),
    partial(_pupil_misspelled, _letters_exchanged),
    partial(_pupil_misspelled, _usual_name_for_birth_name),
)
