"""A night in a school: once, twice, late or over a time change."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from functions.statistics.handler import lambda_handler as statistics_handler
from shared.adapters.bus.provider_bus import EventBridgeProviderBus
from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.nights import NightRepository
from shared.adapters.dynamodb.table import key
from shared.api.background import BackgroundFailureError
from shared.domain.night import FailedNight, next_night
from shared.usecases.people import People
from tests.component.conftest import get
from tests.component.night.people import (
    NOTIFIED,
    everyone,
)
from tests.component.night.world import World
from tests.factories import BOVARY, RODIN, a_school, account_id, store_school


def figures() -> Any:
    return get(statistics_handler, f"/schools/{RODIN}/statistics")


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
