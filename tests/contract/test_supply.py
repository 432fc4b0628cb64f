"""What is installed is known: pinned with hashes, its licences accepted, its audit whole (P27)."""

import json
import re
from importlib.metadata import PathDistribution
from pathlib import Path
from typing import Any

import pytest

from infra.local.places import ROOT
from infra.supply.audit import Audit, Outcome, main, of_npm, of_pip
from infra.supply.licences import (
    DOCUMENT,
    PERMISSIVE,
    Scope,
    UnknownLicenceError,
    accepted,
    in_npm_locks,
    installed,
    licence_in,
    listed,
    not_accepted,
    page,
    scopes,
)
from infra.supply.locks import LAYER, NPM, PYTHON, Package, entries, for_every_platform
from tests.promises.campaign import Found

_PINNED = re.compile(r"[\w.-]+(\[[\w,-]+\])?==\S+ .*--hash=sha256:[0-9a-f]{2}")
SOME, OTHER = Package("some", "1.0"), Package("other", "2.0")


def unpinned(lock: str) -> list[str]:
    """The entries of a lock that are not one version with its hashes."""
    return [entry for entry in entries(lock) if not _PINNED.match(entry)]


@pytest.mark.promise("P27")
@pytest.mark.parametrize("lock", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_package_of_a_lock_is_pinned_with_hashes(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")

    assert entries(text)
    assert unpinned(text) == []


@pytest.mark.promise("P27")
@pytest.mark.parametrize("lock", NPM, ids=lambda path: str(path.parent.relative_to(ROOT)))
def test_every_npm_package_is_pinned_with_a_digest(lock: Path) -> None:
    read = json.loads(lock.read_text(encoding="utf-8"))
    packages = {name: each for name, each in read["packages"].items() if name}
    asked = json.loads(lock.with_name("package.json").read_text(encoding="utf-8"))
    direct = asked.get("dependencies", {}) | asked.get("devDependencies", {})

    assert packages
    assert [name for name, each in packages.items() if "integrity" not in each] == []
    assert [name for name, version in direct.items() if not version[0].isdigit()] == []


@pytest.mark.promise("P27")
def test_no_lock_of_the_repository_is_left_out() -> None:
    assert sorted(PYTHON) == sorted([LAYER, *ROOT.glob("requirements/*.txt")])
    folders = ("frontend", "functions", "infra", "shared", "tests")
    written = {
        path
        for folder in folders
        for path in (ROOT / folder).rglob("package-lock.json")
        if "node_modules" not in path.parts
    }
    assert set(NPM) == written


@pytest.mark.promise("P27")
def test_every_package_is_listed_under_a_licence_that_is_accepted(figure: Found) -> None:
    written = DOCUMENT.read_text(encoding="utf-8")
    licences = listed(written)

    assert written == page(licences), "`make licences` writes it again"
    figure(len(licences), "packages under licences that are accepted")


@pytest.mark.promise("P27")
def test_the_licence_listed_is_the_one_that_each_package_gives(figure: Found) -> None:
    listing = listed(DOCUMENT.read_text(encoding="utf-8"))
    found = installed() | in_npm_locks()

    assert {package: listing.get(package) for package in found} == found
    assert {package.name for package in scopes()[0].packages} >= {"boto3", "reportlab"}
    figure(len(found), "licences read in what is installed and in npm's locks")


@pytest.mark.twin("P27")
def test_a_package_without_a_hash_is_caught() -> None:
    lock = "# a\nsome==1.0\n    # via b\nother==2.0 \\\n    --hash=sha256:00\n"

    assert unpinned(lock) == ["some==1.0"]


@pytest.mark.twin("P27")
def test_a_licence_that_is_not_accepted_or_not_known_is_caught() -> None:
    scope = Scope("any", PERMISSIVE, frozenset({SOME, OTHER}))

    assert not_accepted({SOME: "MIT", OTHER: "MIT OR GPL-2.0-only"}, scope) == []
    assert not_accepted({SOME: "AGPL-3.0-only"}, scope) == [
        "other 2.0: unknown",
        "some 1.0: AGPL-3.0-only",
    ]
    assert not accepted("MIT AND GPL-2.0-only", PERMISSIVE)


@pytest.mark.twin("P27")
def test_a_package_that_is_not_listed_is_caught() -> None:
    licences = listed(DOCUMENT.read_text(encoding="utf-8"))
    package = min(scopes()[0].packages)
    del licences[package]

    with pytest.raises(UnknownLicenceError, match=f"{package}: unknown"):
        page(licences)


@pytest.mark.twin("P27")
@pytest.mark.parametrize("said", ["", "License: see the file\n", "License: Proprietary\n"])
def test_metadata_that_say_no_licence_that_is_known_are_caught(tmp_path: Path, said: str) -> None:
    metadata = f"Metadata-Version: 2.1\nName: some\nVersion: 1.0\n{said}"
    (tmp_path / "METADATA").write_text(metadata, encoding="utf-8")

    with pytest.raises(UnknownLicenceError, match="some"):
        licence_in(PathDistribution(tmp_path))


def pip_said(*told: tuple[Package, list[str]], **more: str) -> dict[str, Any]:
    """pip-audit's report of packages with their vulnerabilities; `more` were skipped."""
    audited = [
        {"name": each.name, "version": each.version, "vulns": [{"id": known} for known in ids]}
        for each, ids in told
    ]
    skipped = [{"name": name, "skip_reason": why} for name, why in more.items()]
    return {"dependencies": [*audited, *skipped], "fixes": []}


def npm_said(asked: int, *vulnerable: str) -> dict[str, Any]:
    """What npm reports of so many packages that it asked about."""
    return {
        "vulnerabilities": {name: {} for name in vulnerable},
        "metadata": {"dependencies": {"total": asked}},
    }


BOTH = {SOME, OTHER}


@pytest.mark.twin("P27")
@pytest.mark.parametrize(
    ("audit", "outcome"),
    [
        (of_pip("a", BOTH, pip_said((SOME, []), (OTHER, []))), Outcome.CLEAN),
        (of_pip("a", BOTH, pip_said((SOME, ["PYSEC-1"]), (OTHER, []))), Outcome.VULNERABLE),
        (of_pip("a", BOTH, pip_said((SOME, []), other="not found")), Outcome.SKIPPED),
        (of_pip("a", BOTH, pip_said((SOME, []))), Outcome.SKIPPED),
        (of_pip("a", BOTH, pip_said(some="not found", other="not found")), Outcome.UNREACHABLE),
        (of_pip("a", BOTH, None), Outcome.UNREACHABLE),
        (of_npm("a", BOTH, npm_said(2)), Outcome.CLEAN),
        (of_npm("a", BOTH, npm_said(2, "some")), Outcome.VULNERABLE),
        (of_npm("a", BOTH, npm_said(1)), Outcome.SKIPPED),
        (of_npm("a", BOTH, {"message": "405", "statusCode": 405}), Outcome.UNREACHABLE),
        (of_npm("a", BOTH, None), Outcome.UNREACHABLE),
    ],
)
def test_an_audit_is_clean_only_when_every_package_was_asked_about(
    audit: Audit, outcome: Outcome
) -> None:
    assert audit.outcome is outcome
    assert main(lambda: [of_npm("b", {SOME}, npm_said(1)), audit]) == outcome


def test_an_audit_says_what_it_did_not_ask(capsys: pytest.CaptureFixture[str]) -> None:
    partly = of_pip("a", BOTH, pip_said((SOME, ["PYSEC-1"]), other="not found"))
    not_at_all = of_pip("b", BOTH, None)

    assert main(lambda: [partly, not_at_all]) is Outcome.UNREACHABLE
    assert capsys.readouterr().out.splitlines() == [
        "a: 2 packages, NOT AUDITED: other 2.0; vulnerable: some 1.0 (PYSEC-1)",
        "b: 2 packages, NOT AUDITED AT ALL: the advisory service answered for none",
        "UNREACHABLE",
    ]


def test_packages_for_other_machines_are_audited_too() -> None:
    windows = "some==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:00\n"
    lock = windows + "other==2.0 \\\n    --hash=sha256:01\n"

    assert for_every_platform(lock) == "some==1.0 --hash=sha256:00\nother==2.0 --hash=sha256:01\n"
