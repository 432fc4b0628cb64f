"""Processor time of a piece of work done several times over in one process."""

import json
import sys
import time
from collections.abc import Callable
from statistics import median


def print_median(work: Callable[[], object], *, times: int) -> None:
    """Print the milliseconds, once all that is made only once has been made."""
    work()
    sys.stdout.write(json.dumps({"ms": median(_spent_ms(work) for _ in range(times))}))


def _spent_ms(work: Callable[[], object]) -> float:
    start = time.process_time_ns()
    work()
    return (time.process_time_ns() - start) / 1e6
