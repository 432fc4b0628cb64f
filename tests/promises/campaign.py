"""How large a campaign is, and what it found.

A test that shows a promise of docs/promises.md is marked `promise("P7")`, and the check that its
naive way or planted fault is caught `twin("P7")`. `make test` runs each at a size that continuous
integration bears; `make promises` at the size that is published.
"""

import os
from collections.abc import Callable, Iterable
from typing import TypeVar

FULL = os.environ.get("CAMPAIGNS") == "full"

Size = TypeVar("Size")

Found = Callable[[int, str], None]
"""`figure(5000, "hostile names")`: what a test went through; those of one promise are added up."""


def at_size(*, full: Size, quick: Size) -> Size:
    """The size of a campaign: `full` for `make promises`, `quick` for `make test`."""
    return full if FULL else quick


def spread(places: Iterable[Size], quick: int) -> list[Size]:
    """All of the places where a campaign strikes, or so many of them at the quick size.

    Those are evenly spread, the first and the last included.
    """
    every = list(places)
    if FULL or len(every) <= quick:
        return every
    last = len(every) - 1
    return [every[round(n * last / (quick - 1))] for n in range(quick)]
