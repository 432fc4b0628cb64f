"""The whole demonstration: four schools, their school year, their first night."""

from collections.abc import Callable

from infra.local.demo_rosters import load_demo
from infra.local.demo_year import play_demo_year
from infra.local.night import run_night
from infra.local.places import Places
from infra.local.stack import Stack


def load_whole_demo(stack: Stack, places: Places, tell: Callable[[str], None]) -> None:
    """What `make run` shows, on a stack that holds nothing yet."""
    tell("Importing the demo schools …")
    load_demo(stack, places, tell, with_feed=True)
    play_demo_year(stack, places, tell)
    tell("Their first night …")
    run_night(stack, tell)
    places.loaded.touch()
