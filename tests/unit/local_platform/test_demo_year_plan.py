"""The demo's school year as it is planned: whatever the day, plausible, complete and past."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from functions.account_events.messages import SOURCE, account_event_of
from infra.local.demo_year_calendar import YEAR, last_working_morning
from infra.local.demo_year_fates import (
    AT_LEAST,
    GUARDIAN_SHARES,
    STUDENT_SHARES,
    Fate,
    allotted,
)
from infra.local.demo_year_plan import SchoolYear, plan_school_year
from shared.domain.account import AccountAction, add_months
from shared.domain.account_events import AccountEvent, AccountEventKind, possible_for
from shared.domain.guardianship import Guardianship
from shared.domain.instruction import Population
from shared.domain.kinship import Kinship
from shared.domain.person import Guardian, Student
from tests.unit.operations.builders import UAI, a_guardian, a_student

DAYS = [
    datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
    datetime(2027, 9, 2, 7, 0, tzinfo=UTC),  # nobody is back yet
    datetime(2027, 9, 8, 8, 1, tzinfo=UTC),  # staff have just begun
    datetime(2027, 1, 1, 0, 0, tzinfo=UTC),
    datetime(2027, 6, 30, 22, 0, tzinfo=UTC),
    datetime(2028, 2, 29, 23, 59, 59, tzinfo=UTC),
    datetime(2027, 10, 31, 1, 0, tzinfo=UTC),  # the clocks go back
]
NOW = DAYS[0]

STUDENTS = [a_student(n, school_class=("6 A", "5 A", "3 B")[n % 3]) for n in range(1, 121)]
GUARDIANS = [a_guardian(n) for n in range(1, 181)]
LINKS = [
    Guardianship(guardian.account.account_id, student.account.account_id, Kinship.MOTHER)
    for guardian, student in zip(GUARDIANS, STUDENTS + STUDENTS[:60], strict=True)
]
EVERYONE: list[Student | Guardian] = [*STUDENTS, *GUARDIANS]
PEOPLE = {person.account.username: person for person in EVERYONE}


def the_year(now: datetime = NOW) -> SchoolYear:
    return plan_school_year(UAI, STUDENTS, GUARDIANS, LINKS, now=now)


@pytest.mark.parametrize("now", DAYS, ids=str)
def test_everything_lies_within_the_year_before_now(now: datetime) -> None:
    year = the_year(now)

    for at in [act.at for act in year.acts] + [event.occurred_at for event in year.events]:
        assert now - YEAR < at <= now
        assert at.microsecond == 0


@pytest.mark.parametrize("now", DAYS, ids=str)
def test_some_temporary_passwords_are_valid_and_some_have_expired(now: datetime) -> None:
    year = the_year(now)
    used = {event.username for event in year.events}

    for population in (Population.STUDENTS, Population.GUARDIANS):
        names = {
            person.account.account_id: name
            for name, person in PEOPLE.items()
            if isinstance(person, Student) == (population is Population.STUDENTS)
        }
        expired = Counter(
            add_months(act.at, 3) <= now
            for act in year.acts
            for account_id in act.account_ids
            if act.population is population and names[account_id] not in used
        )
        assert expired[True] >= AT_LEAST
        assert expired[False] >= AT_LEAST


@pytest.mark.parametrize("now", DAYS, ids=str)
def test_every_kind_of_event_happens_that_the_provider_can_tell(now: datetime) -> None:
    happened = {event.kind for event in the_year(now).events}

    assert happened >= set(AccountEventKind) - {AccountEventKind.EMAIL_WITHDRAWN}


@pytest.mark.parametrize("now", DAYS, ids=str)
def test_a_holder_activates_after_the_second_in_which_staff_told_her(now: datetime) -> None:
    year = the_year(now)
    names = {person.account.account_id: name for name, person in PEOPLE.items()}
    first_told = {
        names[account_id]: act.at for act in reversed(year.acts) for account_id in act.account_ids
    }

    for event in year.events:
        if event.username in first_told:
            assert event.occurred_at >= first_told[event.username] + timedelta(seconds=10)


def test_nothing_happens_to_a_pupil_that_can_only_happen_to_a_guardian() -> None:
    for event in the_year().events:
        assert possible_for(event.kind, PEOPLE[event.username])


def test_the_events_are_of_the_form_agreed_with_the_identity_provider() -> None:
    for event in the_year().events:
        assert account_event_of(_message(event)) == event


def test_the_same_people_have_the_same_year_whatever_order_they_are_read_in() -> None:
    again = plan_school_year(UAI, STUDENTS[::-1], GUARDIANS[::-1], LINKS[::-1], now=NOW)

    assert again == the_year()


def test_event_ids_are_unique_and_name_nobody() -> None:
    events = the_year().events

    assert len({event.event_id for event in events}) == len(events)
    assert not any(event.username in event.event_id for event in events)


def test_pupils_of_the_first_classes_are_unknown_before_they_enrol() -> None:
    newcomers = {s.account.account_id for s in STUDENTS if s.school_class.startswith("6")}
    told = [act.at for act in the_year().acts if newcomers & set(act.account_ids)]

    assert min(told) >= datetime(2026, 6, 25, tzinfo=UTC)


def test_staff_work_on_working_days_and_once_a_day_for_each_population() -> None:
    year = the_year()

    assert all(act.at.weekday() < 5 for act in year.acts)
    whole = {(act.at, act.population, act.action) for act in year.acts}
    assert len(whole) == len(year.acts)
    assert {act.action for act in year.acts} == {AccountAction.NOTIFY, AccountAction.RESET}


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        (datetime(2026, 11, 24, 0, 30, tzinfo=UTC), datetime(2026, 11, 23, 9, tzinfo=UTC)),
        (datetime(2026, 11, 23, 22, 59, tzinfo=UTC), datetime(2026, 11, 20, 9, tzinfo=UTC)),
        (datetime(2027, 7, 4, 12, 0, tzinfo=UTC), datetime(2027, 7, 2, 8, tzinfo=UTC)),
    ],
)
def test_what_the_first_night_answers_was_asked_on_the_last_working_morning(
    now: datetime, morning: datetime
) -> None:
    assert last_working_morning(now) == morning


@pytest.mark.parametrize("now", DAYS, ids=str)
def test_some_guardianships_are_disputed_and_one_of_them_no_longer(now: datetime) -> None:
    said: dict[tuple[str, str | None], list[AccountEvent]] = {}
    for event in the_year(now).events:
        if event.kind.of_guardianship:
            said.setdefault((event.username, event.student_username), []).append(event)

    last_words = Counter(events[-1].kind for events in said.values())
    assert last_words[AccountEventKind.GUARDIANSHIP_DISPUTED] == 2
    assert last_words[AccountEventKind.GUARDIANSHIP_DISPUTE_WITHDRAWN] == 1
    for events in said.values():
        assert events[0].kind is AccountEventKind.GUARDIANSHIP_DISPUTED
        assert len({event.occurred_at for event in events}) == len(events)


def test_those_who_live_in_another_school_or_have_left_are_left_alone() -> None:
    gone = a_student(200, departed_on=NOW.date())
    elsewhere = a_student(201, uai="0450801B")

    year = plan_school_year(UAI, [gone, elsewhere], [], [], now=NOW)

    assert year == SchoolYear((), ())


@pytest.mark.parametrize("shares", [STUDENT_SHARES, GUARDIAN_SHARES])
def test_shares_are_kept_and_no_fate_is_missing_in_a_small_school(
    shares: dict[Fate, float],
) -> None:
    small = Counter(allotted([f"n.{n}" for n in range(120)], shares).values())
    large = Counter(allotted([f"n.{n}" for n in range(3000)], shares).values())

    assert set(small) == set(shares)
    assert min(small.values()) >= AT_LEAST
    assert all(abs(large[fate] / 3000 - share) < 0.005 for fate, share in shares.items())
    assert sum(shares.values()) == pytest.approx(1)


def _message(event: AccountEvent) -> str:
    """What the provider would have sent, in EventBridge's envelope."""
    detail: dict[str, str] = {
        "event_id": event.event_id,
        "occurred_at": event.occurred_at.isoformat(),
        "username": event.username,
    }
    more = {"via": event.via, "email": event.email, "student_username": event.student_username}
    detail |= {name: value for name, value in more.items() if value}
    return json.dumps({"id": "e-1", "source": SOURCE, "detail-type": event.kind, "detail": detail})
