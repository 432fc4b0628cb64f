"""What the code promises of itself: every error has its status, every access its number."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from shared.api.problems import STATUS_OF
from shared.domain import errors
from shared.domain.errors import DomainError

ROOT = Path(__file__).parents[2]
DATA_MODEL = ROOT / "docs" / "data-model.md"
_NUMBER = re.compile(r"AP-(\d{2,3}): \S")
_ROW = re.compile(r"^\|\s*`?AP-(\d{2,3})`?\s*\|", re.MULTILINE)


def _subclasses(base: type[DomainError]) -> Iterator[type[DomainError]]:
    for each in base.__subclasses__():
        yield each
        yield from _subclasses(each)


def _repository_methods() -> dict[str, str]:
    """The docstring of each public method of a repository, by `Class.method`."""
    return {
        f"{node.name}.{method.name}": ast.get_docstring(method) or ""
        for path in sorted((ROOT / "shared/adapters/dynamodb").glob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and node.name.endswith("Repository")
        for method in node.body
        if isinstance(method, ast.FunctionDef) and not method.name.startswith("_")
    }


def _numbers_in_code() -> list[str]:
    """Every access pattern that a docstring of the adapters opens with."""
    paths = sorted((ROOT / "shared/adapters").rglob("*.py"))
    return [
        match[1]
        for path in paths
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and (match := _NUMBER.match(ast.get_docstring(node) or ""))
    ]


def test_every_refusal_of_the_domain_has_a_status_of_a_refusal() -> None:
    assert set(STATUS_OF) == set(_subclasses(DomainError))
    assert [code for code in STATUS_OF.values() if not 400 <= code < 500] == []


def test_every_refusal_has_a_code_of_its_own_and_a_sentence_in_french() -> None:
    kinds = list(_subclasses(DomainError))
    codes = Counter(kind.code for kind in kinds)
    assert [code for code, times in codes.items() if times > 1] == []
    assert [code for code in codes if not re.fullmatch(r"[a-z]+(_[a-z]+)*", code)] == []
    assert [kind.code for kind in kinds if not kind.message.endswith(".")] == []


def test_refusals_stand_in_one_module() -> None:
    elsewhere = [kind for kind in _subclasses(DomainError) if kind.__module__ != errors.__name__]
    assert elsewhere == []


def test_every_repository_method_opens_with_the_number_of_its_access_pattern() -> None:
    methods = _repository_methods()
    assert methods
    assert [name for name, text in methods.items() if not _NUMBER.match(text)] == []


def test_no_access_pattern_is_numbered_twice() -> None:
    numbers = Counter(_numbers_in_code())
    assert [number for number, times in numbers.items() if times > 1] == []


def test_the_data_model_has_exactly_the_access_patterns_of_the_code() -> None:
    documented = _ROW.findall(DATA_MODEL.read_text(encoding="utf-8"))
    assert sorted(documented) == sorted(_numbers_in_code())
