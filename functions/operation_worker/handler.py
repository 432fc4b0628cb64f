"""Does queued operations: slices, then the document or the mail, then the end state."""

from datetime import timedelta
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.adapters.queue.operation_queue import operation_of
from shared.api.adapters import now, operation_queue, operations
from shared.api.background import failing_quietly
from shared.api.resolver import logger
from shared.api.worker import document_printer, mail_sender, operation_ending, operation_worker
from shared.domain.errors import NoFileError
from shared.domain.identifiers import OperationId, Uai
from shared.domain.mail import MAIL_PAUSE
from shared.domain.operation import Operation
from shared.usecases.end_operation import to_give_up

_TIME_TO_PRINT_MS = 20_000
"""Kept for reading the school again and printing it; less than that, the rest is handed on."""


@logger.inject_lambda_context
@failing_quietly
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> None:
    """One message per invocation (BatchSize 1); what raises is delivered again."""
    for record in event["Records"]:
        uai, operation_id = operation_of(record["body"])
        _work(uai, operation_id, context)


def _work(uai: Uai, operation_id: OperationId, context: LambdaContext) -> None:
    operation = operations().get(uai, operation_id)
    if operation is None or not operations().sign_of_life(operation, at=now()):
        logger.info("operation_already_over", uai=uai, operation_id=operation_id)
        return
    if to_give_up(operation, at=now()):
        operation_ending().give_up(operation)
    elif not _done(operation, context):
        pause = MAIL_PAUSE if operation.by_email else timedelta(0)
        operation_queue().send(uai, operation_id, delay=pause)
        logger.info("operation_handed_on", uai=uai, operation_id=operation_id)
        return
    _finish(operation)


def _done(operation: Operation, context: LambdaContext) -> bool:
    """Whether all of it is done; False when the rest is for another invocation."""

    def has_time() -> bool:
        return context.get_remaining_time_in_millis() > _TIME_TO_PRINT_MS

    if not operation_worker().work(operation, may_go_on=has_time) or not has_time():
        return False
    if operation.by_email:
        return mail_sender().send(operation, may_go_on=has_time)
    _print(operation)
    return True


def _finish(operation: Operation) -> None:
    ended = operation_ending().finish(operation)
    logger.info(
        "operation_finished",
        uai=ended.uai,
        operation_id=ended.operation_id,
        status=ended.status,
        done=ended.done,
        skipped=ended.skipped,
        failed=ended.failed,
    )


def _print(operation: Operation) -> None:
    try:
        document_printer().print(operation, at=now())
    except NoFileError:
        logger.info(
            "operation_without_letters", uai=operation.uai, operation_id=operation.operation_id
        )
