"""The platform with the whole demo that some groups measure: one for all, as it takes minutes."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from infra.local.stack import Stack
from infra.local.throwaway import throwaway_platform
from infra.local.warm_up import warm_up


@contextmanager
def demo_platform(tell: Callable[[str], None]) -> Iterator[Stack]:
    """A platform of one's own, or the one of EDUCONNECT_STACK as in the tests; warm."""
    with _platform(tell) as stack:
        warm_up(stack)
        yield stack


def _platform(tell: Callable[[str], None]) -> AbstractContextManager[Stack]:
    running = os.environ.get("EDUCONNECT_STACK")
    if running:
        return nullcontext(Stack.from_json(running))
    return throwaway_platform("bench", tell, demo=True)
