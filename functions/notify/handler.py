"""(Re)notify accounts: say what it would do, do it at once, or have it done."""

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.api.displays import display_budget
from shared.api.operation_requests import (
    operation_of,
    preview_of,
    preview_or,
    status_of,
)
from shared.api.parameters import IdempotencyParameter, SchoolParameter
from shared.api.resolver import build_resolver, caller_of, json_answer, logger
from shared.api.schemas.operation_requests import NotificationRequest
from shared.api.schemas.operations import OperationAnswer, Preview
from shared.domain.identifiers import Uai

app = build_resolver()


@app.post(
    "/schools/<uai>/notifications",
    operation_id="requestNotification",
    summary="(Re)notify accounts by letter or e-mail, or say what that would do",
    description="200: a preview, or a finished operation; 202: an operation to follow.",
    responses=preview_or(OperationAnswer),
    tags=["operations"],
)
def notify(
    uai: SchoolParameter,
    wanted: Annotated[NotificationRequest, Body()],
    idempotency_key: IdempotencyParameter = None,
) -> Response[Preview | OperationAnswer]:
    caller = caller_of(app)
    caller.may_administer(Uai(uai))
    instruction = wanted.instruction(Uai(uai))
    if wanted.preview:
        return json_answer(HTTPStatus.OK, preview_of(wanted, instruction))
    begun = display_budget(caller).note_resets if wanted.reset_passwords else None
    operation = operation_of(
        caller, wanted, instruction, wanted.document, idempotency_key, begun=begun
    )
    return json_answer(status_of(operation), OperationAnswer.of(operation))


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
