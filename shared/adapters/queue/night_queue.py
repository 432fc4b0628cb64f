"""The queue from the night to its schools: a message is a school and the moment it was asked."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef

from shared.adapters.aws import sqs_client
from shared.domain.identifiers import Uai

_AT_ONCE = 10


class NightNotSentError(Exception):
    """The queue has not taken some schools: asking for the night again is safe."""


class SqsNightQueue:
    """Sends schools to the night's worker, ten at a time."""

    def __init__(self, queue_url: str, client: "SQSClient | None" = None) -> None:
        self._queue_url = queue_url
        self._client = client or sqs_client()

    def send(self, uais: Sequence[Uai], *, asked_at: datetime) -> list[Uai]:
        """Send every school; those that the queue has not taken, which stop no other."""
        refused: list[Uai] = []
        for start in range(0, len(uais), _AT_ONCE):
            answer = self._client.send_message_batch(
                QueueUrl=self._queue_url,
                Entries=[_entry(uai, asked_at) for uai in uais[start : start + _AT_ONCE]],
            )
            refused += [Uai(failed["Id"]) for failed in answer.get("Failed", ())]
        return refused


def _entry(uai: Uai, asked_at: datetime) -> "SendMessageBatchRequestEntryTypeDef":
    body = json.dumps({"uai": uai, "asked_at": asked_at.isoformat()})
    return {"Id": uai, "MessageBody": body}


def night_of(body: str) -> tuple[Uai, datetime]:
    """The school of a message, and when its night was asked for.

    Raises:
        ValueError: when it is not one of ours.
    """
    message = json.loads(body)
    match message:
        case {"uai": str(uai), "asked_at": str(asked_at)}:
            return Uai(uai), datetime.fromisoformat(asked_at)
    raise ValueError("a message without uai and asked_at")
