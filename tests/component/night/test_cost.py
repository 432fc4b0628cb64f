"""What a night costs, in calls to AWS: a school that changes nothing, and what each change adds."""

from collections import Counter

import pytest

from tests.component.night.people import (
    EXPIRED,
    LEFT_LONG_AGO,
    NAMESAKE,
    WRONG,
    asks_for_a_new_username,
)
from tests.component.night.test_interruptions import a_worker_under
from tests.component.night.world import World
from tests.factories import a_notified_account, a_student, account_id
from tests.unit.operations.memory_aws import Hand

IDLE = Counter(
    query=4,  # students, external students, guardians, events that wait
    get_item=2,  # the last night, the school's labels
    transact_write_items=1,  # the statistics and the totals of the day
    update_item=1,  # the night has ended
)


def calls_of(world: World, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    hand = Hand()
    with a_worker_under(hand, monkeypatch):
        world.deliver(world.message())
    return Counter(hand.calls)


def test_a_school_that_changes_nothing_costs_four_reads_of_partitions_and_two_writes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.has(NAMESAKE)
    assert calls_of(world, monkeypatch) == IDLE


def test_fifty_expired_passwords_are_one_transaction(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = EXPIRED.account.password_expires_at
    people = [
        a_student(
            account=a_notified_account(account_id=account_id(500 + n), password_expires_at=over)
        )
        for n in range(120)
    ]
    world.has(*people)
    assert calls_of(world, monkeypatch) - IDLE == Counter(transact_write_items=3)


def test_a_new_username_is_one_transaction_and_reads_the_school_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.has(WRONG)
    asks_for_a_new_username(WRONG)
    assert calls_of(world, monkeypatch) - IDLE == Counter(
        batch_get_item=1, transact_write_items=1, query=3, put_events=1, delete_item=1
    )


def test_an_erased_account_is_one_transaction(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.has(LEFT_LONG_AGO)
    assert calls_of(world, monkeypatch) - IDLE == Counter(
        batch_get_item=1, transact_write_items=1, put_events=1, delete_item=1
    )
