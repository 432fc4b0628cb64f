"""One action on one school, in a process of its own: counts, our processor time, peak memory.

The local AWS runs elsewhere, so that the processor time of this process is ours, the client's
HTTP included; what counting takes is taken off. Run as
`python -m tests.bench.operations.act ACTION FOLDER`, in the environment of `bare_aws`.
"""

import json
import os
import sys
import time
from pathlib import Path

from tests.costs.actions import ACTIONS
from tests.costs.counting import counted_school


def main() -> None:
    name, folder = sys.argv[1:]
    out = _silenced()
    school, meter = counted_school(os.environ, Path(folder))
    if name.startswith("external students") and not school.ids("external_students"):
        school.host_everyone()
    ledger = meter.begin()
    began = time.process_time()
    done = ACTIONS[name](school)
    cpu_s = time.process_time() - began - ledger.own_cpu_s
    figures = {"accounts": done, "cpu_s": cpu_s, "peak_mb": _peak_mb(), **ledger.figures()}
    with os.fdopen(out, "w") as told:
        told.write(json.dumps(figures))


def _silenced() -> int:
    """The functions log to the standard output; the figures go to the one that was there."""
    out = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return out


def _peak_mb() -> float:
    """Unlike `ru_maxrss`, it does not begin with what the parent had."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmHWM in /proc/self/status")


if __name__ == "__main__":
    main()
