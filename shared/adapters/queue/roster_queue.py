"""The queue of dropped roster files, for what one call had no time to do."""

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

from shared.adapters.aws import sqs_client


class SqsRosterQueue:
    """Sends a drop again under the id of its event: the import goes on where it stopped."""

    def __init__(self, queue_url: str, client: "SQSClient | None" = None) -> None:
        self._queue_url = queue_url
        self._client = client or sqs_client()

    def send(self, object_key: str, event_id: str) -> None:
        body = json.dumps({"id": event_id, "detail": {"object": {"key": object_key}}})
        self._client.send_message(QueueUrl=self._queue_url, MessageBody=body)
