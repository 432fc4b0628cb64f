"""What a request must be before a route sees it: known parameters, each once, a JSON object."""

import json
from typing import Any

from aws_lambda_powertools.event_handler import ApiGatewayResolver, Response
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from aws_lambda_powertools.event_handler.middlewares.openapi_validation import (
    OpenAPIRequestValidationMiddleware,
)
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestUnsupportedContentType,
    RequestValidationError,
)

_JSON = "application/json"


class RequestValidation(OpenAPIRequestValidationMiddleware):
    """Powertools' validation, without what it tolerates.

    It ignores unknown parameters, reads forms as if they were JSON, and takes `[{…}]` for `{…}`.
    """

    def handler(self, app: ApiGatewayResolver, next_middleware: NextMiddleware) -> Response[Any]:
        """Refuse first what no field stands for: a misspelt filter must not widen a search.

        Raises:
            RequestValidationError: with the place and the kind of each fault.
        """
        query = app.current_event.resolved_query_string_parameters
        faults = _parameter_faults(app.context["_route"].dependant.query_params, query)
        if faults:
            raise RequestValidationError(faults)
        return super().handler(app, next_middleware)

    def _get_body(self, app: ApiGatewayResolver) -> dict[str, Any]:
        content_type = app.current_event.headers.get("content-type", _JSON)
        if content_type.partition(";")[0].strip().lower() != _JSON:
            raise RequestUnsupportedContentType("not JSON", errors=[])
        try:
            body = json.loads(app.current_event.decoded_body or "null")
        # Not only JSONDecodeError: bytes that are no text, and nesting too deep to read.
        except (ValueError, RecursionError) as error:
            raise RequestValidationError([_body_fault("json_invalid")]) from error
        if not isinstance(body, dict):
            raise RequestValidationError([_body_fault("missing" if body is None else "dict_type")])
        return body


def _body_fault(kind: str) -> dict[str, Any]:
    return {"loc": ("body",), "type": kind}


def _parameter_faults(fields: Any, query: dict[str, list[str]]) -> list[dict[str, Any]]:
    several = {field.alias: "list[" in str(field.field_info.annotation) for field in fields}
    kinds = {
        name: "unknown_parameter" if name not in several else "repeated_parameter"
        for name, values in query.items()
        if name not in several or (len(values) > 1 and not several[name])
    }
    return [{"loc": ("query", name), "type": kind} for name, kind in kinds.items()]
