"""The import function on moto: the table of template.yaml, an empty bucket, a clock that stands."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import boto3
import pytest
from moto import mock_aws

from functions.roster_import import handler
from shared.adapters.aws import dynamodb_client, s3_client, sqs_client
from shared.config import config, roster_config
from tests.component.roster_import.feed import HandReader
from tests.component.roster_import.world import BUCKET, TABLE, Clock, World
from tests.template import table_definition

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": "eu-west-3",
    "TABLE_NAME": TABLE,
    "ROSTER_BUCKET": BUCKET,
    "DOCUMENTS_BUCKET": "letters",
    "OPERATIONS_QUEUE_URL": "https://sqs.eu-west-3.amazonaws.com/000000000000/operations",
    "KMS_KEY_ID": "key",
    "CURSOR_KEY_SECRET_ARN": "cursor",
    "STUDENT_PORTAL_URL": "https://educonnect.education.gouv.fr",
    "GUARDIAN_PORTAL_URL": "https://teleservices.education.gouv.fr",
    "MAIL_SENDER": "ne-pas-repondre@example.org",
    "MAIL_CONFIGURATION_SET": "guardians",
    "ORIGIN_SECRET_ARN": "origin",
    "ADMIN_NETWORKS": "",
}


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    for name, value in _ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    clock, waits = Clock(), list[float]()

    def pause(seconds: float) -> None:
        waits.append(seconds)
        clock.advance(seconds=seconds)

    monkeypatch.setattr(handler, "_now", clock)
    monkeypatch.setattr("time.sleep", pause)
    monkeypatch.setattr(handler, "AafReader", HandReader)
    with mock_aws():
        _forget_clients()
        dynamodb, s3 = boto3.client("dynamodb"), boto3.client("s3")
        _create_table(dynamodb)
        s3.create_bucket(
            Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"}
        )
        queue = boto3.client("sqs").create_queue(QueueName="rosters")["QueueUrl"]
        monkeypatch.setenv("ROSTER_QUEUE_URL", queue)
        yield World(dynamodb, s3, clock, waits, boto3.client("sqs"), queue)
    _forget_clients()


def _forget_clients() -> None:
    clients = (dynamodb_client, s3_client, sqs_client)
    for cached in (*clients, config, roster_config, handler._ports):  # noqa: SLF001
        cached.cache_clear()


def _create_table(dynamodb: "DynamoDBClient") -> None:
    dynamodb.create_table(TableName=TABLE, **table_definition())
