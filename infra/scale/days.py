"""What a day and a night ask of the service, as jobs that come at their moments."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from infra.scale import assumptions as given
from infra.scale.costs import Cost, cost_of
from infra.scale.country import School
from infra.scale.queueing import Job

_HOUR = 3600
_EVENTS_AT_ONCE = 10


def seconds_of(cost: Cost) -> float:
    """How long a function works on it: waiting for AWS, its own time, the floor of a partition.

    Half of an action's write units go to the partition of the accounts, which takes a thousand a
    second; the others lie under keys of their own.
    """
    plain = cost.requests - cost.transactions - cost.ses
    waiting = plain * given.REQUEST_S + cost.ses * given.MAIL_S
    writing = max(
        cost.transactions * given.TRANSACTION_S, cost.write_units / 2 / given.PARTITION_WRITES
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
    """The nightly drop, over two hours: most rosters unchanged, one in five with a class moved."""
    for school in schools:
        moved = rng.random() < 1 / 5
        name = "import, one class moved" if moved else "same import again"
        yield job(rng.random() * 2 * _HOUR, cost_of(name, school.pupils))


def first_imports(rng: Random, schools: Sequence[School]) -> Iterator[Job]:
    """Every school for the first time, over one night of eight hours."""
    for school in schools:
        yield job(rng.random() * 8 * _HOUR, cost_of("first import", school.pupils))


def use(rng: Random, schools: Sequence[School]) -> Iterator[Job]:
    """Staff at work for a day: home pages, searches, pages, resets."""
    for school in schools:
        for name, times in given.PER_SCHOOL_DAILY.items():
            for _ in range(times):
                begun = job(_moment(rng, given.HOURS), cost_of(name, school.pupils))
                cold = given.START_S if rng.random() < given.STARTS else 0
                yield Job(begun.at, begun.seconds + cold, begun.cost)


def sign_ins(rng: Random, schools: Sequence[School]) -> Iterator[Job]:
    """Pupils and guardians through a day; an invocation takes ten of their events."""
    for school in schools:
        people = round((school.pupils + school.guardians) * given.SIGN_INS_DAILY)
        event = cost_of("sign-in event", school.pupils)
        for start in range(0, people, _EVENTS_AT_ONCE):
            batch = min(_EVENTS_AT_ONCE, people - start)
            yield job(_moment(rng, given.SIGN_IN_HOURS), event.times(batch))


def _notifications(rng: Random, school: School) -> Iterator[Job]:
    at = _moment(rng, given.HOURS)
    yield job(at, cost_of("students notified", school.pupils))
    by_email = rng.random() < given.BY_EMAIL
    name = "guardians notified by e-mail" if by_email else "guardians notified"
    yield job(at + 5 * 60, cost_of(name, school.pupils))


def _moment(rng: Random, hours: Mapping[int, int]) -> float:
    [hour] = rng.choices(list(hours), list(hours.values()))
    return hour * _HOUR + rng.random() * _HOUR
