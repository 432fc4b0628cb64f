"""Ask the advisory services about every package of every lock, and say what was not asked.

`make audit` (`python -m infra.supply.audit`). An audit that skipped a package is no clean audit,
and one that could not reach its service is none at all: each has an exit status of its own.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

from infra.local.places import ROOT
from infra.supply.locks import (
    NPM,
    PYTHON,
    Package,
    canonical,
    for_every_platform,
    npm_packages,
    python_packages,
)

PIP_AUDIT = ROOT / ".venv-audit/bin/pip-audit"
_SECONDS = 600


class Outcome(IntEnum):
    """What an audit came to, the worse the higher; the exit status."""

    CLEAN = 0
    VULNERABLE = 1
    SKIPPED = 2
    UNREACHABLE = 3


@dataclass(frozen=True, slots=True)
class Audit:
    """One lock: how many packages it has, those nobody answered for, and what is known of some."""

    lock: str
    packages: int
    skipped: tuple[str, ...] = ()
    vulnerable: tuple[str, ...] = ()

    @property
    def outcome(self) -> Outcome:
        if self.packages and len(self.skipped) == self.packages:
            return Outcome.UNREACHABLE
        if self.skipped:
            return Outcome.SKIPPED
        return Outcome.VULNERABLE if self.vulnerable else Outcome.CLEAN

    def line(self) -> str:
        said = {
            Outcome.CLEAN: "no known vulnerability",
            Outcome.VULNERABLE: f"vulnerable: {', '.join(self.vulnerable)}",
            Outcome.SKIPPED: f"NOT AUDITED: {', '.join(self.skipped)}",
            Outcome.UNREACHABLE: "NOT AUDITED AT ALL: the advisory service answered for none",
        }[self.outcome]
        if self.outcome is Outcome.SKIPPED and self.vulnerable:
            said += f"; vulnerable: {', '.join(self.vulnerable)}"
        return f"{self.lock}: {self.packages} packages, {said}"


def of_pip(lock: str, wanted: Collection[Package], report: Mapping[str, Any] | None) -> Audit:
    """What pip-audit's report says of a lock; a package that it does not name was not audited."""
    told = {
        Package(canonical(each["name"]), each["version"]): each["vulns"]
        for each in (report or {}).get("dependencies", [])
        if "skip_reason" not in each
    }
    return Audit(
        lock,
        len(wanted),
        tuple(str(package) for package in sorted(wanted) if package not in told),
        tuple(
            f"{package} ({', '.join(vulnerability['id'] for vulnerability in found)})"
            for package, found in sorted(told.items(), key=lambda item: item[0])
            if found
        ),
    )


def of_npm(lock: str, wanted: Collection[Package], report: Mapping[str, Any] | None) -> Audit:
    """What npm's report says of a lock; it counts the packages it asked about, all or none."""
    said = report or {}
    asked = said.get("metadata", {}).get("dependencies", {}).get("total", 0)
    everyone = tuple(str(package) for package in sorted(wanted))
    if asked == 0:
        return Audit(lock, len(wanted), everyone)
    return Audit(
        lock,
        len(wanted),
        (f"{len(wanted) - asked} packages",) if asked < len(wanted) else (),
        tuple(sorted(said.get("vulnerabilities", {}))),
    )


def audits() -> list[Audit]:
    """Ask about every lock."""
    return [*(_ask_pip(lock) for lock in PYTHON), *(_ask_npm(lock) for lock in NPM)]


def _ask_pip(lock: Path) -> Audit:
    text = lock.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder) / "requirements.txt"
        asked.write_text(for_every_platform(text), encoding="utf-8")
        # Not --strict, which says the first that is skipped and stops: all of them are wanted.
        options = ("--disable-pip", "--require-hashes", "--format=json", "--progress-spinner=off")
        report = _report([str(PIP_AUDIT), *options, "-r", str(asked)], ROOT)
    return of_pip(str(lock.relative_to(ROOT)), set(python_packages(text)), report)


def _ask_npm(lock: Path) -> Audit:
    report = _report(["npm", "audit", "--json", "--package-lock-only"], lock.parent)
    return of_npm(str(lock.relative_to(ROOT)), set(npm_packages(lock)), report)


def _report(command: Sequence[str], folder: Path) -> dict[str, Any] | None:
    """What a tool reports, None when it has nothing to report; its status says less than that."""
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=_SECONDS
    )
    try:
        report: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return None
    return report


def main(ask: Callable[[], list[Audit]] = audits) -> Outcome:
    found = ask()
    for audit in found:
        sys.stdout.write(f"{audit.line()}\n")
    worst = max(audit.outcome for audit in found)
    sys.stdout.write(f"{worst.name}\n")
    return worst


if __name__ == "__main__":
    sys.exit(main())
