"""What the three requests that act on accounts share: who may, what it would do, its operation."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from shared.api.adapters import now, operation_queue, operations, people
from shared.api.schemas.operations import OperationAnswer, Preview
from shared.api.schemas.selection import AccountsRequest
from shared.domain.idempotency import IdempotentRequest
from shared.domain.identifiers import Uai
from shared.domain.instruction import Instruction, Population
from shared.domain.operation import Document, Operation
from shared.domain.staff import Caller
from shared.usecases.request_operation import request_operation
from shared.usecases.select_accounts import Plan, plan_for


def preview_or(finished: type[OperationAnswer]) -> dict[int, Any]:
    """What a route documents that previews or begins an operation, `finished` when it is over."""
    return {
        HTTPStatus.OK: {
            "description": "A preview, or an operation already finished",
            "content": {"application/json": {"model": Preview | finished}},
        },
        HTTPStatus.ACCEPTED: {
            "description": "An operation to follow",
            "content": {"application/json": {"model": OperationAnswer}},
        },
    }


def may_act_on(caller: Caller, uai: Uai, population: Population) -> None:
    """Both modules reset and list pupils; guardians are for administration (guide §3.5).

    Raises:
        DomainError: what `Caller` refuses.
    """
    if population is Population.GUARDIANS:
        caller.may_administer(uai)
    else:
        caller.may_troubleshoot(uai)


def preview_of(wanted: AccountsRequest, instruction: Instruction) -> Preview:
    """What it would do; nothing is done."""
    return Preview.of(_plan(wanted, instruction))


def operation_of(
    caller: Caller,
    wanted: AccountsRequest,
    instruction: Instruction,
    document: Document | None,
    idempotency_key: str | None,
    *,
    begun: Callable[[int], None] | None = None,
) -> Operation:
    """The operation that a request asks for, done already when it is small.

    `begun` hears how many accounts are about to be acted on; not again when a request is repeated.
    """
    at = now()

    def plan() -> Plan:
        made = _plan(wanted, instruction)
        if begun and made.chosen:
            begun(len(made.chosen))
        return made

    # The kind of request is part of what may not change under one key.
    body = f"{type(wanted).__name__} {wanted.model_dump_json()}".encode()
    key = idempotency_key
    return request_operation(
        operations(),
        operation_queue(),
        _worked_inline,
        uai=instruction.uai,
        plan=plan,
        document=document,
        caller=caller.staff_id,
        caller_name=caller.name,
        request=IdempotentRequest.of(caller.staff_id, key, body, at=at) if key else None,
        at=at,
    )


def status_of(operation: Operation) -> HTTPStatus:
    """200 once it is over, 202 while there is something to follow."""
    return HTTPStatus.OK if operation.status.finished else HTTPStatus.ACCEPTED


def _worked_inline(operation: Operation) -> Operation:
    """Imported by what does a small operation: a preview, and a large one, need no worker."""
    from shared.api.worker import work_inline  # noqa: PLC0415

    return work_inline(operation)


def _plan(wanted: AccountsRequest, instruction: Instruction) -> Plan:
    selection = wanted.selection.to_domain(wanted.population)
    return plan_for(people(), instruction=instruction, selection=selection, at=now())
