"""What a night does in a school, once, twice, late or over a time change."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from functions.account_history.handler import lambda_handler as history_handler
from functions.statistics.handler import lambda_handler as statistics_handler
from functions.usernames.handler import lambda_handler as usernames_handler
from shared.adapters.bus.provider_bus import EventBridgeProviderBus
from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.account_register import AccountRegisterRepository
from shared.adapters.dynamodb.account_writes import AccountWrites
from shared.adapters.dynamodb.nights import NightRepository
from shared.adapters.dynamodb.table import key
from shared.api.background import BackgroundFailureError
from shared.domain.account import SealedPassword
from shared.domain.night import FailedNight, next_night
from shared.domain.person import DataSource, Person, SourceName, Student
from shared.usecases.people import People
from tests.component.conftest import LambdaContext, get, http_event
from tests.component.night.world import World
from tests.factories import (
    BOVARY,
    RODIN,
    a_guardian,
    a_link,
    a_notified_account,
    a_school,
    a_student,
    account_id,
    store_address,
    store_links,
    store_pointer,
    store_school,
    store_students,
)
from tests.promises.campaign import Found, at_size

WRONG = a_student(account_id=account_id(1), username="c.lefebvre")
NAMESAKE = a_student(account_id=account_id(2), username="c.lefevre")
NOTIFIED = a_student(account=a_notified_account(account_id=account_id(3), username="n.notified"))
EXPIRED = a_student(
    account=a_notified_account(
        account_id=account_id(4),
        username="e.expired",
        password_expires_at=datetime(2026, 11, 24, 2, 0, tzinfo=UTC),
    )
)
LEFT_LONG_AGO = a_student(
    account_id=account_id(5),
    username="l.long",
    ine="071234567AB",
    departed_on=date(2026, 8, 24),
    host_schools=(BOVARY,),
)
LEFT_LATELY = a_student(
    account_id=account_id(6), username="l.lately", departed_on=date(2026, 8, 25)
)
MOTHER = a_guardian(account_id=account_id(7), username="a.doeuvre")


def ask(person: Person) -> None:
    path = f"/schools/{RODIN}/accounts/{person.account.account_id}/username-change"
    assert usernames_handler(http_event("PUT", path), LambdaContext())["statusCode"] == 200


def changes() -> list[tuple[str, str, str | None, str | None]]:
    found = get(usernames_handler, f"/schools/{RODIN}/username-changes")
    return [
        (item["state"], item["username"], item["former_username"], item["refusal"])
        for item in found["items"]
    ]


def history(person: Person) -> list[tuple[str, str | None]]:
    path = f"/schools/{RODIN}/accounts/{person.account.account_id}/history"
    return [(item["label"], item["by"]) for item in get(history_handler, path)["items"]]


def test_a_new_username_is_given_the_password_is_kept_and_the_old_one_opens_nothing(
    world: World,
) -> None:
    wrong = replace(WRONG, account=a_notified_account(account_id=account_id(1), username="c.wrong"))
    world.has(wrong, NAMESAKE)
    world.table.put(key(*keys.username_stem("c.lefevre")) | {"last": {"N": "1"}})
    ask(wrong)
    before = world.account(wrong)
    assert before.username == "c.wrong", "until the night, the old one works"

    world.night()

    after = world.account(wrong)
    assert after == replace(
        before,
        username="c.lefevre2",
        version=before.version + 1,
        username_change=after.username_change,
        former_usernames=("c.wrong",),
    )
    register = AccountRegisterRepository(world.table)
    by_new, by_old = register.find("c.lefevre2"), register.find("c.wrong")
    assert by_new is not None
    assert by_new == by_old, "the old one stays in the register, so that it is nobody else's"
    assert world.told() == [
        {
            "kind": "account.username-changed.v1",
            "event_id": world_event_id(world, wrong),
            "occurred_at": "2026-11-24T03:00:00+00:00",
            "account_id": account_id(1),
            "username": "c.lefevre2",
            "former_username": "c.wrong",
        }
    ]
    assert changes() == [("APPLIED", "c.lefevre2", "c.wrong", None)]
    assert history(wrong) == [
        ("Nouvel identifiant attribué", "traitement de nuit"),
        ("Nouvel identifiant demandé", "un agent de l’établissement"),
    ]


def world_event_id(world: World, person: Person) -> str:
    """The event's id is that of the trace it goes with."""
    account = person.account
    rows = world.table.query(keys.account_audit(account.uai, account.account_id))
    [row] = [row for row in rows if row["tag"]["S"] == "username-change:applied"]
    return str(row["SK"]["S"])


def test_a_request_that_the_sources_no_longer_allow_is_refused_by_the_night(world: World) -> None:
    world.has(WRONG)
    ask(WRONG)
    writes = AccountWrites(world.table)
    now = writes.read(WRONG)
    assert isinstance(now, Student)
    disagreed = (
        SourceName(DataSource.SIECLE, "Lefèvre", "Chloé"),
        SourceName(DataSource.AAF, "Lefebvre", "Chloé"),
    )
    changed = replace(
        now,
        names_by_source=disagreed,
        account=replace(now.account, version=now.account.version + 1),
    )
    store_students(world.table, [changed])
    world.night()
    assert changes() == [("REFUSED", "c.lefebvre", None, "NAMES_DIFFER")]
    assert world.told() == []


@pytest.mark.promise("P12")
def test_an_expired_password_is_nowhere_any_more_and_a_valid_one_stays(world: World) -> None:
    world.has(NOTIFIED, EXPIRED)
    world.night()
    assert world.account(NOTIFIED) == NOTIFIED.account
    assert world.account(EXPIRED) == replace(EXPIRED.account, version=2, password=None)
    item = world.dump()[keys.students(RODIN), keys.account(EXPIRED.account.account_id)]
    assert "secret" not in item
    assert history(EXPIRED) == [("Mot de passe provisoire expiré", "traitement de nuit")]


@pytest.mark.promise("P12")
def test_no_piece_of_an_expired_password_is_in_the_table_after_the_night(
    world: World, figure: Found
) -> None:
    expired = _expired(at_size(full=150, quick=20))
    world.has(*expired)
    world.night()
    assert _still_held(world, expired) == []
    figure(len(expired), "expired passwords")


@pytest.mark.twin("P12")
def test_left_to_its_date_an_expired_password_is_in_the_table_for_ever(world: World) -> None:
    expired = _expired(30)
    world.has(*expired)
    world.clock.pass_by(days=400)
    assert _still_held(world, expired) == expired


def _expired(count: int) -> list[Student]:
    """Pupils each with a password of her own that expired in the night."""
    return [
        a_student(
            account=a_notified_account(
                account_id=account_id(number),
                username=f"e.expired{number}",
                password=SealedPassword(f"sealed-{number:04d}".encode(), f"{RODIN}/0001", 1),
                password_expires_at=EXPIRED.account.password_expires_at,
            )
        )
        for number in range(1000, 1000 + count)
    ]


def _still_held(world: World, people: list[Student]) -> list[Student]:
    """Those of whose sealed password a piece is somewhere in the table."""
    everything = repr(list(world.dump().values()))
    return [
        person
        for person in people
        if person.account.password and repr(person.account.password.ciphertext)[2:-1] in everything
    ]


def test_a_guest_and_a_shared_guardian_are_looked_after_by_the_school_they_live_in(
    world: World,
) -> None:
    over = EXPIRED.account.password_expires_at
    guest, shared = (
        a_notified_account(account_id=account_id(number), uai=BOVARY, password_expires_at=over)
        for number in (60, 61)
    )
    store_school(world.table, a_school(uai=BOVARY, name="Collège Emma Bovary"))
    people: list[Person] = [
        a_student(account=guest, host_schools=(RODIN,)),
        replace(a_guardian(), account=shared, schools=(BOVARY, RODIN)),
    ]
    world.has(*people)
    for person in people:
        store_pointer(world.table, RODIN, person)
    world.deliver(world.message(RODIN))
    assert [world.account(person) for person in people] == [guest, shared]
    world.deliver(world.message(BOVARY))
    assert [world.account(person).password for person in people] == [None, None]


def test_a_bus_that_takes_nothing_leaves_the_school_its_statistics(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    everyone(world)
    with monkeypatch.context() as patched:
        patched.setattr(EventBridgeProviderBus, "send", lambda *_: [])
        with pytest.raises(BackgroundFailureError):
            world.deliver(world.message())
    assert figures()["students"]["total"]["total"] == 4
    assert NightRepository(world.table).last(RODIN) is None, "its night has not ended"
    world.deliver(world.message())
    assert len(world.told()) == 2


def test_who_left_three_months_ago_is_erased_with_all_that_names_her(world: World) -> None:
    world.has(LEFT_LONG_AGO, LEFT_LATELY, MOTHER)
    store_address(world.table, LEFT_LONG_AGO, ["1 rue du Bac", "75007 PARIS"])
    store_pointer(world.table, BOVARY, LEFT_LONG_AGO)
    store_links(world.table, RODIN, [a_link(MOTHER, LEFT_LONG_AGO)])
    world.table.put(
        key(*keys.ine("071234567AB")) | {"account_id": {"S": account_id(5)}, "uai": {"S": RODIN}}
    )
    world.night()
    left = {place for place, item in world.dump().items() if account_id(5) in str((place, item))}
    assert [pk for pk, _ in left] == [f"{RODIN}#AUDIT#{account_id(5)}"]
    assert world.account(LEFT_LATELY) == LEFT_LATELY.account
    assert world.account(MOTHER) == MOTHER.account
    [told] = world.told()
    assert (told["kind"], told["account_id"], told["username"]) == (
        "account.erased.v1",
        account_id(5),
        "l.long",
    )


def test_an_ine_that_is_another_account_s_by_now_stays(world: World) -> None:
    world.has(LEFT_LONG_AGO)
    hers = key(*keys.ine("071234567AB")) | {
        "account_id": {"S": account_id(99)},
        "uai": {"S": BOVARY},
    }
    world.table.put(hers)
    world.night()
    assert world.table.get(*keys.ine("071234567AB")) == hers


def everyone(world: World) -> None:
    world.has(WRONG, NAMESAKE, NOTIFIED, EXPIRED, LEFT_LONG_AGO, LEFT_LATELY, MOTHER)
    store_links(world.table, RODIN, [a_link(MOTHER, WRONG), a_link(MOTHER, NOTIFIED)])
    world.table.put(key(*keys.username_stem("c.lefevre")) | {"last": {"N": "1"}})
    ask(WRONG)


def test_the_night_ends_with_the_statistics_and_says_what_it_has_done(world: World) -> None:
    everyone(world)
    world.night()
    last = NightRepository(world.table).last(RODIN)
    assert last is not None
    report = last.report
    assert (
        report.usernames_changed,
        report.usernames_refused,
        report.passwords_expired,
        report.accounts_erased,
        report.students,
        report.guardians,
    ) == (1, 0, 1, 1, 4, 1)
    answer = get(statistics_handler, f"/schools/{RODIN}/statistics")
    assert answer["computed_at"] == "2026-11-24T03:00:00Z"
    assert answer["students"]["total"] == {
        "NOT_NOTIFIED": 2,
        "NOTIFIED": 2,
        "ACTIVATED": 0,
        "total": 4,
    }


def figures() -> Any:
    return get(statistics_handler, f"/schools/{RODIN}/statistics")


def test_asked_for_again_a_night_is_run_again_and_finds_the_same(world: World) -> None:
    everyone(world)
    world.night()
    first, told = figures(), world.told()
    assert len(told) == 2
    world.clock.pass_by(minutes=20)
    assert world.begin() == {"schools": 0, "late": 0, "asked_at": world.clock.at.isoformat()}
    assert world.begin(now=True)["schools"] == 1
    world.deliver(*world.sent())
    again = figures()
    assert again.pop("computed_at") != first.pop("computed_at")
    assert again == first
    assert world.told() == []


def test_a_message_delivered_after_its_night_has_ended_does_nothing(world: World) -> None:
    everyone(world)
    message = world.message()
    world.clock.pass_by(seconds=10)
    world.deliver(message)
    ended = world.dump()
    world.clock.pass_by(minutes=5)
    world.deliver(message, message)
    assert world.dump() == ended


def test_a_school_whose_night_has_not_ended_is_sent_again_and_counted_as_late(
    world: World,
) -> None:
    world.begin()
    lost = world.sent()
    assert len(lost) == 1
    world.clock.pass_by(hours=1)
    assert world.begin() == {"schools": 1, "late": 1, "asked_at": world.clock.at.isoformat()}
    world.deliver(*world.sent())
    world.clock.pass_by(hours=1)
    assert world.begin()["schools"] == 0


def test_one_school_that_fails_stops_no_other(world: World) -> None:
    store_school(world.table, a_school(uai=BOVARY, name="Collège Emma Bovary"))
    world.has(NOTIFIED)
    broken = key(keys.students(BOVARY), keys.account(account_id(70)))
    world.table.put(broken | {"packed": {"S": "not json"}, "version": {"N": "1"}})
    world.begin()
    failed = []
    for message in world.sent():
        try:
            world.deliver(message)
        except BackgroundFailureError:
            failed.append(message)
    assert len(failed) == 1
    assert BOVARY in failed[0]
    nights = NightRepository(world.table)
    assert (nights.last(RODIN) is not None, nights.last(BOVARY)) == (True, None)
    assert nights.failure(RODIN) is None
    assert nights.failure(BOVARY) == FailedNight(world.clock.at, "DecodeError")
    world.table.delete(broken["PK"]["S"], broken["SK"]["S"])
    world.deliver(*failed)
    assert (nights.last(BOVARY) is not None, nights.failure(BOVARY)) == (True, None)


def test_a_message_of_no_school_of_ours_leaves_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = world.dump()
    monkeypatch.setattr(People, "whole_school", lambda *_: 1 / 0)
    with pytest.raises(BackgroundFailureError):
        world.deliver(world.message(BOVARY))
    assert world.dump() == before


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        # An hour is skipped on the last Sunday of March, and told twice on that of October.
        (datetime(2027, 3, 27, 3, 0, tzinfo=UTC), datetime(2027, 3, 28, 2, 0, tzinfo=UTC)),
        (datetime(2027, 3, 28, 2, 0, tzinfo=UTC), datetime(2027, 3, 29, 2, 0, tzinfo=UTC)),
        (datetime(2026, 10, 24, 2, 0, tzinfo=UTC), datetime(2026, 10, 25, 3, 0, tzinfo=UTC)),
        (datetime(2026, 10, 25, 3, 0, tzinfo=UTC), datetime(2026, 10, 26, 3, 0, tzinfo=UTC)),
        (datetime(2026, 11, 24, 2, 59, 59, tzinfo=UTC), datetime(2026, 11, 24, 3, 0, tzinfo=UTC)),
        (datetime(2026, 11, 24, 22, 50, tzinfo=UTC), datetime(2026, 11, 25, 3, 0, tzinfo=UTC)),
    ],
)
def test_the_next_night_is_the_next_four_o_clock_of_paris(
    moment: datetime, expected: datetime
) -> None:
    assert next_night(moment) == expected


@pytest.mark.promise("P24")
@pytest.mark.parametrize(
    "sunday", [datetime(2027, 3, 28, 2, tzinfo=UTC), datetime(2026, 10, 25, 3, tzinfo=UTC)]
)
def test_over_a_time_change_each_night_is_run_once_and_dated_by_paris(
    world: World, sunday: datetime
) -> None:
    world.clock.at = next_night(sunday - timedelta(days=1, hours=2))
    for _ in range(3):
        world.night()
        world.clock.at = next_night(world.clock.at)
    days = get(statistics_handler, f"/schools/{RODIN}/statistics/days")["items"]
    assert [item["day"] for item in days] == [
        (sunday.date() + timedelta(days=after)).isoformat() for after in (1, 0, -1)
    ]
