"""The families of an académie: the households of its schools, some with children in several."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from infra.local.roster_generator import people as kin
from infra.local.roster_generator.academy import AcademyPlan
from infra.local.roster_generator.households import Households
from infra.local.roster_generator.identity import EMAIL_NUMBERS, email
from infra.local.roster_generator.people import Household, Person, Pupil
from infra.local.roster_generator.spread import Spread

_SIZES: Final = (0.92, 0.07, 0.01)
"""Fewer siblings within a school than a school's own roster has: others are in another school."""
_JOINED: Final = 6
"""One row of households in so many joins those of neighbouring schools."""
_RANKS: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Child:
    """A pupil, the place of her school among those of the académie, that of the host if any."""

    school: int
    pupil: Pupil
    host: int | None = None


@dataclass(frozen=True, slots=True)
class FeedFamily:
    children: tuple[Child, ...]
    people: tuple[Person, ...]

    def levels(self) -> dict[int, int]:
        """The strongest responsibility of each person linked to a child."""
        strongest: dict[int, int] = {}
        for link in (link for child in self.children for link in child.pupil.links):
            level = strongest.get(link.person, link.responsibility)
            strongest[link.person] = min(level, link.responsibility)
        return strongest

    def legal(self) -> list[Person]:
        levels = self.levels()
        return [person for person in self.people if levels.get(person.number) == kin.LEGAL]


class Families:
    """The families of one day; memory does not depend on how many there are."""

    def __init__(self, plan: AcademyPlan, day: int) -> None:
        self._schools = [Households(school.plan, day, _SIZES) for school in plan.schools]
        self.classes = tuple(school.classes for school in self._schools)
        self._hosts = {
            hosting.home: (hosting.host, Spread(hosting.students, size.plan.students))
            for hosting in plan.hostings
            for size in [plan.schools[hosting.home]]
        }

    def planned(self) -> Iterator[FeedFamily]:
        """Those of the first day, as they are now; the same ones in the same order every day."""
        rows = zip_longest(*(school.planned() for school in self._schools))
        for number, row in enumerate(rows):
            yield from self._row(number, row)

    def arrived(self) -> Iterator[FeedFamily]:
        """Those come since the first day; none of them has children in two schools."""
        for place, school in enumerate(self._schools):
            for household in school.arrived():
                children = tuple(Child(place, pupil) for pupil in household.pupils)
                yield FeedFamily(children, household.people)

    def _row(self, number: int, row: Sequence[Household | None]) -> Iterator[FeedFamily]:
        turn, place = divmod(number, _JOINED)
        guests = dict(_pairs(row, turn % 2)) if place == _JOINED - 1 else {}
        for home, household in enumerate(row):
            if household is None or home in guests.values():
                continue
            guest = row[guests[home]] if home in guests else None
            children = self._children(home, household.pupils)
            if guest is not None:
                children += self._children(guests[home], _adopted(household, guest))
            yield FeedFamily(children, household.people)

    def _children(self, school: int, pupils: Sequence[Pupil]) -> tuple[Child, ...]:
        return tuple(Child(school, pupil, self._host(school, pupil)) for pupil in pupils)

    def _host(self, school: int, pupil: Pupil) -> int | None:
        if school not in self._hosts:
            return None
        host, spread = self._hosts[school]
        return host if spread.takes(pupil.number % _RANKS) else None


def _pairs(row: Sequence[Household | None], first: int) -> Iterator[tuple[int, int]]:
    """Neighbouring places, the last being the first one's neighbour, that may be one family."""
    size = len(row)
    for place in range(first, first + size // 2 * 2, 2):
        home, guest = place % size, (place + 1) % size
        if _may_join(row[home], row[guest]):
            yield home, guest


def _may_join(home: Household | None, guest: Household | None) -> bool:
    """Both ordinary: no pupil is her own guardian, and no two have the same first name.

    Only the beginning of a first name counts, which a correction does not change.
    """
    if home is None or guest is None or not _ordinary(home) or not _ordinary(guest):
        return False
    names = [pupil.first_names[0].partition("-")[0] for pupil in (*home.pupils, *guest.pupils)]
    return len(set(names)) == len(names)


def _ordinary(household: Household) -> bool:
    links = household.pupils[0].links
    return any(link.responsibility == kin.LEGAL for link in links) and all(
        link.kinship != kin.THEMSELVES for pupil in household.pupils for link in pupil.links
    )


def _adopted(home: Household, guest: Household) -> tuple[Pupil, ...]:
    """The pupils of the second household as children of the first."""
    first = home.pupils[0]
    days = {pupil.born_on.year: pupil.born_on.day for pupil in home.pupils}
    return tuple(
        replace(
            pupil,
            family_name=first.family_name,
            usual_name=first.usual_name,
            born_on=pupil.born_on.replace(
                month=first.born_on.month, day=days.get(pupil.born_on.year, pupil.born_on.day)
            ),
            email=_email(pupil, first.family_name),
            address=home.home,
            links=first.links,
        )
        for pupil in guest.pupils
    )


def _email(pupil: Pupil, name: str) -> str | None:
    """Made of the first name as the first export had it."""
    if not pupil.email:
        return pupil.email
    first = pupil.first_names[0].partition("-")[0]
    return email(first, name, pupil.number % EMAIL_NUMBERS)
