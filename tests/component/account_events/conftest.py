"""The identity provider, on a pretend AWS and a clock of the test's own."""

from collections.abc import Iterator

import boto3
import pytest

from functions.account_events import handler
from shared.adapters.dynamodb.table import Table
from shared.api import adapters
from tests.component.account_events.provider import Provider
from tests.component.clock import Clock


@pytest.fixture
def provider(cloud: Table, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    clock = Clock()
    monkeypatch.setattr(adapters, "datetime", clock)
    url = boto3.client("sqs").create_queue(QueueName="account-events-dead-letters")["QueueUrl"]
    monkeypatch.setenv("REFUSED_EVENTS_QUEUE_URL", url)
    handler._settings.cache_clear()  # noqa: SLF001  kept for a worker's life
    yield Provider(cloud, clock, url)
    handler._settings.cache_clear()  # noqa: SLF001  same
