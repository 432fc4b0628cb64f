"""List accounts, as PDF by class, CSV or XLSX: an operation whose document is the list."""

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.api.operation_requests import (
    may_act_on,
    operation_of,
    preview_of,
    preview_or,
    status_of,
)
from shared.api.parameters import IdempotencyParameter, SchoolParameter
from shared.api.resolver import build_resolver, caller_of, json_answer, logger
from shared.api.schemas.operation_requests import ListRequest
from shared.api.schemas.operations import OperationAnswer, Preview
from shared.domain.identifiers import Uai

app = build_resolver()


@app.post(
    "/schools/<uai>/account-lists",
    operation_id="requestAccountList",
    summary="List accounts, or say how many that would be",
    description="200: a preview, or a finished operation; 202: an operation to follow.",
    responses=preview_or(OperationAnswer),
    tags=["operations"],
)
def list_accounts(
    uai: SchoolParameter,
    wanted: Annotated[ListRequest, Body()],
    idempotency_key: IdempotencyParameter = None,
) -> Response[Preview | OperationAnswer]:
    caller = caller_of(app)
    may_act_on(caller, Uai(uai), wanted.population)
    instruction = wanted.instruction(Uai(uai))
    if wanted.preview:
        return json_answer(HTTPStatus.OK, preview_of(wanted, instruction))
    operation = operation_of(caller, wanted, instruction, wanted.format.document, idempotency_key)
    return json_answer(status_of(operation), OperationAnswer.of(operation))


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
