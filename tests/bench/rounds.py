"""Running those that are compared, side by side: in turns, each in a process of its own.

Each round runs every contestant once, so that a slow moment of the machine falls on all of them;
a figure is the median of its rounds. What counts is processor time, the contestant's own and
that of the programs it starts: it says the same on a busy machine.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from infra.local.places import ROOT
from infra.local.services import PlatformError

PYTHON = ROOT / ".venv" / "bin" / "python"
PEERS = ROOT / ".venv-bench" / "bin" / "python"


@dataclass(frozen=True)
class Contestant:
    """A module of ours run as a program; it prints one JSON object of figures, and nothing else.

    `module` is its name, or the path of a file for one that must find nothing loaded.

    `python` is the environment it runs in: `PYTHON` has what the functions have, `PEERS` the
    libraries they are compared with.
    """

    module: str | Path
    arguments: tuple[str, ...] = ()
    python: Path = PYTHON
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    """What one run cost, from the outside, and the figures it printed."""

    cpu_s: float
    peak_mb: float
    said: dict[str, Any]


def run(contestant: Contestant) -> Run:
    """One run; `PlatformError` with the last words of one that failed."""
    module = contestant.module
    program = ["-I", str(module)] if isinstance(module, Path) else ["-m", module]
    command = [str(contestant.python), *program, *contestant.arguments]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(  # noqa: S603  our own modules
            command, cwd=ROOT, env=os.environ | contestant.environment, stdout=out, stderr=errors
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        if process.returncode:
            last_words = errors.read().decode(errors="replace").strip().splitlines()[-8:]
            raise PlatformError("\n".join([f"{contestant.module} failed:", *last_words]))
        return Run(
            cpu_s=usage.ru_utime + usage.ru_stime,
            peak_mb=usage.ru_maxrss / 1024,
            said=json.loads(out.read()),
        )


@dataclass(frozen=True)
class Rounds:
    """The runs of one contestant."""

    runs: Sequence[Run]

    def said(self, figure: str) -> float:
        """The median of a figure that each run printed."""
        return float(median(run.said[figure] for run in self.runs))

    @property
    def cpu_s(self) -> float:
        return float(median(run.cpu_s for run in self.runs))

    @property
    def peak_mb(self) -> float:
        return float(median(run.peak_mb for run in self.runs))


def in_turns(contestants: Mapping[str, Contestant], rounds: int) -> dict[str, Rounds]:
    """Every contestant once a round, the order turned round at each."""
    runs: dict[str, list[Run]] = {name: [] for name in contestants}
    for number in range(rounds):
        names = list(contestants)[:: 1 if number % 2 == 0 else -1]
        for name in names:
            runs[name].append(run(contestants[name]))
    return {name: Rounds(each) for name, each in runs.items()}
