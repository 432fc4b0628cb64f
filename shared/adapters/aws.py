"""AWS clients: made on first use, with time-outs a request can live with.

They are boto3's own clients, made by botocore itself: boto3 adds what no function uses, and a
sixth of the time it takes to make the first one.
"""

from functools import cache, partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from botocore.awsrequest import AWSResponse
    from botocore.model import OperationModel
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sqs import SQSClient

from botocore.config import Config as ClientConfig
from botocore.exceptions import ConnectionClosedError
from botocore.session import Session

# The defaults wait a minute for an answer: longer than the request that waits for it.
_PATIENCE = ClientConfig(
    connect_timeout=2,
    read_timeout=5,
    retries={"mode": "standard", "total_max_attempts": 4},
    tcp_keepalive=True,
)
_LARGE_OBJECTS = _PATIENCE.merge(
    ClientConfig(read_timeout=30, signature_version="s3v4", s3={"addressing_style": "path"})
)


# Trying again after a lost answer would send a mail twice: the outbox decides on that.
# Its answer is worth waiting for, since one that is missed costs that mail fifteen minutes.
_ONCE = _PATIENCE.merge(
    ClientConfig(read_timeout=10, retries={"mode": "standard", "total_max_attempts": 1})
)

# What is invoked takes 8 seconds and its own starting; a second try would outlast the request.
_SOMEONE_WAITS = _PATIENCE.merge(
    ClientConfig(read_timeout=15, retries={"mode": "standard", "total_max_attempts": 1})
)

_A_TRANSACTION = 0.02
"""Seconds that one takes, in our tables."""


@cache
def session() -> Session:
    """The one that makes every client of a worker."""
    return Session()


def _client(service: str, config: ClientConfig) -> Any:
    client: Any = session().create_client(service, config=config)
    tries = config.retries["total_max_attempts"]  # type: ignore[attr-defined]  # their __init__'s
    for again in (_cut_short, _in_conflict):
        client.meta.events.register_first("needs-retry", partial(again, tries=tries))
    return client


def _cut_short(
    response: "tuple[AWSResponse, Any] | None",
    attempts: int,
    operation: "OperationModel",
    *,
    tries: int,
    **_: Any,
) -> float | None:
    """Ask again, at once, for an answer that was cut short: botocore takes it for an empty one.

    Raises:
        ConnectionClosedError: it was cut at the last of `tries` too.
    """
    if response is None or operation.has_streaming_output or operation.http["method"] == "HEAD":
        return None
    answer, _parsed = response
    announced = answer.headers.get("Content-Length")
    if announced is None or len(answer.content) >= int(announced):
        return None
    if attempts < tries:
        return 0
    raise ConnectionClosedError(endpoint_url=answer.url)


def _in_conflict(
    response: "tuple[AWSResponse, Any] | None", attempts: int, *, tries: int, **_: Any
) -> float | None:
    """Try a single write again when a transaction holds its item, which takes milliseconds."""
    if response is None or attempts >= tries:
        return None
    _answer, parsed = response
    held = parsed.get("Error", {}).get("Code") == "TransactionConflictException"
    return _A_TRANSACTION * 2**attempts if held else None


@cache
def dynamodb_client() -> "DynamoDBClient":
    client: DynamoDBClient = _client("dynamodb", _PATIENCE)
    return client


@cache
def kms_client() -> "KMSClient":
    client: KMSClient = _client("kms", _PATIENCE)
    return client


@cache
def sqs_client() -> "SQSClient":
    client: SQSClient = _client("sqs", _PATIENCE)
    return client


@cache
def lambda_client() -> "LambdaClient":
    client: LambdaClient = _client("lambda", _SOMEONE_WAITS)
    return client


@cache
def events_client() -> "EventBridgeClient":
    client: EventBridgeClient = _client("events", _PATIENCE)
    return client


@cache
def s3_client() -> "S3Client":
    client: S3Client = _client("s3", _LARGE_OBJECTS)
    return client


@cache
def secrets_client() -> "SecretsManagerClient":
    client: SecretsManagerClient = _client("secretsmanager", _PATIENCE)
    return client


@cache
def ses_client() -> "SESV2Client":
    client: SESV2Client = _client("sesv2", _ONCE)
    return client
