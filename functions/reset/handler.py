"""Reset passwords: one, with the new password in the answer, or many, with their list."""

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.api.adapters import now, people
from shared.api.displays import display_budget
from shared.api.operation_requests import (
    may_act_on,
    operation_of,
    preview_of,
    preview_or,
    status_of,
)
from shared.api.parameters import IdempotencyParameter, SchoolParameter
from shared.api.resolver import build_resolver, caller_of, json_answer, logger
from shared.api.schemas.operation_requests import ResetRequest
from shared.api.schemas.operations import (
    CredentialsAnswer,
    OperationAnswer,
    Preview,
    ResetAnswer,
)
from shared.api.vault import password_sealer
from shared.api.worker import portals
from shared.domain.identifiers import AccountId, Uai
from shared.domain.operation import Document, Operation
from shared.usecases.show_credentials import credentials_of

app = build_resolver()


@app.post(
    "/schools/<uai>/password-resets",
    operation_id="requestPasswordReset",
    summary="Reset passwords, or say what that would do",
    description="200: a preview, or a finished operation, with the new password when it named "
    "one account; 202: an operation to follow, whose document is the list.",
    responses=preview_or(ResetAnswer),
    tags=["operations"],
)
def reset(
    uai: SchoolParameter,
    wanted: Annotated[ResetRequest, Body()],
    idempotency_key: IdempotencyParameter = None,
) -> Response[Preview | ResetAnswer | OperationAnswer]:
    caller = caller_of(app)
    may_act_on(caller, Uai(uai), wanted.population)
    instruction = wanted.instruction(Uai(uai))
    if wanted.preview:
        return json_answer(HTTPStatus.OK, preview_of(wanted, instruction))
    named = _one_named(wanted)
    if named:
        # Before anything is done: a reset whose password cannot be told helps nobody.
        display_budget(caller).take_reset()
    begun = None if named else display_budget(caller).note_resets
    operation = operation_of(
        caller, wanted, instruction, Document.LIST_PDF, idempotency_key, begun=begun
    )
    if not operation.status.finished:
        return json_answer(status_of(operation), OperationAnswer.of(operation))
    return json_answer(
        status_of(operation), ResetAnswer.of_reset(operation, _told(named, operation))
    )


def _one_named(wanted: ResetRequest) -> AccountId | None:
    """The account of a request that names one and no other."""
    named = set(wanted.selection.account_ids or [])
    return AccountId(named.pop()) if len(named) == 1 else None


def _told(named: AccountId | None, operation: Operation) -> CredentialsAnswer | None:
    if named is None or not operation.done:
        return None
    told = credentials_of(people(), password_sealer(), operation, named, at=now())
    if told is None:
        return None
    population, uai = operation.population, operation.uai
    return CredentialsAnswer.of(told, population, portals(population, uai))


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
