"""What all tests share: the deployed stack, and the promises that they show."""

import os
from collections.abc import Callable, Collection, Iterator

import pytest

from infra.local.places import ROOT
from infra.local.stack import Stack
from infra.local.throwaway import throwaway_platform
from tests.promises.campaign import Found

_SHOWN = ("promise", "twin")
_LEFT_BY_ALL_OTHERS = "P9"
_ON_THE_STACK = ROOT / "tests/e2e"


@pytest.fixture(scope="session")
def stack(request: pytest.FixtureRequest) -> Iterator[Stack]:
    """The stack of template.yaml on a local AWS of the session's own: contract/ and e2e/ share it.

    EDUCONNECT_STACK, set to what `make -s stack` prints, uses a running one instead.
    """
    running = os.environ.get("EDUCONNECT_STACK")
    if running:
        yield Stack.from_json(running)
        return
    with throwaway_platform(
        "test", print, demo=False, failed=lambda: request.session.testsfailed > 0
    ) as throwaway:
        yield throwaway


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Found:
    """Tells what a test that shows a promise went through: `figure(5000, "hostile names")`."""

    def tell(count: int, what: str) -> None:
        record_property(f"figure {what}", count)

    return tell


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--promise", action="append", help="only the tests that show it, or its twin")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Write down which promise a test shows, and leave out those that show none of the asked."""
    for item in items:
        item.user_properties += [
            (mark.name, promise)
            for mark in item.iter_markers()
            if mark.name in _SHOWN
            for promise in mark.args
        ]
    asked = config.getoption("promise")
    if asked:
        kept = [item for item in items if is_asked(item, asked)]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


def is_asked(item: pytest.Item, asked: Collection[str]) -> bool:
    """Whether a test shows one of these promises, or leaves what P9 then searches for secrets."""
    if _LEFT_BY_ALL_OTHERS in asked and item.path.is_relative_to(_ON_THE_STACK):
        return True
    return any(promise in asked for _, promise in item.user_properties)
