"""A night at four o'clock in Paris, on a pretend AWS with a listener on the bus."""

from datetime import UTC, datetime

import pytest

from shared.adapters.dynamodb.table import Table
from shared.api import adapters
from tests.component.clock import Clock
from tests.component.night.world import World, listen
from tests.factories import a_school, store_school

FOUR_IN_PARIS = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture
def world(cloud: Table, monkeypatch: pytest.MonkeyPatch) -> World:
    clock = Clock(FOUR_IN_PARIS)
    monkeypatch.setattr(adapters, "datetime", clock)
    store_school(cloud, a_school())
    return World(cloud, clock, listen())
