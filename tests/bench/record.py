"""The reference runs in docs/performance.md: of each group, the machine and every figure."""

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
_GROUP = re.compile(r"^### `make bench ONLY=(\w+)`$", re.MULTILINE)


def keep(found: Mapping[str, Sequence[Measure]]) -> None:
    """Replace, between the two marks of the document, the groups that were measured."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGINS)
    kept, _, after = rest.partition(ENDS)
    groups = merged(kept, found)
    DOCUMENT.write_text(
        "\n".join([f"{before}{BEGINS}", "", groups, "", f"{ENDS}{after}"]), encoding="utf-8"
    )


def merged(kept: str, found: Mapping[str, Sequence[Measure]]) -> str:
    """The groups of `kept`, in its order, those of `found` in their place or after them."""
    _, *parts = _GROUP.split(kept)
    sections = dict(zip(parts[::2], map(str.strip, parts[1::2]), strict=True))
    measured = f"{datetime.now().astimezone().date()}, revision `{_revision()}`, on {_machine()}."
    for group, measures in found.items():
        rows = [_row(measure.cells()) for measure in measures]
        table = [_row(_COLUMNS), _row(["---"] * len(_COLUMNS)), *rows]
        sections[group] = "\n".join([measured, "", *table])
    return "\n\n".join(f"### `make bench ONLY={name}`\n\n{said}" for name, said in sections.items())


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
