"""A school's operations: the list, the progress of one, what became of each account."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.api.adapters import cursors, operations, outbox, people
from shared.api.parameters import CursorParameter, OperationParameter, SchoolParameter
from shared.api.resolver import build_resolver, caller_of, logger
from shared.api.schemas.operations import OperationAnswer, OperationList, OutcomePage
from shared.domain.identifiers import OperationId, Uai
from shared.domain.instruction import OutcomeStatus, Reason
from shared.domain.mail import MailStatus
from shared.usecases.show_operation import (
    Follower,
    newest_operations,
    operation_outcomes,
    show_operation,
)

app = build_resolver()


@app.get(
    "/schools/<uai>/operations",
    operation_id="listOperations",
    summary="The last operations",
    tags=["operations"],
)
def newest(uai: SchoolParameter, limit: Annotated[int, Query(ge=1, le=100)] = 20) -> OperationList:
    found = newest_operations(operations(), follower=_follower(uai), limit=limit)
    return OperationList(items=[OperationAnswer.of(operation) for operation in found])


@app.get(
    "/schools/<uai>/operations/<operation_id>",
    operation_id="getOperation",
    summary="An operation and its progress",
    tags=["operations"],
)
def show(uai: SchoolParameter, operation_id: OperationParameter) -> OperationAnswer:
    wanted = OperationId(operation_id)
    follower = _follower(uai)
    return OperationAnswer.of(show_operation(operations(), follower=follower, operation_id=wanted))


@app.get(
    "/schools/<uai>/operations/<operation_id>/outcomes",
    operation_id="listOutcomes",
    summary="What became of each account",
    tags=["operations"],
)
def outcomes(
    uai: SchoolParameter,
    operation_id: OperationParameter,
    status: Annotated[list[OutcomeStatus] | None, Query()] = None,
    reason: Annotated[list[Reason] | None, Query()] = None,
    mail: Annotated[list[MailStatus] | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    cursor: CursorParameter = None,
) -> OutcomePage:
    follower = _follower(uai)
    statuses, reasons, mails = sorted(status or ()), sorted(reason or ()), sorted(mail or ())
    listed = f"outcomes {uai} {operation_id} {statuses} {reasons} {mails}"
    start = cursors().opened(listed, cursor) if cursor is not None else 0
    report = operation_outcomes(
        operations(),
        outbox(),
        follower=follower,
        operation_id=OperationId(operation_id),
        statuses=statuses,
        reasons=reasons,
        mail_statuses=mails,
    )
    end = start + limit
    next_cursor = cursors().sealed(listed, end) if end < len(report.kept) else None
    page = report.kept[start:end]
    ids = [each.outcome.account_id for each in page]
    seen = people().seen_among(report.population, follower.uai, ids)
    return OutcomePage.of(report, page, seen, next_cursor=next_cursor)


def _follower(uai: str) -> Follower:
    caller = caller_of(app)
    caller.may_troubleshoot(Uai(uai))
    return Follower(caller, Uai(uai))


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
