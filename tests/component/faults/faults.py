"""The faults of the cloud, and how each service says them."""

import json
from dataclasses import dataclass, field
from enum import StrEnum

JSON = "application/x-amz-json-1.1"


class Fault(StrEnum):
    """What goes wrong with a call."""

    THROTTLED = "throttled"
    THROTTLED_WITHIN = "a transaction cancelled by throttling"
    BROKEN = "500"
    UNAVAILABLE = "503"
    CONFLICT = "conflict"
    IN_PROGRESS = "in progress"
    HALF_DONE = "half of it not taken"
    REPLY_LOST = "reply lost once applied"
    BODY_CUT = "reply cut once applied"
    TIMED_OUT = "no answer"


_ANY = (
    Fault.THROTTLED,
    Fault.BROKEN,
    Fault.UNAVAILABLE,
    Fault.REPLY_LOST,
    Fault.BODY_CUT,
    Fault.TIMED_OUT,
)
_OF_TRANSACTIONS = (Fault.THROTTLED_WITHIN, Fault.CONFLICT, Fault.IN_PROGRESS)

FAULTS: dict[str, tuple[Fault, ...]] = {
    "dynamodb:GetItem": _ANY,
    "dynamodb:Query": _ANY,
    "dynamodb:BatchGetItem": (*_ANY, Fault.HALF_DONE),
    "dynamodb:PutItem": (*_ANY, Fault.CONFLICT),
    "dynamodb:UpdateItem": (*_ANY, Fault.CONFLICT),
    "dynamodb:DeleteItem": (*_ANY, Fault.CONFLICT),
    "dynamodb:TransactWriteItems": (*_ANY, *_OF_TRANSACTIONS),
    "s3:GetObject": _ANY,
    "s3:HeadObject": _ANY,
    "s3:PutObject": (*_ANY, Fault.CONFLICT),
    "s3:DeleteObject": _ANY,
    "s3:ListObjectsV2": _ANY,
    "sqs:SendMessage": _ANY,
    "sqs:SendMessageBatch": (*_ANY, Fault.HALF_DONE),
    "kms:GenerateDataKey": _ANY,
    "kms:Decrypt": _ANY,
    "ses:SendEmail": _ANY,
    "events:PutEvents": (*_ANY, Fault.HALF_DONE),
    "secretsmanager:GetSecretValue": _ANY,
}
"""Each operation that the journeys call, and what can happen to it.

Of what functions call, `lambda:Invoke` of the check of an address and the parts of an upload of
more than 8 MiB are not among them.
"""


@dataclass(frozen=True)
class Reply:
    """An answer as it goes over the wire."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


_S3_CODES = {
    Fault.THROTTLED: (503, "SlowDown"),
    Fault.BROKEN: (500, "InternalError"),
    Fault.UNAVAILABLE: (503, "ServiceUnavailable"),
    Fault.CONFLICT: (409, "ConditionalRequestConflict"),
}
_THROTTLED = {
    "dynamodb": (400, "ProvisionedThroughputExceededException"),
    "sqs": (403, "RequestThrottled"),
    "ses": (429, "TooManyRequestsException"),
}
_CODES = {
    Fault.BROKEN: (500, "InternalServerError"),
    Fault.UNAVAILABLE: (503, "ServiceUnavailableException"),
    Fault.CONFLICT: (400, "TransactionConflictException"),
    Fault.IN_PROGRESS: (400, "TransactionInProgressException"),
}


def refusal(operation: str, fault: Fault, asked: bytes) -> Reply | None:
    """What the service answers in the place of doing it; None for a fault of another kind."""
    service, _, name = operation.partition(":")
    if name == "TransactWriteItems" and fault in {Fault.CONFLICT, Fault.THROTTLED_WITHIN}:
        return _cancelled(fault, len(json.loads(asked)["TransactItems"]))
    if service == "s3":
        return _of_s3(name, *_S3_CODES[fault]) if fault in _S3_CODES else None
    if fault is Fault.THROTTLED:
        return _coded(*_THROTTLED.get(service, (400, "ThrottlingException")))
    return _coded(*_CODES[fault]) if fault in _CODES else None


def _cancelled(fault: Fault, actions: int) -> Reply:
    code = "TransactionConflict" if fault is Fault.CONFLICT else "ThrottlingError"
    reasons = [{"Code": code}, *[{"Code": "None"}] * (actions - 1)]
    return _coded(400, "TransactionCanceledException", CancellationReasons=reasons)


def _coded(status: int, code: str, **more: object) -> Reply:
    body = json.dumps({"__type": code, "message": "a fault of the test", **more}).encode()
    return Reply(status, body, {"Content-Type": JSON, "x-amzn-ErrorType": code})


def _of_s3(name: str, status: int, code: str) -> Reply:
    """S3 says nothing more than a status to who asks for a head."""
    body = b"" if name == "HeadObject" else f"<Error><Code>{code}</Code></Error>".encode()
    return Reply(status, body, {"Content-Type": "application/xml"})
