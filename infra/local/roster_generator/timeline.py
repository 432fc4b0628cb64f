"""What happens in the school on the days after the first export, told from the seed alone."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from math import gcd

from infra.local.roster_generator.plan import SchoolPlan


class Event(Enum):
    LEAVES = 1
    CHANGES_CLASS = 2
    NAME_CORRECTED = 3
    EMAIL_CHANGED = 4
    ADDRESS_CHANGED = 5
    ARRIVES = 6


@dataclass(frozen=True, slots=True)
class Shuffle:
    """A reordering of 0..size-1 that needs no table: multiply and add, modulo the size."""

    size: int
    step: int
    offset: int

    @classmethod
    def of(cls, size: int, ratio: float, offset: int) -> "Shuffle":
        step = max(1, int(size * ratio))
        while gcd(step, size) != 1:
            step += 1
        return cls(size, step, offset)

    def __getitem__(self, place: int) -> int:
        return (place * self.step + self.offset) % self.size


class Timeline:
    """Each day, the next few pupils of a shuffled list each meet one event, and only ever one.

    So many leave, as many arrive: the pupils to import are always as many as planned.
    """

    def __init__(self, plan: SchoolPlan, day: int) -> None:
        students = plan.students
        self._plan = plan
        self.day = day
        self.leavers = max(1, students // 100)
        self._daily = (
            *[Event.LEAVES] * self.leavers,
            *[Event.CHANGES_CLASS] * max(1, students // 100),
            *[Event.NAME_CORRECTED] * max(1, students // 300),
            *[Event.EMAIL_CHANGED] * max(1, students // 400),
            *[Event.ADDRESS_CHANGED] * max(1, students // 400),
        )
        self._order = Shuffle.of(students, 0.381966, plan.seed)
        last_day = students // len(self._daily)
        if not 0 <= day <= last_day:
            raise ValueError(
                f"day {day}: the exports of a school of {students} pupils go from day 0 "
                f"to day {last_day}"
            )

    @property
    def exported_on(self) -> date:
        return self._plan.exported_on + timedelta(days=self.day)

    @property
    def arrived(self) -> int:
        """Pupils come since the first export."""
        return self.day * self.leavers

    def eve_of(self, day: int) -> date:
        """When a change first seen in the export of that day took place."""
        return self._plan.exported_on + timedelta(days=day - 1)

    def arrival_day(self, arrival: int) -> int:
        return arrival // self.leavers + 1

    def event_of(self, pupil: int) -> tuple[Event, int] | None:
        """What has happened to the pupil, if anything has, and on which day."""
        before, rank = divmod(self._order[pupil], len(self._daily))
        return (self._daily[rank], before + 1) if before < self.day else None
