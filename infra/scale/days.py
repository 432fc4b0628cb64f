"""What a day and a night ask of the service, as jobs that come at their moments."""

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from random import Random

from infra.scale import assumptions as given
from infra.scale.costs import Cost, cost_of
from infra.scale.country import School
from infra.scale.queueing import Job

_HOUR, _MINUTE = 3600, 60


class _Hours:
    """Draws moments of a day, by the weights of its hours."""

    def __init__(self, weights: Mapping[int, float]) -> None:
        self._hours = tuple(weights)
        self._up_to = tuple(accumulate(weights.values()))

    def moment(self, rng: Random) -> float:
        """Seconds from midnight."""
        place = bisect(self._up_to, rng.random() * self._up_to[-1], hi=len(self._hours) - 1)
        return (self._hours[place] + rng.random()) * _HOUR


_STAFF, _FAMILIES = _Hours(given.HOURS), _Hours(given.SIGN_IN_HOURS)


def seconds_of(cost: Cost) -> float:
    """How long a function works on it: waiting for AWS, its own time, the floor of a partition."""
    plain = cost.requests - cost.transactions - cost.ses
    waiting = plain * given.REQUEST_S + cost.ses * given.MAIL_S
    writing = max(
        cost.transactions * given.TRANSACTION_S,
        cost.write_units * given.ACCOUNTS_WRITES / given.PARTITION_WRITES,
    )
    return given.INVOCATION_S + cost.accounts * given.ACCOUNT_S + waiting + writing


def job(at: float, cost: Cost) -> Job:
    return Job(at, seconds_of(cost), cost)


def night(rng: Random, schools: Sequence[School]) -> Iterator[Job]:
    """All at four o'clock: statistics, oblivion, and here and there a new username."""
    for school in schools:
        renames = rng.random() < given.NEW_USERNAMES_NIGHTLY
        name = "night with a new username" if renames else "night"
        yield job(0, cost_of(name, school.pupils))


def busiest_notification_day(rng: Random, schools: Sequence[School]) -> Iterator[Job]:
    """The first day of the year's start: pupils by letter, guardians by letter or by e-mail."""
    share = given.NOTIFICATION_DAYS[0] / sum(given.NOTIFICATION_DAYS)
    for school in schools:
        if rng.random() < share or len(schools) == 1:
            yield from _notifications(rng, school)


def every_notification(rng: Random, schools: Sequence[School]) -> Iterator[Job]:
    """Those of the ten days together: for what they cost, not for how they wait."""
    for school in schools:
        yield from _notifications(rng, school)


def imports(rng: Random, schools: Sequence[School]) -> Iterator[Job]:
    """The nightly drop: most rosters unchanged, some with a class moved."""
    for school in schools:
        moved = rng.random() < given.ROSTER_MOVED_NIGHTLY
        name = "import, one class moved" if moved else "same import again"
        yield job(rng.random() * given.DROP_HOURS * _HOUR, cost_of(name, school.pupils))


def first_imports(rng: Random, schools: Sequence[School]) -> Iterator[Job]:
    """Every school for the first time, over one night."""
    for school in schools:
        yield job(
            rng.random() * given.FIRST_DROP_HOURS * _HOUR, cost_of("first import", school.pupils)
        )


def use(rng: Random, schools: Sequence[School]) -> Iterator[Job]:
    """Staff at work for a day: home pages, searches, pages, resets."""
    for school in schools:
        for name, times in given.PER_SCHOOL_DAILY.items():
            cost = cost_of(name, school.pupils)
            warm = seconds_of(cost)
            for _ in range(times):
                at = _STAFF.moment(rng)
                cold = given.START_S if rng.random() < given.STARTS else 0
                yield Job(at, warm + cold, cost)


def sign_ins(rng: Random, schools: Sequence[School]) -> Iterator[Job]:
    """Pupils and guardians through a day; an invocation takes several of their events."""
    for school in schools:
        people = round((school.pupils + school.guardians) * given.SIGN_INS_DAILY)
        event = cost_of("sign-in event", school.pupils)
        batches, rest = divmod(people, given.EVENTS_AT_ONCE)
        full = event.times(given.EVENTS_AT_ONCE)
        for cost, times in ((full, batches), (event.times(rest), min(rest, 1))):
            seconds = seconds_of(cost)
            for _ in range(times):
                yield Job(_FAMILIES.moment(rng), seconds, cost)


def _notifications(rng: Random, school: School) -> Iterator[Job]:
    at = _STAFF.moment(rng)
    yield job(at, cost_of("students notified", school.pupils))
    by_email = rng.random() < given.BY_EMAIL
    name = "guardians notified by e-mail" if by_email else "guardians notified"
    yield job(at + given.GUARDIANS_AFTER_MINUTES * _MINUTE, cost_of(name, school.pupils))
