"""The land, after a year of its schools' life."""

import pytest

from tests.component.crossing.land import Land
from tests.component.crossing.year import Year


@pytest.fixture
def year(monkeypatch: pytest.MonkeyPatch) -> Year:
    return Year(Land(monkeypatch))
