"""P26: what is another school's answers as what is nowhere: status, headers and body."""

from collections.abc import Iterable, Iterator

import pytest

from tests.component.crossing.faults import HINTS
from tests.component.crossing.grid import ROWS
from tests.component.crossing.tries import Trials, Try
from tests.component.crossing.year import Year
from tests.promises.campaign import Found, at_size

_OF_EACH = at_size(full=200, quick=4)


def _pairs(tries: Iterable[Try], trials: Trials) -> Iterator[tuple[Try, Try]]:
    """Each try about something foreign, beside the same about nothing."""
    for attempt in tries:
        like = trials.like(attempt)
        if like is not None:
            yield attempt, like


@pytest.mark.promise("P26")
def test_foreign_and_unknown_look_alike(year: Year, figure: Found) -> None:
    trials = Trials(year)
    pairs = list(_pairs(trials.some(_OF_EACH), trials))
    schools = sum(attempt.uai != like.uai for attempt, like in pairs)
    figure(schools, "pairs of schools")
    figure(len(pairs) - schools, "pairs of ids, names or cursors")
    assert [each for attempt, like in pairs for each in trials.told_apart(attempt, like)] == []
    assert min(schools, len(pairs) - schools) >= at_size(full=3_000, quick=200)


@pytest.mark.twin("P26")
@pytest.mark.parametrize("hint", HINTS)
def test_a_refusal_that_tells_more_is_seen(
    year: Year, monkeypatch: pytest.MonkeyPatch, hint: str
) -> None:
    trials = Trials(year)
    HINTS[hint](monkeypatch)
    tries = trials.some(40, [key for key in ROWS if "{operation_id}" in key])
    assert any(trials.told_apart(*pair) for pair in _pairs(tries, trials))
