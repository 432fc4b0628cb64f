"""Who of the generated pupils is in the school on the day of the export, since when, and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from random import Random
from typing import Final

from infra.local.roster_generator.classes import Division, SchoolClasses
from infra.local.roster_generator.plan import SchoolPlan
from infra.local.roster_generator.timeline import Event, Shuffle, Timeline

_LEAVE_AT_THE_END: Final = 0.005
"""Pupils whose leaving, at the end of August, is already written."""


class Cohort(Enum):
    """Why a pupil is in the file; the value is the first number of the cohort's pupils."""

    PLANNED = 0
    ARRIVED = 400_000
    GONE = 700_000


@dataclass(frozen=True, slots=True)
class Enrolment:
    number: int
    division: Division
    in_division: bool
    entered_on: date
    left_on: date | None
    event: Event | None
    event_day: int
    age: int
    """Reached in the year of the September; a change of class does not change it."""


class Enrolments:
    """Gives each pupil of the school a class and dates, from the pupil's rank in the cohort."""

    def __init__(self, plan: SchoolPlan, day: int) -> None:
        self._plan = plan
        self._order = Shuffle.of(plan.students, 0.618034, plan.seed)
        self._first_day = date(plan.school_year, 9, 1)
        self.classes = SchoolClasses(plan.kind, plan.students)
        self.timeline = Timeline(plan, day)

    def cohorts(self) -> Iterator[tuple[Cohort, int]]:
        """Each cohort and how many pupils it has in this export."""
        yield Cohort.PLANNED, self._plan.students
        yield Cohort.ARRIVED, self.timeline.arrived
        yield Cohort.GONE, max(1, self._plan.students // 80)

    def enrol(self, cohort: Cohort, rank: int, rng: Random) -> Enrolment:
        students = self._plan.students
        place, draw = rng.randrange(students), rng.random()
        if cohort is Cohort.PLANNED:
            return self._planned(rank, leaves_early=draw < _LEAVE_AT_THE_END)
        division = self.classes.at(place, students)
        number = cohort.value + rank
        if cohort is Cohort.GONE:
            days = (self._plan.exported_on - self._first_day).days
            left_on = self._first_day + timedelta(days=1 + int(draw * (days - 1)))
            in_class = place % 2 == 0
            age = division.formation.age
            return Enrolment(number, division, in_class, self._first_day, left_on, None, 0, age)
        day = self.timeline.arrival_day(rank)
        return Enrolment(
            number=number,
            division=division,
            in_division=True,
            entered_on=self.timeline.eve_of(day),
            left_on=None,
            event=Event.ARRIVES,
            event_day=day,
            age=division.formation.age,
        )

    def _planned(self, rank: int, *, leaves_early: bool) -> Enrolment:
        event, day = self.timeline.event_of(rank) or (None, 0)
        division = self.classes.at(self._order[rank], self._plan.students)
        age = division.formation.age
        if event is Event.CHANGES_CLASS:
            division = self.classes.after(division)
        left_on = date(self._plan.school_year + 1, 8, 31) if leaves_early else None
        if event is Event.LEAVES:
            left_on = self.timeline.eve_of(day)
        return Enrolment(
            number=Cohort.PLANNED.value + rank,
            division=division,
            in_division=True,
            entered_on=self._first_day,
            left_on=left_on,
            event=event,
            event_day=day,
            age=age,
        )
