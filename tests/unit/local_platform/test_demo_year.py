"""`make run` plays the demo's school year once, and never goes on with half of one."""

from pathlib import Path

import pytest

from infra.local.demo_year import forget_half_a_year, keep_the_year, play_demo_year
from infra.local.emulator import forget_unclean_state
from infra.local.places import Places
from infra.local.stack import Stack

STACK = Stack("", "", "", outputs={}, logs="")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """As an orderly stop leaves them."""
    stopped = Places(tmp_path)
    stopped.state.mkdir()
    stopped.objects.mkdir()
    stopped.clean_stop.touch()
    return stopped


def test_a_year_that_was_cut_short_is_not_kept_however_orderly_the_stop(places: Places) -> None:
    def ctrl_c(_line: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        play_demo_year(STACK, places, ctrl_c)
    forget_half_a_year(places)

    assert forget_unclean_state(places)
    assert [path.name for path in places.folder.iterdir() if path != places.clean_stop] == []


def test_a_year_is_kept_once_it_is_said_to_be_done(places: Places) -> None:
    with pytest.raises(KeyError, match="TableName"):
        play_demo_year(STACK, places, lambda _line: None)
    keep_the_year(places)
    forget_half_a_year(places)

    assert not forget_unclean_state(places)


def test_the_state_is_kept_when_no_year_was_cut_short(places: Places) -> None:
    forget_half_a_year(places)

    assert not forget_unclean_state(places)
