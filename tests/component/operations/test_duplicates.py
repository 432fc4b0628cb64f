"""P19: messages delivered several times, or to two workers at once, change nothing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import boto3
import pytest

from tests.component.operations.desk import EVERYONE, Desk, Dump
from tests.component.operations.interference import just_before, one_call_at_a_time
from tests.unit.operations.builders import a_student, account_id, store_students, students

pytestmark = pytest.mark.promise("P19")

ACCOUNTS = 60


def a_queued_operation(desk: Desk, **how: bool) -> str:
    """Sixty accounts of which some were notified before, so that both effects occur."""
    store_students(desk.table, students(ACCOUNTS))
    desk.asked({"account_ids": [account_id(number) for number in range(20, 30)]})
    return desk.asked(EVERYONE, **how)


def once(desk: Desk, operation_id: str) -> Dump:
    """The table after one delivery; then it is put back as it was."""
    client = boto3.client("dynamodb")
    before = client.scan(TableName="accounts")["Items"]
    desk.work(operation_id)
    after = desk.dump()
    for pk, sk in after:
        desk.table.delete(pk, sk)
    for item in before:
        desk.table.put(item)
    desk.cold_start()
    return after


@pytest.mark.parametrize("times", [2, 5])
def test_a_message_delivered_several_times_leaves_the_table_of_one(desk: Desk, times: int) -> None:
    operation_id = a_queued_operation(desk)
    expected = once(desk, operation_id)

    for _ in range(times):
        desk.work(operation_id)
        desk.cold_start()

    assert desk.dump() == expected


def other_worker(desk: Desk, operation_id: str) -> Callable[[], None]:
    return lambda: desk.work(operation_id)


def passwords(desk: Desk) -> dict[str, str]:
    ids = [student.account.account_id for student in desk.all_students()]
    return {account_id: desk.password(account_id) for account_id in ids}


@pytest.mark.parametrize("call", ["GetItem", "UpdateItem", "Query", "BatchGetItem"])
def test_two_workers_at_once_leave_the_table_of_one(desk: Desk, call: str) -> None:
    operation_id = a_queued_operation(desk)
    expected = once(desk, operation_id)

    with just_before(call, other_worker(desk, operation_id)):
        desk.work(operation_id)

    assert desk.dump() == expected


def test_a_worker_overtaken_between_read_and_write_writes_nothing(desk: Desk) -> None:
    operation_id = a_queued_operation(desk, reset_passwords=True)
    expected = once(desk, operation_id)
    written: list[dict[str, str]] = []

    def overtaken() -> None:
        desk.work(operation_id)
        written.append(passwords(desk))

    with just_before("TransactWriteItems", overtaken):
        desk.work(operation_id)

    assert desk.dump() == expected
    assert written == [passwords(desk)]


def test_two_threads_on_the_same_message_leave_the_table_of_one(desk: Desk) -> None:
    operation_id = a_queued_operation(desk)
    expected = once(desk, operation_id)

    with one_call_at_a_time(), ThreadPoolExecutor(2) as two:
        list(two.map(desk.work, [operation_id] * 2))

    assert desk.dump() == expected


def test_operations_that_cross_each_other_give_one_new_password_each(desk: Desk) -> None:
    store_students(desk.table, students(60))
    first = desk.asked(EVERYONE, reset_passwords=True)
    second = desk.asked(EVERYONE, reset_passwords=True)

    with just_before("TransactWriteItems", other_worker(desk, second)):
        desk.work(first)

    assert {student.account.generation for student in desk.all_students()} == {1}
    bodies = [desk.get(f"/{each}")[1] for each in (first, second)]
    assert [(b["status"], b["done"] + b["skipped"], b["failed"]) for b in bodies] == [
        ("SUCCEEDED", 60, 0)
    ] * 2
    assert sum(body["done"] for body in bodies) == len(desk.audit()) == 60


def test_a_message_of_a_finished_operation_writes_nothing(desk: Desk) -> None:
    operation_id = a_queued_operation(desk)
    desk.work(operation_id)
    store_students(desk.table, [a_student(99)])
    before = desk.dump()
    desk.clock.pass_by(hours=1)

    desk.work(operation_id)

    assert desk.dump() == before
