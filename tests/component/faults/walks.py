"""How a journey is begun, and what it is when nothing goes wrong."""

from collections import Counter

from tests.component.faults.background import Imported, Night
from tests.component.faults.cloud import Cloud
from tests.component.faults.grid import JOURNEYS
from tests.component.faults.journeys import Journey
from tests.component.faults.proxy import Plan
from tests.costs.site import cold_start

ENOUGH = 60
"""Deliveries until all is done, whatever happened on the way."""

_undisturbed: dict[str, Counter[str]] = {}


def undisturbed(cloud: Cloud, name: str) -> Counter[str]:
    """How often a journey makes each call when nothing goes wrong; it is walked once."""
    if name not in _undisturbed:
        journey = begun(cloud, name)
        journey.go(ENOUGH)
        assert journey.ended(), name
        _undisturbed[name] = Counter(cloud.proxy.calls)
        if isinstance(journey, Imported | Night):
            type(journey).expected = journey.seen()
        assert (journey.wrong(), cloud.told) == ([], []), name
    return _undisturbed[name]


def begun(cloud: Cloud, name: str, plan: Plan | None = None) -> Journey:
    """A journey about to begin; `plan` is what will go wrong on it."""
    cloud.empty()
    journey = JOURNEYS[name](cloud)
    journey.prepare()
    cloud.told.clear()
    cold_start()
    cloud.proxy.begin(plan)
    return journey
