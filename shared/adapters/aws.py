"""AWS clients: made on first use, with time-outs a request can live with."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sqs import SQSClient

import boto3
from botocore.config import Config as ClientConfig

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


@cache
def dynamodb_client() -> "DynamoDBClient":
    return boto3.client("dynamodb", config=_PATIENCE)


@cache
def kms_client() -> "KMSClient":
    return boto3.client("kms", config=_PATIENCE)


@cache
def sqs_client() -> "SQSClient":
    return boto3.client("sqs", config=_PATIENCE)


@cache
def lambda_client() -> "LambdaClient":
    return boto3.client("lambda", config=_SOMEONE_WAITS)


@cache
def events_client() -> "EventBridgeClient":
    return boto3.client("events", config=_PATIENCE)


@cache
def s3_client() -> "S3Client":
    return boto3.client("s3", config=_LARGE_OBJECTS)


@cache
def secrets_client() -> "SecretsManagerClient":
    return boto3.client("secretsmanager", config=_PATIENCE)


@cache
def ses_client() -> "SESV2Client":
    return boto3.client("sesv2", config=_ONCE)
