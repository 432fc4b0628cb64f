"""Following an operation: where it stands, and what became of each account."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from shared.domain.errors import UnknownOperationError
from shared.domain.identifiers import OperationId, Uai
from shared.domain.operation import Operation, Outcome, OutcomeStatus


class Operations(Protocol):
    """Reads operations and what became of their accounts."""

    def get(self, uai: Uai, operation_id: OperationId) -> Operation | None: ...
    def newest(self, uai: Uai, limit: int) -> list[Operation]: ...
    def slices_done(self, operation: Operation) -> dict[int, list[Outcome]]: ...
    def left_out(self, operation: Operation) -> list[Outcome]: ...


def show_operation(operations: Operations, *, uai: Uai, operation_id: OperationId) -> Operation:
    """The operation; while it runs, its progress is the sum of the slices done.

    Raises:
        UnknownOperationError: when this school has no such operation.
    """
    return _with_progress(operations, _known(operations, uai, operation_id))


def newest_operations(operations: Operations, *, uai: Uai, limit: int) -> list[Operation]:
    """The school's last operations, newest first, with their progress."""
    return [_with_progress(operations, each) for each in operations.newest(uai, limit)]


def operation_outcomes(
    operations: Operations, *, uai: Uai, operation_id: OperationId
) -> Sequence[Outcome]:
    """Those left out, then those done, in the order of the work: it only grows at its end.

    Raises:
        UnknownOperationError: when this school has no such operation.
    """
    operation = _known(operations, uai, operation_id)
    slices = operations.slices_done(operation)
    done = [outcome for number in sorted(slices) for outcome in slices[number]]
    return [*operations.left_out(operation), *done]


def _known(operations: Operations, uai: Uai, operation_id: OperationId) -> Operation:
    operation = operations.get(uai, operation_id)
    if operation is None:
        raise UnknownOperationError
    return operation


def _with_progress(operations: Operations, operation: Operation) -> Operation:
    if operation.status.finished:
        return operation
    slices = operations.slices_done(operation).values()
    counts = Counter(outcome.status for outcomes in slices for outcome in outcomes)
    return replace(
        operation,
        done=counts[OutcomeStatus.DONE],
        skipped=counts[OutcomeStatus.SKIPPED] + operation.left_out,
        failed=counts[OutcomeStatus.FAILED],
    )
