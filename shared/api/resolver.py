"""Routing: one resolver per function, the same refusals for all."""

import traceback
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import parse_qs

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.api_gateway import ResponseBuilder
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestUnsupportedContentType,
    RequestValidationError,
)
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2
from aws_lambda_powertools.utilities.data_classes.common import BaseProxyEvent

from shared.adapters.secret_values import secret_value
from shared.api.caller import caller_of_event
from shared.api.problems import domain_problem, invalid_request, problem
from shared.api.request_validation import RequestValidation
from shared.api.schemas.common import Answer
from shared.config import config
from shared.domain.errors import DomainError
from shared.domain.staff import Caller

logger = Logger()

AnswerT = TypeVar("AnswerT", bound=Answer)


class _HttpEvent(APIGatewayProxyEventV2):
    """An event whose query is read from the raw string.

    API Gateway joins repeated parameters with commas, and class codes may hold commas.
    """

    @property
    def resolved_query_string_parameters(self) -> dict[str, list[str]]:
        return parse_qs(self.raw_query_string, keep_blank_values=True)


class ApiResolver(APIGatewayHttpResolver):
    """Powertools' resolver on our reading of the query string, with our stricter validation."""

    def __init__(self) -> None:
        super().__init__(
            strip_prefixes=["/api"],
            enable_validation=True,
            # Otherwise an answer of ours that breaks its own schema is a 422, blamed on the caller.
            response_validation_error_http_code=HTTPStatus.INTERNAL_SERVER_ERROR,
        )
        self._request_validation_middleware = RequestValidation()  # type: ignore[no-untyped-call]

    def resolve(self, event: Any, context: Any) -> dict[str, Any]:
        """The answer to one request: names and passwords in it are for nobody to keep.

        CloudFront says so too; whoever asks the API beside it is told here.
        """
        answer: dict[str, Any] = super().resolve(event, context)
        return answer | {"headers": answer["headers"] | {"Cache-Control": "no-store"}}

    def _to_proxy_event(self, event: dict[str, Any]) -> BaseProxyEvent:
        return _HttpEvent(event, self._json_body_deserializer)

    def _handle_not_found(self, method: str, path: str) -> ResponseBuilder[Any]:  # noqa: ARG002
        # Powertools runs a made-up route here, whose validation would blame the parameters of
        # an address that does not exist.
        answer = problem(HTTPStatus.NOT_FOUND, "route_not_found", "Cette adresse n’existe pas.")
        return ResponseBuilder(answer, self._serializer)


def build_resolver() -> ApiResolver:
    """A resolver that validates requests, answers every error alike and leaks none."""
    app = ApiResolver()

    # Powertools' decorators are untyped.
    @app.exception_handler(DomainError)  # type: ignore[untyped-decorator]
    def refused(error: DomainError) -> Response[str]:
        return domain_problem(error)

    @app.exception_handler(RequestValidationError)  # type: ignore[untyped-decorator]
    def invalid(error: RequestValidationError) -> Response[str]:
        return invalid_request(list(error.errors()))

    @app.exception_handler(RequestUnsupportedContentType)  # type: ignore[untyped-decorator]
    def not_json(_error: RequestUnsupportedContentType) -> Response[str]:
        return problem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "json_expected", "Le corps doit être du JSON."
        )

    @app.exception_handler(Exception)  # type: ignore[untyped-decorator]
    def unexpected(error: Exception) -> Response[str]:
        log_unexpected(error)
        return problem(
            HTTPStatus.INTERNAL_SERVER_ERROR,
            "internal_error",
            "Une erreur est survenue de notre côté. Réessayez dans un instant.",
        )

    return app


def caller_of(app: ApiResolver) -> Caller:
    """Who sent the current request."""
    settings = config()
    return caller_of_event(
        app.current_event.raw_event,
        settings.admin_networks,
        lambda: secret_value(settings.origin_secret_arn),
    )


def json_answer(status: HTTPStatus, answer: AnswerT) -> Response[AnswerT]:
    """An answer whose status depends on what happened."""
    return Response(status_code=int(status), content_type="application/json", body=answer)


def log_unexpected(error: BaseException) -> None:
    """Log where an error came from. Its text may quote a person's data, so it stays out."""
    frames = traceback.extract_tb(error.__traceback__)
    logger.error(
        "unexpected_error",
        error_type=type(error).__name__,
        where=[f"{frame.filename}:{frame.lineno}" for frame in frames[-8:]],
    )
