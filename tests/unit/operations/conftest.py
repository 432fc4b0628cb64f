"""A service in memory: the real handlers, on AWS held by a hand that can kill."""

from collections.abc import Iterator

import pytest

from tests.unit.operations.service import Service


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    made = Service(monkeypatch)
    yield made
    made.cold_start()
