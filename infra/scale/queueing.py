"""Jobs that come at their moments and wait for one of so many workers, told event by event."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from infra.scale.costs import Cost

MINUTE = 60
_RATES = ("read_units", "write_units", "kms", "ses")


@dataclass(frozen=True, slots=True)
class Job:
    """`at` in seconds from the beginning; it holds a worker for `seconds`."""

    at: float
    seconds: float
    cost: Cost


@dataclass(frozen=True)
class Outcome:
    """What became of the jobs.

    Seconds: when the last has ended, the longest and the 95th percentile of waiting. `busiest` is
    the most workers at once; the rates are per second, in the busiest minute.
    """

    jobs: int
    ended_s: float
    longest_wait_s: float
    usual_wait_s: float
    busiest: int
    worked_s: float
    reads: float
    writes: float
    keys: float
    mails: float
    total: Cost


def simulate(jobs: Iterable[Job], workers: int) -> Outcome:
    """First come, first served. Raises ValueError without workers or jobs."""
    waiting = sorted(jobs, key=lambda job: job.at)
    if not waiting or workers < 1:
        raise ValueError("there must be jobs, and someone to do them")
    ends: list[float] = []
    waits: list[float] = []
    spans: list[tuple[float, float, Cost]] = []
    busiest = 0
    for job in waiting:
        while ends and ends[0] <= job.at:
            heapq.heappop(ends)
        begins = job.at if len(ends) < workers else heapq.heappop(ends)
        heapq.heappush(ends, begins + job.seconds)
        busiest = max(busiest, len(ends))
        waits.append(begins - job.at)
        spans.append((begins, begins + job.seconds, job.cost))
    waits.sort()
    peaks = _busiest_minutes(spans)
    return Outcome(
        jobs=len(waiting),
        ended_s=max(end for _, end, _ in spans),
        longest_wait_s=waits[-1],
        usual_wait_s=waits[int(0.95 * (len(waits) - 1))],
        busiest=busiest,
        worked_s=sum(job.seconds for job in waiting),
        reads=peaks["read_units"],
        writes=peaks["write_units"],
        keys=peaks["kms"],
        mails=peaks["ses"],
        total=total(job.cost for job in waiting),
    )


def total(costs: Iterable[Cost]) -> Cost:
    """All of them together; many jobs share a cost, which is added up once."""
    added = Cost()
    for cost, times in Counter(costs).items():
        added += cost.times(times)
    return added


def _busiest_minutes(spans: Iterable[tuple[float, float, Cost]]) -> dict[str, float]:
    """What all jobs ask a second in the busiest minute, each spread evenly over its time."""
    asked: dict[str, defaultdict[int, float]] = {name: defaultdict(float) for name in _RATES}
    for begins, ends, cost in spans:
        amounts = [(asked[name], amount) for name in _RATES if (amount := getattr(cost, name))]
        first, last = int(begins // MINUTE), int(ends // MINUTE)
        if first == last:
            for by_minute, amount in amounts:
                by_minute[first] += amount
            continue
        for minute in range(first, last + 1):
            inside = min(ends, (minute + 1) * MINUTE) - max(begins, minute * MINUTE)
            for by_minute, amount in amounts:
                by_minute[minute] += amount * inside / (ends - begins)
    return {name: max(each.values(), default=0) / MINUTE for name, each in asked.items()}
