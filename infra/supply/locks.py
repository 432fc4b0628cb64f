"""What the locks install, for Python and for npm: every package, indirect ones too."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from infra.local.places import ROOT

LAYER = ROOT / "infra/layers/dependencies/requirements.txt"
PYTHON = (LAYER, *sorted((ROOT / "requirements").glob("*.txt")))
NPM = tuple(
    ROOT / folder / "package-lock.json"
    for folder in ("frontend", "frontend/client", "infra/local/oidc", "tests/bench/web")
)

_PINNED = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==(\S+)(.*)")


@dataclass(frozen=True, order=True, slots=True)
class Package:
    """One package at its locked version."""

    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


def canonical(name: str) -> str:
    """A Python package's name as an index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def entries(lock: str) -> list[str]:
    """The entries of a Python lock, each on one line with its hashes, comments left out."""
    lines = [line for line in lock.splitlines() if line.strip() and line.strip()[0] != "#"]
    return "\n".join(lines).replace("\\\n", "").splitlines()


def python_packages(lock: str) -> list[Package]:
    """The packages of a lock, for whichever platform.

    Raises:
        ValueError: an entry is not pinned to one version.
    """
    return [package for package, _ in _pinned(lock)]


def for_every_platform(lock: str) -> str:
    """The lock without its markers: what no tool leaves out as meant for another machine."""
    lines = []
    for package, rest in _pinned(lock):
        hashes = " ".join(word for word in rest.split() if word.startswith("--hash="))
        lines.append(f"{package.name}=={package.version} {hashes}".strip())
    return "\n".join(lines) + "\n"


def _pinned(lock: str) -> Iterator[tuple[Package, str]]:
    for entry in entries(lock):
        found = _PINNED.match(entry)
        if found is None:
            raise ValueError(f"not pinned: {entry}")
        yield Package(canonical(found[1]), found[2]), found[3]


def npm_packages(lock: Path) -> dict[Package, tuple[str, bool]]:
    """The packages of an npm lock: each with the licence it gives, and whether it is shipped.

    What the web app depends on goes into its build; what only builds and checks it is `dev`.
    """
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    return {
        Package(where.rpartition("node_modules/")[2], each["version"]): (
            str(each.get("license") or ""),
            lock == NPM[0] and not each.get("dev", False),
        )
        for where, each in packages.items()
        if where
    }
