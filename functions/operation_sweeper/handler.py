"""Every minute: what others have begun and not ended.

Documents deleted within their 24 hours, operations that stand still resumed, and the identity
provider told what a night that was cut has left. What fails holds up nothing else: it is logged by
its ids, and the run fails once the rest is done, which its dead letters tell.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, TypeVarTuple

from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.adapters.dynamodb.provider_events import ProviderEventRepository
from shared.api.adapters import document_files, now, operation_queue, operations, table
from shared.api.background import failing_quietly
from shared.api.provider import tell_provider_of
from shared.api.resolver import log_unexpected, logger
from shared.domain.identifiers import OperationId, Uai

_A_NIGHT_TAKES = timedelta(minutes=15)
"""Until then an event is the night's own to tell."""
_KEPT_FOR_THE_REST = 20_000
_KEPT_FOR_THE_PROVIDER = 10_000
_KEPT_TO_END_WELL = 5_000
"""Milliseconds of the minute that each kind of work leaves; what is not done is due in the next."""

Place = TypeVarTuple("Place")


class LeftForTheNextMinuteError(Exception):
    """Something failed in this one."""


@logger.inject_lambda_context
@failing_quietly
def lambda_handler(_event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """How many documents were deleted, operations resumed and events told.

    Raises:
        LeftForTheNextMinuteError: when any of them failed; the others are done.
    """
    minute, at = _Minute(context), now()
    told_by = ProviderEventRepository(table()).schools_waiting(before=at - _A_NIGHT_TAKES)
    done = {
        # First: a document that stays is a broken promise, the rest is only late.
        "swept": minute.each(operations().files_to_sweep(at=at), _sweep, _KEPT_FOR_THE_REST),
        "resumed": minute.each(operations().standing_still(at=at), _resume, _KEPT_FOR_THE_PROVIDER),
        "told": minute.each(((uai,) for uai in told_by), tell_provider_of, _KEPT_TO_END_WELL),
    }
    if minute.failed:
        raise LeftForTheNextMinuteError
    return done


class _Minute:
    """One run, which goes on while time is left and whatever fails."""

    def __init__(self, context: LambdaContext) -> None:
        self._milliseconds_left = context.get_remaining_time_in_millis
        self.failed = False

    def each(
        self, due: Iterable[tuple[*Place]], work: Callable[[*Place], int], kept_ms: int
    ) -> int:
        """The sum of what `work` did in each place of `due`, until only `kept_ms` are left."""
        done = 0
        with self._failing_alone():
            for place in due:
                if self._milliseconds_left() < kept_ms:
                    break
                with self._failing_alone(*place):
                    done += work(*place)
        return done

    @contextmanager
    def _failing_alone(self, *place: object) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # noqa: BLE001  whatever it is, the rest goes on
            self.failed = True
            log_unexpected(error)
            logger.error("left_for_the_next_minute", place="/".join(map(str, place)))


def _sweep(uai: Uai, operation_id: OperationId) -> int:
    try:
        document_files().delete(uai, operation_id)
    except Exception:
        # Behind the others that are due, should many fail: the minute is theirs first.
        operations().sweep_again(uai, operation_id, at=now())
        raise
    operations().file_swept(uai, operation_id, at=now())
    return 1


def _resume(uai: Uai, operation_id: OperationId) -> int:
    # Its next check is pushed back first, so that two sweepers send one message. It is not read:
    # one that nobody can read is its worker's to fail on.
    if not operations().resume(uai, operation_id, at=now()):
        return 0
    operation_queue().send(uai, operation_id)
    logger.warning("operation_resumed", uai=uai, operation_id=operation_id)
    return 1
