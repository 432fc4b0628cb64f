"""The reference run in docs/performance.md: the machine, and every figure in a table."""

import platform
import re
import subprocess
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from infra.local.places import ROOT
from tests.bench.measure import Measure

DOCUMENT = ROOT / "docs" / "performance.md"
BEGINS, ENDS = "<!-- reference run -->", "<!-- end of the reference run -->"
_COLUMNS = ("Figure", "Ours", "The other", "Ratio", "Bar", "")


def keep(found: Mapping[str, Sequence[Measure]]) -> None:
    """Replace what stands between the two marks of the document."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    DOCUMENT.write_text(
        "\n".join([f"{before}{BEGINS}", "", described(found), "", f"{ENDS}{after}"]),
        encoding="utf-8",
    )


def described(found: Mapping[str, Sequence[Measure]]) -> str:
    today = datetime.now().astimezone().date().isoformat()
    lines = [f"{today}, revision `{_revision()}`, on {_machine()}."]
    for group, measures in found.items():
        lines += ["", f"### `make bench ONLY={group}`", "", _row(_COLUMNS), _row(["---"] * 6)]
        lines += [_row(measure.cells()) for measure in measures]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _revision() -> str:
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"],  # noqa: S607  found on PATH
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def _machine() -> str:
    processors = re.findall(r"^model name\s*: (.+)$", _read("/proc/cpuinfo"), re.MULTILINE)
    memory = re.search(r"^MemTotal:\s+(\d+) kB$", _read("/proc/meminfo"), re.MULTILINE)
    parts = [
        f"{len(processors)} × {processors[0]}" if processors else platform.machine(),
        f"{int(memory[1]) / 1024**2:.0f} GiB of memory" if memory else "",
        f"Linux {platform.release().split('-')[0]}",
        f"Python {platform.python_version()}",
    ]
    return ", ".join(part for part in parts if part)


def _read(path: str) -> str:
    file = Path(path)
    return file.read_text(encoding="utf-8") if file.exists() else ""
