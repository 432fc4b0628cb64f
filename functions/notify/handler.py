"""(Re)notify students: say what it would do, do it at once, or have it done."""

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Header, Path
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.api.adapters import now, operation_queue, operations, students
from shared.api.resolver import build_resolver, caller_of, json_answer, logger
from shared.api.schemas.common import IdempotencyKey, UaiPath
from shared.api.schemas.operations import NotificationRequest, OperationAnswer, Preview
from shared.api.worker import work_inline
from shared.domain.idempotency import IdempotentRequest
from shared.domain.identifiers import Uai
from shared.usecases.request_operation import request_notification
from shared.usecases.select_students import Plan, plan_for_students

app = build_resolver()


@app.post(
    "/schools/<uai>/notifications",
    summary="(Re)notify accounts, or say what that would do",
    description="200: a preview, or a finished operation; 202: an operation to follow.",
    responses={
        HTTPStatus.OK: {
            "description": "A preview, or an operation already finished",
            "content": {"application/json": {"model": Preview | OperationAnswer}},
        },
        HTTPStatus.ACCEPTED: {
            "description": "An operation to follow",
            "content": {"application/json": {"model": OperationAnswer}},
        },
    },
    tags=["operations"],
)
def notify(
    uai: Annotated[UaiPath, Path()],
    wanted: Annotated[NotificationRequest, Body()],
    idempotency_key: Annotated[IdempotencyKey | None, Header(alias="Idempotency-Key")] = None,
) -> Response[Preview | OperationAnswer]:
    caller = caller_of(app)
    caller.may_administer(Uai(uai))
    at = now()

    def plan() -> Plan:
        return plan_for_students(
            students(),
            uai=Uai(uai),
            selection=wanted.selection.to_domain(),
            action=wanted.action,
            include_activated=wanted.include_activated,
            at=at,
        )

    if wanted.preview:
        return json_answer(HTTPStatus.OK, Preview.of(plan()))
    body = wanted.model_dump_json().encode()
    key = idempotency_key
    operation = request_notification(
        operations(),
        operation_queue(),
        work_inline,
        uai=Uai(uai),
        plan=plan,
        caller=caller.staff_id,
        caller_name=caller.name,
        request=IdempotentRequest.of(caller.staff_id, key, body, at=at) if key else None,
        at=at,
    )
    status = HTTPStatus.OK if operation.status.finished else HTTPStatus.ACCEPTED
    return json_answer(status, OperationAnswer.of(operation))


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
