"""Reads one dropped file in a process of its own, and prints what came of it and what it cost.

Run as: python guarded_child.py <how> <file> <folder>. "ours" and its twin "naive", which shows the
bounds are real, are held to 2 s of CPU and 256 MB; "streamed" and its twin "listed" are not.
"""

import json
import re
import resource
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import chain
from pathlib import Path

from shared.adapters.roster.reading import identify, read_roster_file
from shared.adapters.roster.staging import RosterStaging
from shared.domain.roster_problems import RosterRefusedError

Outcome = dict[str, str | int | None]
CPU_SECONDS = 2
MEMORY_BYTES = 256 * 1024 * 1024


def ours(path: Path, folder: Path) -> Outcome:
    with suppress(RosterRefusedError):
        identify(path, name="dépôt")
    try:
        with RosterStaging(folder, today=date(2024, 9, 10)) as staging:
            read_roster_file(path, staging, name="dépôt")
            return {"code": None, "students": sum(1 for _ in staging.students())}
    except RosterRefusedError as error:
        return {"code": error.code, "message": str(error), "record": error.record}


def naive(path: Path, _folder: Path) -> Outcome:
    content = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            content = archive.read(archive.namelist()[0])
    return {"code": None, "students": len(list(ET.fromstring(content)))}  # noqa: S314  the twin


def streamed(path: Path, folder: Path) -> Outcome:
    with RosterStaging(folder, today=date(2024, 9, 10)) as staging:
        read_roster_file(path, staging, name="dépôt")
        return {"items": sum(1 for _ in everything(staging))}


def listed(path: Path, folder: Path) -> Outcome:
    with RosterStaging(folder, today=date(2024, 9, 10)) as staging:
        read_roster_file(path, staging, name="dépôt")
        return {"items": len(list(everything(staging)))}


def everything(staging: RosterStaging) -> Iterator[object]:
    return chain(
        staging.students(), staging.guardians(), staging.guardianships(), staging.anomalies()
    )


def peak_kib() -> int:
    """This program's own peak: what `getrusage` says may include its parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0])


if __name__ == "__main__":
    how = sys.argv[1]
    if how in ("ours", "naive"):
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    read = {"ours": ours, "naive": naive, "streamed": streamed, "listed": listed}[how]
    outcome = read(Path(sys.argv[2]), Path(sys.argv[3]))
    usage = resource.getrusage(resource.RUSAGE_SELF)
    outcome["cpu_ms"] = round(1000 * (usage.ru_utime + usage.ru_stime))
    outcome["peak_kib"] = peak_kib()
    sys.stdout.write(json.dumps(outcome))
