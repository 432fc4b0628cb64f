"""Does queued operations: as many slices as time allows, then the letters, then the end state."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.adapters.queue.operation_queue import operation_of
from shared.api.adapters import now, operation_queue, operations
from shared.api.background import failing_quietly
from shared.api.resolver import logger
from shared.api.worker import letter_printer, operation_worker
from shared.domain.errors import NoFileError
from shared.domain.identifiers import OperationId, Uai
from shared.domain.operation import Operation
from shared.usecases.work_operation import gave_up

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
    worker = operation_worker()
    if gave_up(operation):
        worker.give_up(operation)
    elif not worker.work(operation, may_go_on=lambda: _has_time(context)) or not _has_time(context):
        operation_queue().send(uai, operation_id)
        logger.info("operation_handed_on", uai=uai, operation_id=operation_id)
        return
    else:
        _print(operation)
    ended = worker.finished(operation)
    logger.info(
        "operation_finished",
        uai=uai,
        operation_id=operation_id,
        status=ended.status,
        done=ended.done,
        skipped=ended.skipped,
        failed=ended.failed,
    )


def _print(operation: Operation) -> None:
    try:
        letter_printer().print(operation, at=now())
    except NoFileError:
        logger.info(
            "operation_without_letters", uai=operation.uai, operation_id=operation.operation_id
        )


def _has_time(context: LambdaContext) -> bool:
    return context.get_remaining_time_in_millis() > _TIME_TO_PRINT_MS
