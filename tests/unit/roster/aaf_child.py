"""Reads one drop of the feed in a process of its own, and prints what came of it and its cost.

Run as: python aaf_child.py <how> <file> <folder>. "ours" is held to 2 s of CPU and 256 MB;
"streamed" and its twin "listed" are not.
"""

import hashlib
import json
import resource
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from shared.adapters.aaf_reader import AafReader
from shared.adapters.roster.aaf_feed import AafFeed
from shared.domain.roster_problems import RosterRefusedError
from shared.domain.roster_state import Drop
from tests.unit.roster.aaf_files import TODAY, feed, opened
from tests.unit.roster.guarded_child import CPU_SECONDS, MEMORY_BYTES, Outcome, peak_kib


def ours(drop: Drop, folder: Path) -> Outcome:
    state = kept_state(drop.path.parent)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    AafReader().summary(drop)
    try:
        with AafReader().opened(drop, folder, today=TODAY, state=state) as found:
            return {"code": None, "items": sum(1 for _ in everything(found))}
    except RosterRefusedError as error:
        return {"code": error.code, "message": str(error), "record": error.record}


def kept_state(folder: Path) -> Path:
    """For deltas to apply to: a feed without pupils."""
    with opened(folder, feed()) as found:
        return found.state


def streamed(drop: Drop, folder: Path) -> Outcome:
    with AafReader().opened(drop, folder, today=TODAY, state=None) as found:
        prints = [found.fingerprint(school.uai) for school in found.schools()]
        return {"items": sum(1 for _ in everything(found)), "schools": len(set(prints))}


def listed(drop: Drop, folder: Path) -> Outcome:
    with AafReader().opened(drop, folder, today=TODAY, state=None) as found:
        return {"items": len(list(everything(found)))}


def everything(found: AafFeed) -> Iterator[object]:
    yield from found.anomalies(None)
    for school in found.schools():
        roster = found.roster(school.uai)
        yield from chain(
            roster.students(), roster.guardians(), roster.guardianships(), roster.anomalies()
        )


if __name__ == "__main__":
    how, path = sys.argv[1], Path(sys.argv[2])
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    read = {"ours": ours, "streamed": streamed, "listed": listed}[how]
    outcome = read(Drop(path, path.name, digest, confirmed=False), Path(sys.argv[3]))
    usage = resource.getrusage(resource.RUSAGE_SELF)
    outcome["cpu_ms"] = round(1000 * (usage.ru_utime + usage.ru_stime))
    outcome["peak_kib"] = peak_kib()
    sys.stdout.write(json.dumps(outcome))
