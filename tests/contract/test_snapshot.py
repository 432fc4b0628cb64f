"""A function's snapshot, which many workers start from, holds nothing that should differ or end.

SnapStart keeps what importing the handler left in memory (docs/decisions/0018-cold-start.md).
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.places import ROOT
from tests.layers import FUNCTIONS, environment
from tests.template import template

_OF_ONE_WORKER = {
    *("uuid", "uuid1", "uuid4", "urandom", "token_bytes", "token_hex", "token_urlsafe"),
    *("choice", "randbytes", "randint", "Random", "SystemRandom"),
    *("now", "utcnow", "today", "time", "monotonic"),
    *("secret_value", "client", "create_client"),
}
_FORBID_SOCKETS = """
import socket, sys
def refused(*_args, **_kwargs):
    raise AssertionError("a socket is opened while the function is loaded")
socket.socket.connect = refused
socket.create_connection = refused
socket.getaddrinfo = refused
import functions.{function}.handler
import boto3
assert boto3.DEFAULT_SESSION is None
"""


def run_when_imported(tree: ast.AST) -> Iterator[ast.Call]:
    """The calls of a module, and of its classes' bodies, that importing it makes."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for each in (*node.args.defaults, *node.args.kw_defaults):
                if each is not None:
                    yield from run_when_imported(ast.Expression(each))
            continue
        if isinstance(node, ast.Call):
            yield node
        yield from run_when_imported(node)


def forbidden(source: str) -> list[str]:
    """What a module draws, reads the clock for, or asks of AWS, when it is imported."""
    calls = run_when_imported(ast.parse(source))
    return sorted(_OF_ONE_WORKER.intersection(map(_name, calls)))


def _name(call: ast.Call) -> str:
    called = call.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return "time of day" if name == "time" and call.args else name


def test_importing_draws_nothing_asks_no_clock_and_makes_no_client() -> None:
    sources = [*ROOT.glob("shared/**/*.py"), *ROOT.glob("functions/**/*.py")]

    assert len(sources) > 100
    found = {
        str(path.relative_to(ROOT)): names
        for path in sources
        if (names := forbidden(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_what_is_drawn_at_import_is_caught() -> None:
    assert forbidden("import uuid\nID = uuid.uuid4()\n") == ["uuid4"]
    assert forbidden("class A:\n    at = datetime.now(UTC)\n") == ["now"]
    assert forbidden("def f(at=time.monotonic()):\n    pass\n") == ["monotonic"]
    assert forbidden("AT = time.time()\nHOUR = time(4, 0)\n") == ["time"]
    assert forbidden("def f():\n    return uuid.uuid4()\n") == []


@pytest.mark.parametrize("function", FUNCTIONS)
def test_loading_a_function_reaches_nothing(function: str) -> None:
    subprocess.run(  # noqa: S603  our own modules, in an interpreter of their own
        [sys.executable, "-c", _FORBID_SOCKETS.format(function=function)],
        cwd=Path(ROOT),
        env=environment(),
        capture_output=True,
        check=True,
    )


def test_whatever_calls_a_function_calls_its_published_version() -> None:
    resources = template()["Resources"]
    functions = {
        name for name, each in resources.items() if each["Type"] == "AWS::Serverless::Function"
    }
    called = {
        name: target
        for name, each in resources.items()
        for target in (
            each.get("Properties", {}).get("IntegrationUri"),
            each.get("Properties", {}).get("FunctionName"),
        )
        if target is not None and each["Type"] != "AWS::Serverless::Function"
    }

    assert len(functions) == len(FUNCTIONS)
    assert len(called) > 2 * 14
    aliases = {f"{function}.Alias" for function in functions}
    assert {name for name, target in called.items() if target.get("Ref") not in aliases} == set()
    globals_ = template()["Globals"]["Function"]
    assert globals_["AutoPublishAlias"] == "live"
    assert globals_["SnapStart"] == {"ApplyOn": {"Ref": "SnapStartOn"}}
    assert template()["Parameters"]["SnapStartOn"]["Default"] == "PublishedVersions"
