"""Promises hold when their tests pass and their twins are seen to be caught, and not otherwise."""

from pathlib import Path

import pytest

from tests.promises.verdicts import verdicts

PASSED = ""
FAILED = "<failure message='no'>…</failure>"
SKIPPED = "<skipped message='no office'/>"
BROKEN = "<error message='no table'/>"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return tmp_path / "report.xml"


def _case(outcome: str, **properties: str) -> str:
    written = "".join(f"<property name='{k}' value='{v}'/>" for k, v in properties.items())
    return f"<testcase name='t'><properties>{written}</properties>{outcome}</testcase>"


def _line(report: Path, *cases: str) -> str:
    inside = "".join(cases)
    report.write_text(f"<testsuites><testsuite>{inside}</testsuite></testsuites>", encoding="utf-8")
    (verdict,) = verdicts([report], {"P7": "hostile names make good letters"})
    return verdict.line().removeprefix("P7 · ")


def test_figures_of_several_tests_are_added_up(report: Path) -> None:
    name = "figure hostile names"
    shown = [_case(PASSED, promise="P7", **{name: count}) for count in ("2000", "3000")]

    line = _line(report, *shown, _case(PASSED, twin="P7"), _case(PASSED))

    assert line == "5,000 hostile names · 0 failures · twin caught · holds"


def test_of_a_test_that_shows_two_promises_only_the_asked_one_is_told(report: Path) -> None:
    both = (
        "<testcase name='t'><properties><property name='promise' value='P7'/>"
        "<property name='promise' value='P8'/><property name='twin' value='P8'/>"
        "</properties></testcase>"
    )

    line = _line(report, both, _case(PASSED, twin="P7"))

    assert line == "1 tests · 0 failures · twin caught · holds"


@pytest.mark.parametrize("outcome", [FAILED, SKIPPED, BROKEN])
def test_a_test_that_did_not_pass_breaks_its_promise(report: Path, outcome: str) -> None:
    cases = (_case(outcome, promise="P7"), _case(PASSED, promise="P7"), _case(PASSED, twin="P7"))

    assert _line(report, *cases) == "2 tests · 1 failures · twin caught · broken"


@pytest.mark.parametrize("twins", [[], [FAILED], [PASSED, SKIPPED]])
def test_a_twin_that_is_missing_or_not_caught_breaks_it_too(report: Path, twins: list[str]) -> None:
    cases = [_case(PASSED, promise="P7"), *(_case(twin, twin="P7") for twin in twins)]

    assert _line(report, *cases) == "1 tests · 0 failures · twin missed · broken"


def test_a_promise_that_no_test_shows_does_not_hold(report: Path) -> None:
    assert _line(report) == "0 tests · 0 failures · twin missed · broken"


def test_what_is_written_for_machines(report: Path) -> None:
    _line(report, _case(PASSED, promise="P7"), _case(PASSED, twin="P7"))
    (verdict,) = verdicts([report], {"P7": "hostile names make good letters"})

    assert verdict.to_json() == {
        "name": "P7 hostile names make good letters",
        "figure": "1 tests · 0 failures",
        "twin_caught": True,
        "holds": True,
    }
