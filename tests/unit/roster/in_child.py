"""Starts `guarded_child.py`, or another `child` of the same manners, on one dropped file."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
CHILD = Path(__file__).with_name("guarded_child.py")


def in_child(how: str, path: Path, *, child: Path = CHILD) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    folder = path.parent / f"staging-{how}"
    folder.mkdir()
    return subprocess.run(  # noqa: S603  our own child
        [sys.executable, str(child), how, str(path), str(folder)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        env=environment,
    )
