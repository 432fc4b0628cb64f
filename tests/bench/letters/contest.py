"""One run of a contestant: `python -m tests.bench.letters.<contestant> PAGES FILE`.

Letters and fonts are there and modules imported before the clock starts: a document of three
letters is written first.
"""

import gc
import json
import re
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

_LetterT = TypeVar("_LetterT")
_PROCESS = Path("/proc/self")
_RESET_PEAK = "5"


def contest(
    write: Callable[[Sequence[_LetterT], Path], object],
    letters_of: Callable[[int], Sequence[_LetterT]],
) -> None:
    """Print the milliseconds and the bytes of a page, and the megabytes that writing took."""
    count, path = int(sys.argv[1]), Path(sys.argv[2])
    letters = letters_of(count)
    gc.collect()
    before_mb = _memory_mb("VmRSS")
    _PROCESS.joinpath("clear_refs").write_text(_RESET_PEAK, encoding="ascii")
    write(letters[:3], path)
    start = _spent_s()
    write(letters, path)
    spent_s = _spent_s() - start
    figures = {
        "ms_per_page": spent_s * 1000 / count,
        "bytes_per_page": path.stat().st_size / count,
        "memory_mb": _memory_mb("VmHWM") - before_mb,
    }
    sys.stdout.write(json.dumps(figures))


def _spent_s() -> float:
    """Processor time of this process, all its threads, and of the programs it waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _memory_mb(entry: str) -> float:
    status = _PROCESS.joinpath("status").read_text(encoding="ascii", errors="replace")
    found = re.search(rf"^{entry}:\s+(\d+) kB$", status, re.MULTILINE)
    if found is None:
        raise ValueError(f"no {entry} in the status of the process")
    return int(found[1]) / 1024
