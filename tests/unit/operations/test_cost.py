"""What a whole school costs, counted: transactions, their size, calls to KMS."""

from collections import Counter

import pytest

from tests.unit.operations.errands import ERRANDS
from tests.unit.operations.service import Service

SLICES_OF_3000 = 62


def a_school(service: Service, count: int) -> list[int]:
    """Its people stored; the sizes of the transactions to come, as they come."""
    service.store(count)
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
        "get_item": 4,
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


# Letters read the address that the school's settings name (guide §7), once for the document.
_SETTINGS = {"get_item": 4}

_ANYHOW = {"get_item": 3, "send_message": 1, "update_item": 2, "head_object": 1, "put_object": 1}
_PASSWORDS = {"transact_write_items": 11, "generate_data_key": 1, "put_item": 1}
# An external student is found by her pointer, then in her own school: three reads of ten
# batches, to choose, to act and to print.
_POINTERS = {"batch_get_item": 31}

# Whoever resets many is counted by the day: one update more than `_ANYHOW` has.
_COUNTED = {"update_item": 3}

COSTS_OF_490 = {
    "students notified": {"query": 9, "batch_get_item": 10, **_PASSWORDS, **_SETTINGS},
    "students reset": {"query": 8, "batch_get_item": 10, **_PASSWORDS, **_COUNTED},
    "students listed": {"query": 7, "batch_get_item": 5, "transact_write_items": 6},
    "external students notified": {"query": 8, **_POINTERS, **_PASSWORDS, **_SETTINGS},
    "external students reset": {"query": 8, **_POINTERS, **_PASSWORDS, **_COUNTED},
    "guardians notified": {"query": 11, "batch_get_item": 10, **_PASSWORDS, **_SETTINGS},
    "guardians reset": {"query": 10, "batch_get_item": 10, **_PASSWORDS, **_COUNTED},
    "guardians listed": {"query": 9, "batch_get_item": 5, "transact_write_items": 6},
}


@pytest.mark.parametrize("name", ERRANDS)
def test_what_each_action_on_490_people_costs(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    service = Service(monkeypatch, ERRANDS[name])
    service.store(490)

    assert service.runs_to_its_end()

    assert Counter(service.hand.calls) == Counter(_ANYHOW | COSTS_OF_490[name])
