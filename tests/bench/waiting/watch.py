"""How long somebody waits, whose processors work meanwhile, and what is asked of the API.

Some of a wait is nobody's work: a process sleeps, or hands over to another. It is outside our
functions when their share is said, and ours when they are held to a bar.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

import httpx

from infra.local.stack import Stack
from tests.bench.waiting.processors import Processors, Spent

Done = TypeVar("Done")


@dataclass(frozen=True)
class Wait:
    seconds: float
    spent: Spent
    requests: int

    @property
    def ours_s(self) -> float:
        """All but what the local platform worked at, and what a busy machine kept from going on."""
        others_s = self.spent.platform_s + self.spent.queued_s
        return max(self.seconds - others_s, self.spent.functions_s)

    @property
    def share_elsewhere(self) -> float:
        """Of the wait, what our functions were not working: 0 to 1."""
        return max(0, 1 - self.spent.functions_s / self.seconds)


@dataclass(frozen=True)
class Waits:
    """The same thing waited for several times."""

    rounds: Sequence[Wait]

    def middle(self, figure: Callable[[Wait], float]) -> float:
        return float(median(map(figure, self.rounds)))


class Watch:
    """Times what is done through one client of the API."""

    def __init__(self, stack: Stack, client: httpx.Client) -> None:
        self._processors = Processors(stack)
        self._asked: list[httpx.Request] = []
        client.event_hooks = {"request": [self._asked.append]}

    def waited(self, act: Callable[[], Done]) -> tuple[Wait, Done]:
        """Do it, and say what it took."""
        self._asked.clear()
        before, start = self._processors.spent(), time.monotonic()
        done = act()
        seconds = time.monotonic() - start
        return Wait(seconds, self._processors.spent() - before, len(self._asked)), done
