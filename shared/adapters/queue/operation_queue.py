"""The queue to the operation worker: it carries ids, nothing else."""

import json
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

from shared.adapters.aws import sqs_client
from shared.domain.identifiers import OperationId, Uai


class SqsOperationQueue:
    """Sends an operation to the worker; sent twice, it is done once."""

    def __init__(self, queue_url: str, client: "SQSClient | None" = None) -> None:
        self._queue_url = queue_url
        self._client = client or sqs_client()

    def send(self, uai: Uai, operation_id: OperationId, *, delay: timedelta = timedelta(0)) -> None:
        """Send the ids; the worker has them after `delay`, to the second."""
        body = json.dumps({"uai": uai, "operation_id": operation_id})
        self._client.send_message(
            QueueUrl=self._queue_url, MessageBody=body, DelaySeconds=int(delay.total_seconds())
        )


def operation_of(body: str) -> tuple[Uai, OperationId]:
    """The ids of a message.

    Raises:
        ValueError: when it is not one of ours.
    """
    message = json.loads(body)
    match message:
        case {"uai": str(uai), "operation_id": str(operation_id)}:
            return Uai(uai), OperationId(operation_id)
    raise ValueError("a message without uai and operation_id")
