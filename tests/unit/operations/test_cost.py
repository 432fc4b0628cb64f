"""What a whole school costs, counted: transactions, their size, calls to KMS."""

from collections import Counter

import pytest

from shared.adapters.dynamodb.student_items import student_to_item
from tests.unit.operations.builders import students
from tests.unit.operations.service import Service

SLICES_OF_3000 = 62


def a_school(service: Service, count: int) -> list[int]:
    """Its students stored; the sizes of the transactions to come, as they come."""
    for student in students(count):
        item = student_to_item(student)
        service.dynamodb.items[item["PK"]["S"], item["SK"]["S"]] = item
    sizes: list[int] = []
    write = service.dynamodb.transact_write_items

    def measured(**request: list[object]) -> object:
        sizes.append(len(request["TransactItems"]))
        return write(**request)  # type: ignore[arg-type]

    service.dynamodb.transact_write_items = measured  # type: ignore[assignment,method-assign]
    return sizes


def test_3000_students_take_62_transactions_within_the_limit_and_one_call_to_kms(
    service: Service,
) -> None:
    sizes = a_school(service, 3000)

    assert service.runs_to_its_end()

    # The operation, its selection in pieces of 490, its trace and its key; then the slices:
    # 49 accounts each with its trace and the slice's own row, and the 11 accounts that are left.
    assert sizes == [1 + 7 + 1 + 1, *[99] * (SLICES_OF_3000 - 1), 23]
    assert Counter(service.hand.calls) == {
        "get_item": 3,
        "query": 9,
        "update_item": 2,
        "transact_write_items": 1 + SLICES_OF_3000,
        "batch_get_item": SLICES_OF_3000,
        "put_item": 1,
        "generate_data_key": 1,
        "head_object": 1,
        "put_object": 1,
        "send_message": 1,
    }


def test_the_next_worker_opens_the_key_once_for_all_its_passwords(service: Service) -> None:
    a_school(service, 200)
    assert service.runs_to_its_end()
    service.cold_start()
    service.hand.spare()

    service.ask(key="key-2", reset_passwords=True)
    service.deliver_all()

    counts = Counter(service.hand.calls)
    assert (counts["decrypt"], counts["generate_data_key"]) == (1, 0)
    assert {student.account.generation for student in service.students()} == {2}


@pytest.mark.parametrize(("count", "slices"), [(51, 2), (98, 2), (99, 3)])
def test_a_slice_holds_49_accounts(service: Service, count: int, slices: int) -> None:
    sizes = a_school(service, count)

    assert service.runs_to_its_end()

    assert len(sizes) == 1 + slices
    assert sum(sizes[1:]) == 2 * count + slices
