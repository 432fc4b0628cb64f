"""A school's operations: the list, the progress of one, what became of each account."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Path, Query
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.api.adapters import cursors, operations
from shared.api.resolver import build_resolver, caller_of, logger
from shared.api.schemas.common import OperationIdText, UaiPath
from shared.api.schemas.operations import OperationAnswer, OperationList, OutcomePage
from shared.domain.identifiers import OperationId, Uai
from shared.usecases.show_operation import (
    newest_operations,
    operation_outcomes,
    show_operation,
)

app = build_resolver()


@app.get("/schools/<uai>/operations", summary="The last operations", tags=["operations"])
def newest(
    uai: Annotated[UaiPath, Path()], limit: Annotated[int, Query(ge=1, le=100)] = 20
) -> OperationList:
    caller_of(app).may_administer(Uai(uai))
    found = newest_operations(operations(), uai=Uai(uai), limit=limit)
    return OperationList(items=[OperationAnswer.of(operation) for operation in found])


@app.get(
    "/schools/<uai>/operations/<operation_id>",
    summary="An operation and its progress",
    tags=["operations"],
)
def show(
    uai: Annotated[UaiPath, Path()], operation_id: Annotated[OperationIdText, Path()]
) -> OperationAnswer:
    caller_of(app).may_administer(Uai(uai))
    wanted = OperationId(operation_id)
    return OperationAnswer.of(show_operation(operations(), uai=Uai(uai), operation_id=wanted))


@app.get(
    "/schools/<uai>/operations/<operation_id>/outcomes",
    summary="What became of each account",
    tags=["operations"],
)
def outcomes(
    uai: Annotated[UaiPath, Path()],
    operation_id: Annotated[OperationIdText, Path()],
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> OutcomePage:
    caller_of(app).may_administer(Uai(uai))
    listed = f"outcomes {uai} {operation_id}"
    start = cursors().opened(listed, cursor) if cursor is not None else 0
    found = operation_outcomes(operations(), uai=Uai(uai), operation_id=OperationId(operation_id))
    end = start + limit
    next_cursor = cursors().sealed(listed, end) if end < len(found) else None
    return OutcomePage.of(found[start:end], total=len(found), next_cursor=next_cursor)


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
