"""The licence of every package that the locks install, and which licences we accept.

`make licences` (`python -m infra.supply.licences`) writes docs/licences.md from the metadata of
what is installed and from npm's locks; a test compares them again.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

from infra.local.places import ROOT
from infra.supply.locks import LAYER, NPM, PYTHON, Package, canonical, npm_packages, python_packages

DOCUMENT = ROOT / "docs/licences.md"
ENVIRONMENTS = (".venv", ".venv-emulator", ".venv-sam", ".venv-bench", ".venv-audit", ".venv-uv")

PERMISSIVE = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "CC0-1.0"),
        "CNRI-Python",
        *("ISC", "MIT", "MIT-0", "MIT-CMU", "OFL-1.1", "PSF-2.0", "Python-2.0", "Unlicense"),
    }
)
"""They ask for no more than to be named: what we ship may bear them."""

TOOLS_ONLY = frozenset(
    {"EPL-2.0", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "MPL-1.1", "MPL-2.0"}
    | {"Artistic-1.0-Perl"}
)
"""They ask for their own source with what contains them: we run these and ship none."""

_TOLD = {
    "asyncssh": "EPL-2.0 OR GPL-2.0-or-later",
    "brotlicffi": "MIT",  # other interpreters than ours
    "colorama": "BSD-3-Clause",  # Windows only
    "cookiecutter": "BSD-3-Clause",
    "jsonata-python": "Apache-2.0",
    "networkx": "BSD-3-Clause",  # one version for older interpreters than ours
    "psycopg2-binary": "LGPL-3.0-or-later",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pyphen": "MPL-1.1 OR LGPL-2.1-or-later OR GPL-2.0-or-later",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "pywin32": "PSF-2.0",  # Windows only
    "text-unidecode": "Artistic-1.0-Perl OR GPL-2.0-or-later",
    "parse-cache-control": "BSD-3-Clause",
}
"""Read in the package's own files, where its metadata says it in no form that can be compared."""

_MEANT = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT No Attribution License (MIT-0)": "MIT-0",
    "MIT license": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""Other names of licences, as metadata has them. « BSD » does not say which of them it is."""

Licences = Mapping[Package, str]


class UnknownLicenceError(Exception):
    """Nobody can tell under which licence a package comes."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Packages that are shipped, or that only build, check and serve on a machine of ours."""

    title: str
    accepted: frozenset[str]
    packages: frozenset[Package]


def scopes() -> list[Scope]:
    """The packages of every lock, what is shipped first."""
    layer = frozenset(python_packages(LAYER.read_text(encoding="utf-8")))
    locked = {p for lock in PYTHON for p in python_packages(lock.read_text(encoding="utf-8"))}
    npm = {p: shipped for lock in NPM for p, (_, shipped) in npm_packages(lock).items()}
    web = {p for p, (_, shipped) in npm_packages(NPM[0]).items() if shipped}
    tools = PERMISSIVE | TOOLS_ONLY
    return [
        Scope("In the functions", PERMISSIVE, layer),
        Scope("In the web app", PERMISSIVE, frozenset(web)),
        Scope("Python on our machines", tools, frozenset(locked - layer)),
        Scope("npm on our machines", tools, frozenset(npm.keys() - web)),
    ]


def accepted(licence: str, among: frozenset[str]) -> bool:
    """Whether an SPDX expression leaves a choice that is accepted: one of OR, all of AND."""
    choices = licence.strip("()").split(" OR ")
    return any(all(each in among for each in choice.split(" AND ")) for choice in choices)


def not_accepted(licences: Licences, scope: Scope) -> list[str]:
    """The packages of a scope that come under a licence that is not accepted there."""
    return [
        f"{package}: {licences.get(package, 'unknown')}"
        for package in sorted(scope.packages)
        if not accepted(licences.get(package, ""), scope.accepted)
    ]


def licence_in(distribution: Distribution) -> str:
    """What the metadata of an installed package say, in SPDX's terms.

    Raises:
        UnknownLicenceError: they say nothing that is known here.
    """
    name = canonical(distribution.name)
    if name in _TOLD:
        return _TOLD[name]
    expressions, named, classifiers = (
        distribution.metadata.get_all(field) or []
        for field in ("License-Expression", "License", "Classifier")
    )
    if expressions:
        return str(expressions[0])
    classified = [
        classifier.rpartition(" :: ")[2]
        for classifier in classifiers
        if classifier.startswith("License ::")
    ]
    for said in map(str, [*named, *classified]):
        meant = _MEANT.get(said, said)
        if meant in PERMISSIVE | TOOLS_ONLY:
            return meant
    raise UnknownLicenceError(f"{name}: {named}, {classified}")


def installed(environments: Iterable[str] = ENVIRONMENTS) -> dict[Package, str]:
    """The licence of each package that is installed in those of the environments that are there.

    Raises:
        UnknownLicenceError: a package that is there does not say it.
    """
    locked = {package for scope in scopes() for package in scope.packages}
    return {
        package: licence_in(distribution)
        for environment in environments
        for folder in (ROOT / environment).glob("lib/python*/site-packages")
        for distribution in distributions(path=[str(folder)])
        if (package := _package(distribution)) in locked
    }


def _package(distribution: Distribution) -> Package:
    return Package(canonical(distribution.name), distribution.version)


def in_npm_locks() -> dict[Package, str]:
    """The licence of each package of npm's locks, which have it."""
    return {
        package: _TOLD.get(package.name, licence)
        for lock in NPM
        for package, (licence, _) in npm_packages(lock).items()
    }


def known() -> dict[Package, str]:
    """The licence of every package of every lock, as far as this machine can tell."""
    told = {
        package: _TOLD[package.name]
        for scope in scopes()
        for package in scope.packages
        if package.name in _TOLD
    }
    return told | installed() | in_npm_locks()


def page(licences: Licences) -> str:
    """docs/licences.md.

    Raises:
        UnknownLicenceError: a package has none that is accepted.
    """
    wrong = [each for scope in scopes() for each in not_accepted(licences, scope)]
    if wrong:
        raise UnknownLicenceError("; ".join(wrong))
    return "\n".join(_lines(licences)) + "\n"


def _lines(licences: Licences) -> Iterator[str]:
    yield "# Licences"
    yield ""
    yield "Every package that a lock installs, indirect ones included. `make licences` writes this"
    yield "page from the packages' own metadata; a test compares them again with what is installed."
    yield "What we ship is permissive; what only runs on our machines may also be weak copyleft."
    yield "Why each direct one is there: [dependencies.md](dependencies.md)."
    for scope in scopes():
        yield from ("", f"## {scope.title}", "", "| Package | Version | Licence |", "|---|---|---|")
        for package in sorted(scope.packages):
            yield f"| `{package.name}` | {package.version} | {licences[package]} |"


def listed(text: str) -> dict[Package, str]:
    """What a page lists."""
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| `")]
    return {Package(name.strip("`"), version): licence for name, version, licence in rows}


def main(document: Path = DOCUMENT) -> None:
    document.write_text(page(known()), encoding="utf-8")
    sys.stdout.write(f"{document.relative_to(ROOT)} is written.\n")


if __name__ == "__main__":
    main()
