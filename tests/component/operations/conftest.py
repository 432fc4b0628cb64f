"""A desk: the handlers of operations, on a pretend AWS and a clock of the test's own."""

import pytest

from shared.adapters.dynamodb.table import Table
from shared.api import adapters
from tests.component.clock import Clock
from tests.component.operations.desk import Desk


@pytest.fixture
def desk(cloud: Table, monkeypatch: pytest.MonkeyPatch) -> Desk:
    clock = Clock()
    monkeypatch.setattr(adapters, "datetime", clock)
    return Desk(cloud, clock)
