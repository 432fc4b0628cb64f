"""When things happen in the demo's school year: days of the school calendar before the real now."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from shared.domain.account import PASSWORD_VALIDITY_MONTHS, add_months

YEAR: Final = timedelta(days=360)
"""Less than audit rows are kept: the history of an account tells the whole of it."""

_PARIS: Final = ZoneInfo("Europe/Paris")
_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)
_FIRST_MINUTE: Final = timedelta(minutes=1)

# Never three months apart: at any time of the year, some temporary passwords are still valid and
# others have expired. Most accounts are handed out in September; June is for those who enrol.
_STAFF_DAYS: Final = (
    ((1, 20), 1),
    ((3, 18), 1),
    ((5, 26), 1),
    ((6, 25), 2),
    ((9, 8), 12),
    ((11, 17), 2),
)
_ENROLMENT: Final = (6, 25)
_RESETS_DAYS_AGO: Final = (45, 16, 4)


@dataclass(frozen=True, slots=True)
class Campaign:
    """A moment when staff hand out accounts, and how many of them compared with the others."""

    at: datetime
    weight: int

    def password_expired(self, now: datetime) -> bool:
        """Whether a temporary password of that day can no longer be used."""
        return add_months(self.at, PASSWORD_VALIDITY_MONTHS) <= now


def campaigns(now: datetime) -> list[Campaign]:
    """Those of the year before `now`, the oldest first; the last one is at least a day old."""
    days = [
        (_working_morning(date(year, month, day)), weight)
        for year in (now.year - 1, now.year)
        for (month, day), weight in _STAFF_DAYS
    ]
    return [Campaign(at, weight) for at, weight in days if now - YEAR < at < now - _DAY]


def resets(now: datetime) -> list[datetime]:
    """When staff gave new passwords to those who had forgotten theirs: the last weeks."""
    return [
        _working_morning(now.astimezone(_PARIS).date() - timedelta(days=days))
        for days in _RESETS_DAYS_AGO
    ]


def last_working_morning(now: datetime) -> datetime:
    """Of the day before: what was asked then, the night that follows it has answered."""
    return _working_morning(now.astimezone(_PARIS).date() - _DAY)


def enrolled_since(now: datetime) -> datetime:
    """Before that day, the pupils of the first classes were in another school."""
    this_year = _working_morning(date(now.year, *_ENROLMENT))
    return this_year if this_year <= now else _working_morning(date(now.year - 1, *_ENROLMENT))


def soon_after(rng: Random, after: datetime, until: datetime) -> datetime:
    """A moment between the two, mostly in the first weeks, a minute after the first if it can."""
    return _moment(rng, after + _FIRST_MINUTE, until, rng.random() ** 4)


def lately(rng: Random, after: datetime, until: datetime) -> datetime:
    """A moment between the two, mostly in the last weeks."""
    return _moment(rng, after, until, 1 - rng.random() ** 4)


def _moment(rng: Random, after: datetime, until: datetime, share: float) -> datetime:
    """At an hour when people are awake, when there is one between the two; in whole seconds."""
    bare = (after + (until - after) * share).replace(microsecond=0)
    awake = time(rng.randrange(7, 22), rng.randrange(60), rng.randrange(60), tzinfo=_PARIS)
    same_day = datetime.combine(bare.astimezone(_PARIS).date(), awake).astimezone(after.tzinfo)
    for moment in (same_day, same_day - _DAY, same_day + _DAY):
        if after <= moment <= until:
            return moment
    return min(max(after, bare), until)


def _working_morning(day: date) -> datetime:
    """Ten o'clock on that day, or on the Friday before when it is in a week-end."""
    friday = day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))
    return datetime.combine(friday, time(10, 0, tzinfo=_PARIS)).astimezone(ZoneInfo("UTC"))
