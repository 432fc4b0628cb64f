"""Routing: one resolver per function, the same refusals for all."""

import traceback
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import parse_qs

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestUnsupportedContentType,
    RequestValidationError,
)
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2
from aws_lambda_powertools.utilities.data_classes.common import BaseProxyEvent

from shared.adapters.secret_values import secret_value
from shared.api.caller import caller_of_event
from shared.api.problems import domain_problem, invalid_request, problem
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
    """Powertools' resolver on our reading of the query string."""

    def _to_proxy_event(self, event: dict[str, Any]) -> BaseProxyEvent:
        return _HttpEvent(event, self._json_body_deserializer)


def build_resolver() -> ApiResolver:
    """A resolver that validates requests, answers every error alike and leaks none."""
    app = ApiResolver(strip_prefixes=["/api"], enable_validation=True)
    app.use([_refuse_unknown_parameters])

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

    @app.exception_handler(NotFoundError)  # type: ignore[untyped-decorator]
    def no_route(_error: NotFoundError) -> Response[str]:
        return problem(HTTPStatus.NOT_FOUND, "route_not_found", "Cette adresse n’existe pas.")

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


def _refuse_unknown_parameters(
    app: ApiResolver, next_middleware: Callable[[ApiResolver], Response[Any]]
) -> Response[Any]:
    """A misspelt filter must not silently widen a search."""
    fields = app.context["_route"].dependant.query_params
    single = {field.alias for field in fields if not _takes_several(field)}
    known = {field.alias for field in fields}
    faults = []
    for name, values in app.current_event.resolved_query_string_parameters.items():
        if name not in known:
            faults.append({"loc": ("query", name[:50]), "type": "unknown_parameter"})
        elif name in single and len(values) > 1:
            faults.append({"loc": ("query", name), "type": "repeated_parameter"})
    return invalid_request(faults) if faults else next_middleware(app)


def _takes_several(field: Any) -> bool:
    return "list[" in str(field.field_info.annotation)
