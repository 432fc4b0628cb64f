"""A line of the bench says the figure, the other's, the bar and whether it holds."""

import pytest

from tests.bench.measure import Bar, Measure


@pytest.mark.parametrize(
    ("measure", "line"),
    [
        (
            Measure("a", 96, "/100", Bar("at least", 95)),
            "a · 96 /100 · – · – · at least 95 · holds",
        ),
        (
            Measure("a", 94, "/100", Bar("at least", 95)),
            "a · 94 /100 · – · – · at least 95 · short",
        ),
        (Measure("b", 0.25, "", Bar("at most", 0.1)), "b · 0.25 · – · – · at most 0.1 · short"),
        (Measure("c", 10, "s", versus=40), "c · 10 s · 40 s · 0.25 · – · –"),
        (Measure("d", 1234.5, "ms"), "d · 1\u202f234.5 ms · – · – · – · –"),
    ],
)
def test_a_figure_is_told_with_its_bar(measure: Measure, line: str) -> None:
    assert measure.line() == line


def test_a_figure_without_a_bar_is_never_short() -> None:
    assert Measure("a", 0, "").holds
