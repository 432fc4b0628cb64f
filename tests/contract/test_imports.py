"""What a function loads when it starts: a request must not wait for a PDF library."""

import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_MOST_MODULES = 650
_HEAVY = ("reportlab", "PIL", "aws_xray_sdk", "openpyxl", "xlsxwriter", "moto")
_WITH_ROUTES = (
    "account_detail",
    "account_history",
    "guardians",
    "list_export",
    "notify",
    "operation_download",
    "operations",
    "reset",
    "schools",
    "search",
    "settings",
    "statistics",
    "troubleshooting",
    "usernames",
)


def _loaded_by(module: str) -> set[str]:
    program = f"import sys, {module}; print(*sorted({{m.split('.')[0] for m in sys.modules}}))"
    run = subprocess.run(  # noqa: S603  our own modules, in an interpreter of their own
        [sys.executable, "-c", program], cwd=_ROOT, capture_output=True, text=True, check=True
    )
    return set(run.stdout.split())


@pytest.mark.parametrize("function", _WITH_ROUTES)
def test_an_api_function_starts_without_heavy_libraries(function: str) -> None:
    loaded = _loaded_by(f"functions.{function}.handler")
    assert "aws_lambda_powertools" in loaded
    assert sorted(loaded.intersection(_HEAVY)) == []


@pytest.mark.parametrize("function", _WITH_ROUTES)
def test_an_api_function_loads_no_more_than_it_did(function: str) -> None:
    program = f"import sys, functions.{function}.handler; print(len(sys.modules))"
    run = subprocess.run(  # noqa: S603  our own modules, in an interpreter of their own
        [sys.executable, "-c", program], cwd=_ROOT, capture_output=True, text=True, check=True
    )
    assert 300 < int(run.stdout) <= _MOST_MODULES


def test_the_letter_writer_is_what_brings_reportlab() -> None:
    assert "reportlab" in _loaded_by("shared.adapters.letters.student_letters")


def test_every_function_with_routes_is_watched() -> None:
    handlers = (_ROOT / "functions").glob("*/handler.py")
    with_routes = {h.parent.name for h in handlers if "build_resolver()" in h.read_text()}
    assert with_routes == set(_WITH_ROUTES)
