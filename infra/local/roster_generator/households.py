"""Draws the households of a school one after the other, each block from its own seed."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Final

from infra.local.roster_generator.addresses import draw_address
from infra.local.roster_generator.enrolment import Cohort, Enrolment, Enrolments
from infra.local.roster_generator.identity import EMAIL_NUMBERS, email, family_name
from infra.local.roster_generator.misspellings import misspelled
from infra.local.roster_generator.people import (
    NUMBERS_OF_A_HOUSEHOLD,
    Address,
    Household,
    Person,
)
from infra.local.roster_generator.plan import SchoolPlan
from infra.local.roster_generator.pupils import Family, PupilDraw, as_contact, own_link
from infra.local.roster_generator.relatives import Relatives, draw_relatives
from infra.local.roster_generator.timeline import Event

_BLOCK: Final = 20
"""Pupils drawn together: no household goes beyond its block, so none waits in memory."""
_HOMONYM_BLOCKS: Final = 12
"""One block in so many opens with the household of a Camille MARTIN."""
_SIZES: Final = (1, 2, 3)
_SIZE_SHARES: Final = (0.72, 0.23, 0.05)
_NUMBERS: Final = NUMBERS_OF_A_HOUSEHOLD
_ADULTS: Final = 4


class Households:
    """The households of one export; memory does not depend on how many there are."""

    def __init__(
        self, plan: SchoolPlan, day: int, sizes: tuple[float, float, float] = _SIZE_SHARES
    ) -> None:
        """`sizes` are the shares of the households with one, two and three pupils."""
        self._plan = plan
        self._sizes = sizes
        self._enrolments = Enrolments(plan, day)
        self.classes = self._enrolments.classes
        self.exported_on = self._enrolments.timeline.exported_on
        self._day = day
        self._pupils = PupilDraw(plan, self.classes)
        self._base = int(plan.uai[4:7]) * 10_000_000

    def __iter__(self) -> Iterator[Household]:
        """Those of the school's own export."""
        households = (
            household
            for cohort, size in self._enrolments.cohorts()
            for household in self._of(cohort, size)
        )
        return misspelled(households) if self._plan.misspelled else households

    def planned(self) -> Iterator[Household]:
        """Those of the first day, as they are now; the same ones in the same order every day."""
        return self._of(*self._cohort(Cohort.PLANNED))

    def arrived(self) -> Iterator[Household]:
        """Those come since the first day."""
        return self._of(*self._cohort(Cohort.ARRIVED))

    def _cohort(self, wanted: Cohort) -> tuple[Cohort, int]:
        return next(each for each in self._enrolments.cohorts() if each[0] is wanted)

    def _of(self, cohort: Cohort, size: int) -> Iterator[Household]:
        for block in range(-(-size // _BLOCK)):
            yield from self._block(cohort, block, size)

    def _block(self, cohort: Cohort, block: int, size: int) -> Iterator[Household]:
        """Pupils are drawn in the order they come: those who come later change nothing before."""
        ranks = range(block * _BLOCK, (block + 1) * _BLOCK)
        for place, members in enumerate(_split(self._rng(cohort.name, block), ranks, self._sizes)):
            kept = sorted(rank for rank in members if rank < size)
            if kept:
                number = cohort.value + block * _BLOCK + place
                special = cohort is Cohort.PLANNED and place == 0 and block % _HOMONYM_BLOCKS == 0
                yield self._draw(cohort, kept, number, block if special else None)

    def _draw(
        self, cohort: Cohort, ranks: list[int], number: int, homonym: int | None
    ) -> Household:
        rng = self._rng("household", number)
        draws = [(rank, self._rng(f"{cohort.name} pupil", rank)) for rank in ranks]
        enrolments = [self._enrolments.enrol(cohort, rank, draw) for rank, draw in draws]
        name = "MARTIN" if homonym is not None else _pupils_name(rng)
        moves = _happened(enrolments, Event.ADDRESS_CHANGED)
        address_number = self._base + number * 2
        home = draw_address(self._rng(f"home {moves}", number), address_number)
        away = draw_address(rng, address_number + 1)
        family = _family(rng, name, home, homonym)
        numbers = self._base + number * _NUMBERS
        relatives = draw_relatives(rng, name, (home, away), numbers)
        relatives = _with_new_email(relatives, _happened(enrolments, Event.EMAIL_CHANGED))
        pupils, people = [], list(relatives.people)
        for place, (enrolment, (_, draw)) in enumerate(zip(enrolments, draws, strict=True)):
            pupil = self._pupils.draw(draw, enrolment, family)
            links = relatives.links
            own = self._pupils.own_guardian(draw, pupil, numbers + _ADULTS + place)
            if own and links:
                people.append(own)
                links = (own_link(own), *(as_contact(link) for link in links))
            pupils.append(replace(pupil, links=links))
        events = tuple(e.event for e in enrolments if e.event and e.event_day == self._day)
        return Household(tuple(pupils), tuple(people), home, events)

    def _rng(self, what: str, number: int) -> Random:
        return Random(f"{self._plan.seed}/{self._plan.uai}/{what}/{number}")


def _split(rng: Random, ranks: range, shares: tuple[float, float, float]) -> Iterator[list[int]]:
    """Siblings need not be neighbours: neighbours are often of the same level."""
    shuffled = rng.sample(ranks, len(ranks))
    while shuffled:
        (siblings,) = rng.choices(_SIZES, shares)
        yield shuffled[:siblings]
        shuffled = shuffled[siblings:]


def _happened(enrolments: list[Enrolment], event: Event) -> int:
    return sum(enrolment.event is event for enrolment in enrolments)


def _pupils_name(rng: Random) -> str:
    """One name, sometimes the two of the parents."""
    name, other = family_name(rng), family_name(rng)
    forms = (name, f"{name} {other}", f"{name}-{other}")
    (form,) = rng.choices(forms, (0.93, 0.04, 0.03))
    return form


def _family(rng: Random, name: str, home: Address, homonym: int | None) -> Family:
    month = rng.randrange(1, 13)
    if homonym is None:
        return Family(name, home, month)
    # A month and a day of their own: full homonyms never share a birth date.
    turn = homonym // _HOMONYM_BLOCKS
    return Family(name, home, turn % 12 + 1, homonym_day=turn // 12 % 28 + 1)


def _with_new_email(relatives: Relatives, changes: int) -> Relatives:
    """The first person's e-mail, renewed as many times as told."""
    if not changes or not relatives.people:
        return relatives
    first, *others = relatives.people
    number = first.number % EMAIL_NUMBERS + changes * EMAIL_NUMBERS
    address = email(first.first_name, first.family_name, number)
    renewed: tuple[Person, ...] = (replace(first, email=address), *others)
    return Relatives(renewed, relatives.links)
