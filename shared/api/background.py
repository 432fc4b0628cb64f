"""Functions that no person waits for: when they fail, they say where, never what."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.api.resolver import log_unexpected

Handler = Callable[[dict[str, Any], LambdaContext], Any]


class BackgroundFailureError(Exception):
    """Stands for an error whose own text may quote a person's data.

    The runtime writes what a handler raises to the log, text and all; this one only names the
    type of the error. Its raising still makes the queue deliver the message again.
    """


def failing_quietly(handler: Handler) -> Handler:
    """`handler`, with any error logged by its place and raised again without its text."""

    @wraps(handler)
    def run(event: dict[str, Any], context: LambdaContext) -> Any:
        try:
            return handler(event, context)
        except Exception as error:  # noqa: BLE001  every failure is told the same way
            log_unexpected(error)
            failure = BackgroundFailureError(type(error).__name__)
        raise failure

    return run
