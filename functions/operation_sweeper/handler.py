"""Every minute: what others have begun and not ended.

Operations that stand still are resumed, documents deleted within their 24 hours, and the identity
provider told what a night that was cut has left.
"""

from datetime import timedelta
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.adapters.dynamodb.provider_events import ProviderEventRepository
from shared.api.adapters import document_files, now, operation_queue, operations, table
from shared.api.background import failing_quietly
from shared.api.provider import tell_provider_of
from shared.api.resolver import logger

_MOST_AT_ONCE = 200
_A_NIGHT_TAKES = timedelta(minutes=15)
"""Until then an event is the night's own to tell."""


@logger.inject_lambda_context
@failing_quietly
def lambda_handler(_event: dict[str, Any], _context: LambdaContext) -> dict[str, int]:
    """How many operations were resumed, documents deleted and events told."""
    return {"resumed": _resume(), "swept": _sweep(), "told": _tell()}


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


def _tell() -> int:
    events = ProviderEventRepository(table())
    waiting = events.schools_waiting(before=now() - _A_NIGHT_TAKES, limit=_MOST_AT_ONCE)
    return sum(tell_provider_of(uai) for uai in waiting)
