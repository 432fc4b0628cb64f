"""Asking for a bulk action: frozen and written first, done at once when small, queued when not."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from shared.domain.account import AccountAction
from shared.domain.errors import EmptySelectionError
from shared.domain.idempotency import IdempotentRequest
from shared.domain.identifiers import OperationId, StaffId, Uai, new_operation_id
from shared.domain.instruction import Outcome, Selected
from shared.domain.operation import INLINE_LIMIT, Document, Operation, OperationKind
from shared.usecases.select_accounts import Plan


class NewOperations(Protocol):
    """Where an operation is first written, whole or not at all."""

    def earlier(self, uai: Uai, request: IdempotentRequest) -> Operation | None: ...
    def create(
        self,
        operation: Operation,
        selected: Sequence[Selected],
        left_out: Sequence[Outcome],
        request: IdempotentRequest | None,
    ) -> Operation: ...


class OperationQueue(Protocol):
    """Carries ids to the worker."""

    def send(self, uai: Uai, operation_id: OperationId) -> None: ...


class InlineWorker(Protocol):
    """Does the whole of a small operation and returns it finished."""

    def __call__(self, operation: Operation) -> Operation: ...


def request_operation(
    operations: NewOperations,
    queue: OperationQueue,
    work_inline: InlineWorker,
    *,
    uai: Uai,
    plan: Callable[[], Plan],
    document: Document | None,
    caller: StaffId,
    caller_name: str,
    request: IdempotentRequest | None,
    at: datetime,
) -> Operation:
    """Write the operation that `plan` makes down, then do it, or have it done.

    A repeated request answers with the first one's operation, wherever it stands by then; it is
    looked for before the plan is made, since the first one has changed what a search matches.

    Raises:
        EmptySelectionError: when the rules leave nobody to act on.
    """
    operation = operations.earlier(uai, request) if request else None
    if operation is None:
        made = plan()
        if not made.chosen:
            raise EmptySelectionError
        asked = _operation(made, document, caller, caller_name, at)
        operation = operations.create(asked, made.selected, made.left_out, request)
    if operation.status.finished:
        return operation
    # Mail waits for the outside, and only the worker may send it.
    if operation.selected <= INLINE_LIMIT and not operation.by_email:
        return work_inline(operation)
    # Sent again on a repeated request: the first may have died before its message left, and a
    # message too many changes nothing.
    queue.send(uai, operation.operation_id)
    return operation


_KINDS = {
    AccountAction.NOTIFY: OperationKind.NOTIFICATION,
    AccountAction.NOTIFY_AND_RESET: OperationKind.NOTIFICATION,
    AccountAction.RESET: OperationKind.PASSWORD_RESET,
    AccountAction.LIST: OperationKind.ACCOUNT_LIST,
}


def _operation(
    plan: Plan, document: Document | None, caller: StaffId, caller_name: str, at: datetime
) -> Operation:
    return Operation(
        operation_id=new_operation_id(at),
        kind=_KINDS[plan.instruction.action],
        instruction=plan.instruction,
        document=document,
        created_at=at,
        created_by=caller,
        created_by_name=caller_name,
        selected=len(plan.chosen),
        left_out=len(plan.left_out),
        listed_pupils=plan.listed_pupils,
    )
