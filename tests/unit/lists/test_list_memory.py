"""Memory does not grow with the length of a list."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FEW, MANY = 30, 300
"""Classes of 35: about 1,000 and 10,000 rows."""

MOST_GROWTH_KIB = 300


def growth_kib(name: str, how: str) -> int:
    few, many = (peak_kib(name, classes, how) for classes in (FEW, MANY))
    return many - few


def peak_kib(name: str, classes: int, how: str) -> int:
    command = [sys.executable, "-m", "tests.unit.lists.written_in_child", name, str(classes), how]
    done = subprocess.run(  # noqa: S603  our own program
        command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    return int(done.stdout)


@pytest.mark.parametrize("name", ["csv", "xlsx", "pdf"])
def test_ten_times_more_rows_take_no_more_memory(name: str) -> None:
    assert growth_kib(name, "streamed") < MOST_GROWTH_KIB


@pytest.mark.parametrize("name", ["csv", "xlsx", "pdf"])
def test_the_twin_that_keeps_the_rows_is_caught(name: str) -> None:
    assert growth_kib(name, "kept") > MOST_GROWTH_KIB
