"""How large a campaign is, and what it found.

A test that shows a promise of docs/promises.md is marked `promise("P7")`, and the check that its
naive way or planted fault is caught `twin("P7")`. `make test` runs each at a size that continuous
integration bears; `make promises` at the size that is published.
"""

import os
from collections.abc import Callable
from typing import TypeVar

FULL = os.environ.get("CAMPAIGNS") == "full"

Size = TypeVar("Size")

Found = Callable[[int, str], None]
"""`figure(5000, "hostile names")`: what a test went through; those of one promise are added up."""


def at_size(*, full: Size, quick: Size) -> Size:
    """The size of a campaign: `full` for `make promises`, `quick` for `make test`."""
    return full if FULL else quick
