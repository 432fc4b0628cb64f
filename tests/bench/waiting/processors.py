"""Whose processor time a wait is made of: that of the local platform, or of our functions.

The local AWS starts a process for each function that is called, and a function's own time is the
time of these: what it waits for, the local AWS spends in its own process.
"""

import ctypes
import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from infra.local.places import Places
from infra.local.stack import Stack

_EMULATOR = "local AWS"
_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
_CHILDREN_S = slice(13, 15)
"""In /proc/…/stat, after the name: ticks that ended children have spent, of both kinds."""


@dataclass(frozen=True)
class Spent:
    """Seconds of processors: of what stands in for AWS, and of our functions.

    `queued_s` is how long threads of both were ready and found no processor free: the machine was
    busy with something else, or with another of them.
    """

    platform_s: float
    functions_s: float
    queued_s: float

    def __sub__(self, before: "Spent") -> "Spent":
        return Spent(
            self.platform_s - before.platform_s,
            self.functions_s - before.functions_s,
            # A thread that has ended takes what it had queued with it.
            max(0, self.queued_s - before.queued_s),
        )


class Processors:
    """The processes of a running platform; on Linux, whose /proc tells children."""

    def __init__(self, stack: Stack) -> None:
        recorded = json.loads(Places(Path(stack.logs).parent).services.read_text(encoding="utf-8"))
        by_name = {each["name"]: each["pid"] for each in recorded}
        self._services = list(by_name.values())
        self._emulator = by_name[_EMULATOR]

    def spent(self) -> Spent:
        """Until now, since they began."""
        functions_s = _of_ended_children_s(self._emulator)
        children = _children(self._emulator)
        for child in children:
            with suppress(ProcessLookupError):  # it has just ended
                functions_s += _processor_s(child)
        return Spent(
            platform_s=sum(map(_processor_s, self._services)),
            functions_s=functions_s,
            queued_s=sum(map(_queued_s, [*self._services, *children])),
        )


def _processor_s(pid: int) -> float:
    """All threads of a process, to the nanosecond: /proc counts in ticks of ten milliseconds."""
    clock = ctypes.c_int()
    if ctypes.CDLL(None).clock_getcpuclockid(pid, ctypes.byref(clock)):
        raise ProcessLookupError(pid)
    return time.clock_gettime(clock.value)


def _queued_s(pid: int) -> float:
    """Of the threads it has now, the second field of each: nanoseconds on a queue."""
    total_ns = 0
    for thread in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        with suppress(FileNotFoundError, ProcessLookupError):  # it has just ended
            total_ns += int(thread.read_text().split()[1])
    return total_ns / 1e9


def _children(pid: int) -> list[int]:
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for each in lists for child in each.read_text().split()]


def _of_ended_children_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[_CHILDREN_S])) / _TICKS_A_SECOND
