"""Run every campaign at the size that is published, and say what became of each promise.

`python -m tests.promises [P7 …]`; writes .local/promises.json, and ends with 1 when one is broken.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Collection, Sequence
from pathlib import Path

from infra.local.places import LOCAL, ROOT
from tests.promises.published import PROMISES
from tests.promises.verdicts import verdicts

_RUNS: dict[str, Sequence[str]] = {
    "on the deployed stack": ("tests/e2e", "tests/contract"),
    "in memory": ("-n2", "tests/unit", "tests/component"),
}
"""Begun together: a stack leaves half of the machine idle."""


def main(asked: Sequence[str]) -> int:
    unknown = [each for each in asked if each not in PROMISES]
    if unknown:
        _tell(f"No such promise: {', '.join(unknown)}. There are {', '.join(PROMISES)}.")
        return 2
    promises = {name: title for name, title in PROMISES.items() if not asked or name in asked}
    began = time.monotonic()
    folder = LOCAL / "promises"
    folder.mkdir(parents=True, exist_ok=True)
    reports = _run_all(promises, folder)
    found = verdicts(reports, promises)
    for verdict in found:
        _tell(verdict.line())
    told = json.dumps([verdict.to_json() for verdict in found], ensure_ascii=False, indent=2)
    (LOCAL / "promises.json").write_text(told + "\n", encoding="utf-8")
    held = sum(verdict.holds for verdict in found)
    minutes = (time.monotonic() - began) / 60
    _tell(f"{held} of {len(found)} promises hold, shown in {minutes:.0f} minutes.")
    return 0 if held == len(found) else 1


def _run_all(promises: Collection[str], folder: Path) -> list[Path]:
    running = []
    for name, arguments in _RUNS.items():
        slug = name.replace(" ", "-")
        report, log = folder / f"{slug}.xml", folder / f"{slug}.log"
        report.unlink(missing_ok=True)
        _tell(f"The campaigns {name} (they tell in {log.relative_to(ROOT)}) …")
        with log.open("w", encoding="utf-8") as out:
            running.append(
                (
                    report,
                    subprocess.Popen(  # noqa: S603  our own tests
                        [
                            *(sys.executable, "-m", "pytest", *arguments, f"--junit-xml={report}"),
                            *(f"--promise={promise}" for promise in promises),
                        ],
                        cwd=ROOT,
                        env=os.environ | {"CAMPAIGNS": "full"},
                        stdout=out,
                        stderr=subprocess.STDOUT,
                    ),
                )
            )
    for _, process in running:
        process.wait()
    return [report for report, _ in running if report.exists()]


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
