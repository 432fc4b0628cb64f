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
        (Measure("c", 10, "s", versus=40), "c · 10 s · 40 s · 4 × less · – · –"),
        (Measure("c", 40, "s", versus=10), "c · 40 s · 10 s · 4 × · – · –"),
        (Measure("d", 1234.5, "ms"), "d · 1\u202f234 ms · – · – · – · –"),
        (
            Measure("e", 0.00342, "ms", Bar("at least", 300, of="gain"), versus=1),
            "e · 0.00342 ms · 1 ms · 292.4 × less · at least 300 × less · short",
        ),
        (
            Measure("f", 15, "MB", Bar("at most", 0.15, of="share"), versus=100),
            "f · 15 MB · 100 MB · 0.15 × · at most 0.15 × · holds",
        ),
        (
            Measure("g", 100, "ms", Bar("at most", 1.5, of="share"), versus=200),
            "g · 100 ms · 200 ms · 0.5 × · at most 1.5 × · holds",
        ),
    ],
)
def test_a_figure_is_told_with_its_bar(measure: Measure, line: str) -> None:
    assert measure.line() == line


def test_a_figure_without_a_bar_is_never_short() -> None:
    assert Measure("a", 0, "").holds


def test_a_bar_on_a_ratio_needs_the_other() -> None:
    with pytest.raises(ValueError, match="a: a bar on a ratio"):
        Measure("a", 1, "s", Bar("at least", 5, of="gain"))
