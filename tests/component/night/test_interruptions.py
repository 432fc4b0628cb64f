"""P18, P19, P24, P25: the night killed at any call to AWS, repeated, met by others."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from shared.adapters import aws
from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb import table as table_module
from shared.adapters.dynamodb.account_writes import AccountWrites
from shared.adapters.dynamodb.table import Table, key
from shared.api import adapters, night
from shared.domain.account import AccountAction, SealedPassword, next_version
from shared.domain.person import Student
from tests.component.night.people import EXPIRED, WRONG, everyone
from tests.component.night.world import Dump, World
from tests.component.operations.interference import just_before
from tests.factories import RODIN, store_students
from tests.promises.campaign import Found, spread
from tests.unit.operations.memory_aws import Hand, Held, Killed


@contextmanager
def a_worker_under(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Workers whose calls to the table and the bus all go through `hand`."""
    table: Any = Held(aws.dynamodb_client(), hand)
    bus: Any = Held(aws.events_client(), hand)
    monkeypatch.setattr(table_module, "dynamodb_client", lambda: table)
    monkeypatch.setattr("shared.adapters.bus.provider_bus.events_client", lambda: bus)
    _a_fresh_worker()
    yield
    monkeypatch.undo()


def _a_fresh_worker() -> None:
    for module in (adapters, night):
        for made in vars(module).values():
            if hasattr(made, "cache_clear"):
                made.cache_clear()


def working_usernames(dump: Dump) -> dict[str, list[str]]:
    """By account, the usernames of the register that are also the account's own."""
    working: dict[str, list[str]] = {}
    for (pk, _), item in dump.items():
        if pk.startswith("USERNAME#"):
            account_id, uai = item["account_id"]["S"], item["uai"]["S"]
            place = f"{uai}#{item['population']['S'].upper()}", f"ACCOUNT#{account_id}"
            username = pk.removeprefix("USERNAME#")
            if place in dump and f'"{username}"' in dump[place]["packed"]["S"]:
                working.setdefault(account_id, []).append(username)
    return working


def but_the_report(dump: Dump) -> Dump:
    """A run that goes on where another was cut reports what was left for it to do."""
    return {
        place: {name: value for name, value in item.items() if name != "night"}
        for place, item in dump.items()
    }


@pytest.mark.promise("P18", "P24", "P25")
@pytest.mark.parametrize("applied", [False, True])
def test_killed_at_any_call_and_run_again_the_night_leaves_the_table_of_one(
    world: World, monkeypatch: pytest.MonkeyPatch, figure: Found, *, applied: bool
) -> None:
    everyone(world)
    message, before = world.message(), world.dump()
    accounts = {
        item["SK"]["S"].removeprefix("ACCOUNT#")
        for (pk, _), item in before.items()
        if pk.endswith(("#STUDENTS", "#GUARDIANS")) and "packed" in item
    }
    world.deliver(message)
    expected, events = world.dump(), world.told()
    assert len(events) == 2
    world.put_back(before)
    hand = Hand()
    with a_worker_under(hand, monkeypatch):
        world.deliver(message)
        calls = len(hand.calls)
        assert calls > 15
        places = spread(range(1, calls + 1), quick=6)
        for call in places:
            world.put_back(before)
            world.told()
            hand.kill_at(call, applied=applied)
            with pytest.raises(Killed):
                world.deliver(message)
            hand.spare()
            cut = world.dump()
            working = working_usernames(cut)
            present = {who for who in accounts if f"ACCOUNT#{who}" in {sk for _, sk in cut}}
            assert {who: len(names) for who, names in working.items()} == dict.fromkeys(present, 1)
            _a_fresh_worker()
            world.deliver(message)
            assert but_the_report(world.dump()) == but_the_report(expected)
            told = {event["event_id"]: event for event in world.told()}
            assert sorted(told) == sorted(event["event_id"] for event in events)
        figure(len(places), "kills")


def by_two_writes(transact: Callable[..., None]) -> Callable[..., None]:
    """The naive way: the account first, then the register, the trace and the event."""

    def written(table: Table, actions: Sequence[Mapping[str, Any]]) -> None:
        of_register = str(actions[0]).find("USERNAME_STEM#") >= 0
        parts = (actions[2:3], [*actions[:2], *actions[3:]]) if of_register else (actions,)
        for part in parts:
            transact(table, part)

    return written


@pytest.mark.twin("P24", "P25")
def test_renaming_in_two_writes_is_seen_to_leave_an_account_without_a_username(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    everyone(world)
    message = world.message()
    monkeypatch.setattr(Table, "transact", by_two_writes(Table.transact))
    hand = Hand()
    table: Any = Held(aws.dynamodb_client(), hand)
    monkeypatch.setattr(table_module, "dynamodb_client", lambda: table)
    _a_fresh_worker()
    hand.kill_at(_first_transaction(world, hand, message), applied=True)
    with pytest.raises(Killed):
        world.deliver(message)
    assert WRONG.account.account_id not in working_usernames(world.dump())


def _first_transaction(world: World, hand: Hand, message: str) -> int:
    before = world.dump()
    world.deliver(message)
    number = hand.calls.index("transact_write_items") + 1
    world.put_back(before)
    return number


@pytest.mark.promise("P19", "P24")
def test_delivered_five_times_it_leaves_the_table_of_one(world: World) -> None:
    everyone(world)
    message = world.message()
    world.deliver(message)
    expected = world.dump()
    world.deliver(*[message] * 5)
    assert world.dump() == expected
    assert len(world.told()) == 2


@pytest.mark.promise("P19", "P24")
@pytest.mark.parametrize("call", ["TransactWriteItems", "Query", "UpdateItem"])
def test_two_workers_at_once_leave_the_table_of_one(world: World, call: str) -> None:
    everyone(world)
    message, before = world.message(), world.dump()
    world.deliver(message)
    expected = world.dump()
    world.put_back(before)
    with just_before(call, lambda: world.deliver(message)):
        world.deliver(message)
    assert but_the_report(world.dump()) == but_the_report(expected)


def test_a_password_given_between_the_read_and_the_write_stays(world: World) -> None:
    world.has(EXPIRED)
    sealed = SealedPassword(b"fresh", f"{RODIN}/0001", 2)

    def reset() -> None:
        now = AccountWrites(world.table).read(EXPIRED)
        assert isinstance(now, Student)
        account = now.account.with_new_password(AccountAction.RESET, sealed, at=world.clock.at)
        store_students(world.table, [replace(now, account=next_version(account))])

    with just_before("TransactWriteItems", reset):
        world.deliver(world.message())
    assert world.account(EXPIRED).password == sealed


def test_a_request_withdrawn_between_the_read_and_the_write_changes_no_username(
    world: World,
) -> None:
    everyone(world)

    def withdraw() -> None:
        now = AccountWrites(world.table).read(WRONG)
        assert isinstance(now, Student)
        account = replace(now.account, username_change=None)
        place = key(keys.students(RODIN), keys.account(account.account_id))
        world.table.delete(place["PK"]["S"], place["SK"]["S"])
        store_students(world.table, [replace(now, account=next_version(account))])

    with just_before("TransactWriteItems", withdraw):
        world.deliver(world.message())
    assert world.account(WRONG).username == WRONG.account.username
