"""A night at four o'clock in Paris, on a pretend AWS with a listener on the bus."""

import json
from datetime import UTC, datetime

import boto3
import pytest

from shared.adapters.dynamodb.table import Table
from shared.api import adapters
from tests.component.clock import Clock
from tests.component.night.world import World
from tests.factories import a_school, store_school

FOUR_IN_PARIS = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture
def world(cloud: Table, monkeypatch: pytest.MonkeyPatch) -> World:
    clock = Clock(FOUR_IN_PARIS)
    monkeypatch.setattr(adapters, "datetime", clock)
    store_school(cloud, a_school())
    return World(cloud, clock, _listener())


def _listener() -> str:
    sqs, events = boto3.client("sqs"), boto3.client("events")
    url = sqs.create_queue(QueueName="heard")["QueueUrl"]
    [arn] = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])[
        "Attributes"
    ].values()
    events.put_rule(
        Name="heard",
        EventBusName="account-events",
        EventPattern=json.dumps({"source": ["educonnect.administration"]}),
    )
    events.put_targets(
        Rule="heard", EventBusName="account-events", Targets=[{"Id": "heard", "Arn": arn}]
    )
    return url
