"""The night of a school: when it comes, and what it has done."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from shared.domain.french_time import PARIS

HOUR = time(4, 0)
"""In Paris, where the clock never skips or repeats it: it moves at two and at three."""

LATE_AFTER = timedelta(minutes=30)
"""A school whose night has not ended this long after its hour is late."""


def next_night(after: datetime) -> datetime:
    """The first four o'clock in Paris that follows `after`, in UTC."""
    local = after.astimezone(PARIS)
    today = datetime.combine(local.date(), HOUR, PARIS)
    if today.timestamp() > after.timestamp():
        return today.astimezone(after.tzinfo)
    tomorrow = datetime.combine(local.date() + timedelta(days=1), HOUR, PARIS)
    return tomorrow.astimezone(after.tzinfo)


@dataclass(frozen=True, slots=True)
class NightReport:
    """What a night has done in one school, and how many accounts it has counted there.

    After a run that was cut, it is what was left for the last one to do.
    """

    usernames_changed: int = 0
    usernames_refused: int = 0
    passwords_expired: int = 0
    accounts_erased: int = 0
    students: int = 0
    external_students: int = 0
    guardians: int = 0


@dataclass(frozen=True, slots=True)
class LastNight:
    """When the last night of a school ended, and its report."""

    ended_at: datetime
    report: NightReport


@dataclass(frozen=True, slots=True)
class FailedNight:
    """When a school's night failed, and the name of the error: its text may quote a person."""

    at: datetime
    error: str
