"""The whole demonstration: four schools, their school year, their first night, the day after."""

from collections.abc import Callable

from infra.local.demo_new_usernames import ask_for_new_usernames
from infra.local.demo_rosters import load_demo
from infra.local.demo_year import keep_the_year, play_demo_year, real_time
from infra.local.demo_year_calendar import last_working_morning
from infra.local.night import run_night
from infra.local.places import Places
from infra.local.stack import Stack


def load_whole_demo(stack: Stack, places: Places, tell: Callable[[str], None]) -> None:
    """What `make run` shows, on a stack that holds nothing yet."""
    tell("Importing the demo schools …")
    load_demo(stack, places, tell, with_feed=True)
    play_demo_year(stack, places, tell)
    ask_for_new_usernames(stack, tell, at=last_working_morning(real_time()))
    tell("Their first night …")
    run_night(stack, tell)
    ask_for_new_usernames(stack, tell, at=real_time())
    places.loaded.touch()
    keep_the_year(places)
