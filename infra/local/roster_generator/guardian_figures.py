"""Brings the persons of a feed to the figures asked for: a guardian more here, a contact less."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from infra.local.roster_generator import people as kin
from infra.local.roster_generator.academy import AcademyPlan
from infra.local.roster_generator.feed_families import Families, FeedFamily
from infra.local.roster_generator.people import Link, Person, spare_number
from infra.local.roster_generator.relatives import draw_another_guardian, draw_stranger
from infra.local.roster_generator.spread import Spread

_WITH_AN_ACCOUNT: Final = 0.94
_CONTACTS: Final = 0.04
_FIRST_STRANGER: Final = 10_000_000_000
"""Above the numbers of all the people of all schools."""


@dataclass(slots=True)
class _Found:
    """What the households hold by themselves."""

    guardians: int = 0
    contacts: int = 0
    may_gain: int = 0
    may_lose: int = 0

    def add(self, family: FeedFamily) -> None:
        legal = len(family.legal())
        self.guardians += legal
        self.contacts += len(family.people) - legal
        self.may_gain += _may_gain(family)
        self.may_lose += _may_lose(family)


class GuardianFigures:
    """Reads the families of the first day once; then each day's are adjusted alike.

    Of the persons, 94 % have an account; at most 4 % are contacts; the others are nobody's.
    Raises ValueError when the students can have neither so few nor so many guardians.
    """

    def __init__(self, plan: AcademyPlan) -> None:
        self._seed = plan.seed
        found = _Found()
        for family in Families(plan, 0).planned():
            found.add(family)
        wanted = round(plan.guardians * _WITH_AN_ACCOUNT)
        missing = wanted - found.guardians
        if not -found.may_lose <= missing <= found.may_gain:
            least = (found.guardians - found.may_lose) / _WITH_AN_ACCOUNT
            most = (found.guardians + found.may_gain) / _WITH_AN_ACCOUNT
            raise ValueError(
                f"{plan.students} students may have from {int(least) + 1} to {int(most)} "
                f"guardians, not {plan.guardians}"
            )
        contacts = min(found.contacts, round(plan.guardians * _CONTACTS))
        self._gained = Spread(max(0, missing), found.may_gain)
        self._lost = Spread(max(0, -missing), found.may_lose)
        self._contacts_lost = Spread(found.contacts - contacts, found.contacts)
        self._strangers = plan.guardians - wanted - contacts

    def adjusted(self, families: Iterator[FeedFamily]) -> Iterator[FeedFamily]:
        """The families of any day, with the guardians and contacts that the figures ask for."""
        contacts = gaining = losing = 0
        for family in families:
            gains = _may_gain(family) and self._gained.takes(gaining)
            loses = _may_lose(family) and self._lost.takes(losing)
            gaining += _may_gain(family)
            losing += _may_lose(family)
            legal = {person.number for person in family.legal()}
            gone = set()
            for person in family.people:
                if person.number not in legal:
                    gone |= {person.number} if self._contacts_lost.takes(contacts) else set()
                    contacts += 1
            gone |= {family.legal()[-1].number} if loses else set()
            yield self._enlarged(_without(family, gone)) if gains else _without(family, gone)

    def strangers(self) -> Iterator[Person]:
        """Persons who are nobody's guardian."""
        for place in range(self._strangers):
            yield draw_stranger(Random(f"{self._seed}/stranger/{place}"), _FIRST_STRANGER + place)

    def _enlarged(self, family: FeedFamily) -> FeedFamily:
        """With one more legal guardian of all its children."""
        number = spare_number(family.people[0].number)
        first = family.children[0].pupil
        legal = [link.kinship for link in first.links if link.responsibility == kin.LEGAL]
        rng = Random(f"{self._seed}/another guardian/{number}")
        more = draw_another_guardian(rng, number, legal, first.family_name)
        children = tuple(
            replace(child, pupil=replace(child.pupil, links=(*child.pupil.links, *more.links)))
            for child in family.children
        )
        return FeedFamily(children, (*family.people, *more.people))


def _may_gain(family: FeedFamily) -> bool:
    return 0 < len(family.legal()) <= 2 and _ordinary(family)  # noqa: PLR2004  both parents


def _may_lose(family: FeedFamily) -> bool:
    return len(family.legal()) > 1 and _ordinary(family)


def _ordinary(family: FeedFamily) -> bool:
    return all(link.kinship != kin.THEMSELVES for link in _links(family))


def _links(family: FeedFamily) -> Iterator[Link]:
    return (link for child in family.children for link in child.pupil.links)


def _without(family: FeedFamily, gone: set[int]) -> FeedFamily:
    if not gone:
        return family
    children = tuple(
        replace(
            child,
            pupil=replace(
                child.pupil, links=tuple(k for k in child.pupil.links if k.person not in gone)
            ),
        )
        for child in family.children
    )
    return FeedFamily(children, tuple(p for p in family.people if p.number not in gone))
