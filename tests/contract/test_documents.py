"""The documents name what is there: links, paths, make targets, dependencies."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.supply.locks import NPM
from tests.promises.published import PROMISES

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]

_FENCE = re.compile(r"^ *```.*?^ *```", re.DOTALL | re.MULTILINE)
_INLINE_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_OUR_PATH = re.compile(
    r"(?<![\w./-])(?:functions|shared|infra|tests|docs|requirements)/[\w./-]*[\w/]"
)
_MAKE = re.compile(r"\bmake (?:-\S+ )*([a-z]+(?:-[a-z]+)*)\b")
_TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)
_ROW = re.compile(r"^\| `([^`]+)`", re.MULTILINE)
_TEST = re.compile(r"`((?:tests/[\w/]+/)?test_\w+\.py)::(test_\w+)`")
_GUIDE_TEST = re.compile(r"^def (test_\d\w+)\(", re.MULTILINE)


def code_of(text: str) -> Iterator[str]:
    """What a document gives as code: blocks, then words between backticks."""
    yield from _FENCE.findall(text)
    yield from _INLINE_CODE.findall(_FENCE.sub("", text))


def broken_links(document: Path, text: str) -> list[str]:
    """Links to files of this repository that lead nowhere."""
    targets = [each.partition("#")[0] for each in _LINK.findall(text) if "://" not in each]
    return [target for target in targets if not (document.parent / target).exists()]


def missing_paths(text: str) -> list[str]:
    """Paths from the root of the repository, given as code, where there is nothing."""
    named = {path for code in code_of(text) for path in _OUR_PATH.findall(code)}
    return sorted(path for path in named if not (ROOT / path).exists())


def make_targets(text: str) -> set[str]:
    """The targets that a document tells to make."""
    return {target for code in code_of(text) for target in _MAKE.findall(code)}


def makefile_targets() -> set[str]:
    return set(_TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))


def direct_dependencies() -> set[str]:
    """Package names of `requirements/*.in` and of every `package.json`."""
    lines = [
        line.partition("#")[0].strip()
        for path in sorted((ROOT / "requirements").glob("*.in"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    python = {re.split(r"[\[<>=!~; ]", line)[0] for line in lines if line and line[0] != "-"}
    packages = [
        json.loads(lock.with_name("package.json").read_text(encoding="utf-8")) for lock in NPM
    ]
    npm = {
        name
        for package in packages
        for kind in ("dependencies", "devDependencies")
        for name in package.get(kind, {})
    }
    return python | npm


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_document_names_only_what_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")

    assert broken_links(document, text) == []
    assert missing_paths(text) == []
    assert make_targets(text) - makefile_targets() == set()


def test_the_two_commands_of_the_readme_are_targets() -> None:
    named = make_targets((ROOT / "README.md").read_text(encoding="utf-8"))

    assert {"run", "test", "token"} <= named & makefile_targets()


def test_every_direct_dependency_has_a_row_and_no_other() -> None:
    rows = _ROW.findall((ROOT / "docs/dependencies.md").read_text(encoding="utf-8"))

    assert sorted(set(rows)) == sorted(direct_dependencies())
    assert [name for name in rows if rows.count(name) > 1] == []


def test_the_readme_has_a_row_for_every_function_and_no_other() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("| Function | Does |")[2].partition("\n\n")[0]
    functions = {path.parent.name for path in ROOT.glob("functions/*/handler.py")}

    assert len(functions) > 1
    assert sorted(_ROW.findall(table)) == sorted(functions)
    diagram = readme.partition("```mermaid")[2].partition("```")[0]
    assert functions - set(re.findall(r"\w+", diagram)) == set()


def named_tests(text: str) -> set[tuple[Path, str]]:
    """The tests a table of coverage names; a bare file name is one of `tests/e2e`."""
    return {
        (ROOT / path if "/" in path else ROOT / "tests/e2e" / path, test)
        for path, test in _TEST.findall(text)
    }


def unwritten(tests: set[tuple[Path, str]]) -> list[str]:
    """Those of the tests that no file defines."""
    return [
        f"{path.name}::{test}"
        for path, test in sorted(tests)
        if not path.exists() or f"def {test}(" not in path.read_text(encoding="utf-8")
    ]


def test_the_coverage_of_the_guide_names_tests_that_exist_and_every_test_of_the_guide() -> None:
    named = named_tests((ROOT / "docs/guide-coverage.md").read_text(encoding="utf-8"))
    written = {
        (path, test)
        for path in ROOT.glob("tests/e2e/test_guide_*.py")
        for test in _GUIDE_TEST.findall(path.read_text(encoding="utf-8"))
    }

    assert len(written) > 30
    assert unwritten(named) == []
    assert written - named == set()


def test_a_test_that_nobody_wrote_is_caught() -> None:
    named = named_tests("| §3 | a | `test_guide_5_guardians.py::test_9_nowhere` |")

    assert unwritten(named) == ["test_guide_5_guardians.py::test_9_nowhere"]


def browser_tests_named(text: str) -> list[tuple[str, str]]:
    """File and title of the browser tests that a table of coverage names."""
    return re.findall(r"\| `(\w+\.spec\.ts)`: (.+) \|$", text, re.MULTILINE)


def test_the_coverage_of_the_guide_names_browser_tests_that_exist() -> None:
    named = browser_tests_named((ROOT / "docs/guide-coverage.md").read_text(encoding="utf-8"))
    specs = ROOT / "frontend/e2e"

    assert len(named) > 20
    assert [
        (file, title)
        for file, title in named
        if f"test('{title}'" not in (specs / file).read_text(encoding="utf-8")
    ] == []


def test_a_document_that_names_what_does_not_exist_is_caught() -> None:
    text = "See [it](docs/nowhere.md#part), `shared/nowhere.py`.\n\n```\nmake -s nothing\n```\n"

    assert broken_links(ROOT / "README.md", text) == ["docs/nowhere.md"]
    assert missing_paths(text) == ["shared/nowhere.py"]
    assert make_targets(text) == {"nothing"}


_MARK = re.compile(r"\b(promise|twin)\(([^)]*)\)")


def promises_shown() -> dict[str, set[str]]:
    """The promises that tests are marked to show, and those whose twins they are."""
    shown: dict[str, set[str]] = {"promise": set(), "twin": set()}
    for path in (ROOT / "tests").rglob("test_*.py"):
        for kind, names in _MARK.findall(path.read_text(encoding="utf-8")):
            shown[kind] |= set(re.findall(r'"(P\d+)"', names))
    return shown


def test_every_promise_that_is_shown_has_its_twin_and_its_row_and_no_other() -> None:
    page = (ROOT / "docs/promises.md").read_text(encoding="utf-8")
    published = re.findall(r"^\| (P\d+) \|", page, re.MULTILINE)
    shown = promises_shown()

    assert len(published) > 20
    assert shown["promise"] == shown["twin"] == set(published)
    assert published == [name for name in PROMISES if name in published]
