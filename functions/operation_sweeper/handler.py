"""Every minute: resumes operations that stand still, deletes documents after their 24 hours."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.api.adapters import document_files, now, operation_queue, operations
from shared.api.background import failing_quietly
from shared.api.resolver import logger

_MOST_AT_ONCE = 200


@logger.inject_lambda_context
@failing_quietly
def lambda_handler(_event: dict[str, Any], _context: LambdaContext) -> dict[str, int]:
    """How many operations were resumed and documents deleted."""
    return {"resumed": _resume(), "swept": _sweep()}


def _resume() -> int:
    resumed = 0
    for uai, operation_id in operations().standing_still(at=now(), limit=_MOST_AT_ONCE):
        operation = operations().get(uai, operation_id)
        # Its next check is pushed back first, so that two sweepers send one message.
        if operation and operations().resume(operation, at=now()):
            operation_queue().send(uai, operation_id)
            logger.warning("operation_resumed", uai=uai, operation_id=operation_id)
            resumed += 1
    return resumed


def _sweep() -> int:
    due = operations().files_to_sweep(at=now(), limit=_MOST_AT_ONCE)
    for uai, operation_id in due:
        document_files().delete(uai, operation_id)
        operations().file_swept(uai, operation_id, at=now())
    return len(due)
