"""P2: nor does any sequence of requests, whatever one school's staff learn from another's."""

from copy import deepcopy
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.component.crossing.faults import SLIPS
from tests.component.crossing.people import SCHOOLS
from tests.component.crossing.sequences import Sequences
from tests.component.crossing.year import Year
from tests.promises.campaign import Found, at_size

_SETTINGS = settings(
    max_examples=at_size(full=200, quick=8),
    stateful_step_count=at_size(full=60, quick=30),
    phases=[Phase.generate],
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def _sequences_of(year: Year) -> type[Sequences]:
    class OfThisYear(Sequences):
        saved = year.land.saved()
        faults: ClassVar[list[str]] = []

    OfThisYear.year = year
    return OfThisYear


@pytest.mark.promise("P2")
def test_no_sequence_crosses_a_school(year: Year, figure: Found) -> None:
    sequences = _sequences_of(year)
    run_state_machine_as_test(sequences, settings=_SETTINGS)
    figure(sequences.runs, "sequences")
    figure(sequences.steps, "steps")
    figure(sequences.told, "names, ids and addresses told")
    assert sequences.steps >= at_size(full=5_000, quick=200)
    assert sequences.told >= sequences.steps


@pytest.mark.twin("P2")
@pytest.mark.parametrize("slip", SLIPS)
def test_what_only_a_sequence_shows_is_seen(
    year: Year, monkeypatch: pytest.MonkeyPatch, slip: str
) -> None:
    make_it, touched = SLIPS[slip]
    make_it(monkeypatch)
    sequences = _sequences_of(year)
    sequences.keys = [key for key in sequences.keys if touched in key]
    with pytest.raises(AssertionError):
        run_state_machine_as_test(sequences, settings=_SETTINGS)
    assert any(fault.startswith("told kqz") for fault in sequences.faults)


def test_a_word_that_a_school_wrote_down_is_a_leak_to_the_others_only(year: Year) -> None:
    words, (mine, other, owner) = deepcopy(year.land.canaries), SCHOOLS
    word = words.word(owner)
    words.note(f"id {word}", mine)
    assert words.leaked(word, (mine,)) == set()
    assert words.leaked(word, (other,)) == {word}
