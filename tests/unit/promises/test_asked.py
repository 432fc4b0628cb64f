"""`--promise` keeps the tests that show a promise, and for P9 what leaves something to search."""

from types import SimpleNamespace
from typing import Any

import pytest

from infra.local.places import ROOT
from tests.conftest import is_asked


def _test_of(path: str, *promises: str) -> Any:
    shown = [("promise", promise) for promise in promises]
    return SimpleNamespace(path=ROOT / path, user_properties=shown)


@pytest.mark.parametrize(
    ("item", "asked", "kept"),
    [
        (_test_of("tests/unit/x.py", "P7"), {"P7"}, True),
        (_test_of("tests/unit/x.py", "P7"), {"P8", "P9"}, False),
        (_test_of("tests/unit/x.py"), {"P9"}, False),
        (_test_of("tests/e2e/x.py"), {"P9"}, True),
        (_test_of("tests/e2e/x.py"), {"P10"}, False),
    ],
)
def test_what_is_kept(item: Any, asked: set[str], *, kept: bool) -> None:
    assert is_asked(item, asked) is kept
