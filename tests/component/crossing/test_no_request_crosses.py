"""P1: whatever is asked, by whom and in whatever way, nothing of another school comes back."""

import pytest

from tests.component.crossing.faults import CROSSINGS
from tests.component.crossing.grid import ROWS
from tests.component.crossing.routes import routes
from tests.component.crossing.tries import Trials
from tests.component.crossing.year import Year
from tests.promises.campaign import Found, at_size

_OF_EACH = at_size(full=500, quick=5)
"""Tries of each route by each role; most routes have fewer than 500, and then all are made."""


@pytest.mark.promise("P1")
def test_every_route_has_its_row() -> None:
    assert set(ROWS) == set(routes())


@pytest.mark.promise("P1")
def test_every_route_answers_its_own_staff(year: Year) -> None:
    # Else its refusals would be those of a route that never answers.
    trials = Trials(year)
    assert [key for key, route in routes().items() if not trials.answers_its_own(route)] == []


@pytest.mark.promise("P1")
def test_no_request_crosses_a_school(year: Year, figure: Found) -> None:
    trials = Trials(year)
    tries = list(trials.some(_OF_EACH))
    figure(len(tries), "tries")
    assert [fault for attempt in tries for fault in trials.faults_of(attempt)] == []
    assert len(tries) >= at_size(full=20_000, quick=1_500)


@pytest.mark.twin("P1")
@pytest.mark.parametrize("fault", CROSSINGS)
def test_a_check_of_the_school_taken_out_is_seen(
    year: Year, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    trials = Trials(year)
    CROSSINGS[fault](monkeypatch)
    assert any(
        "told kqz" in fault for attempt in trials.some(5) for fault in trials.faults_of(attempt)
    )
