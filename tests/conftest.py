"""Fixtures for tests that need the deployed stack: contract/ and e2e/ share one per session."""

import os
from collections.abc import Iterator

import pytest

from infra.local.stack import Stack
from infra.local.throwaway import throwaway_platform


@pytest.fixture(scope="session")
def stack(request: pytest.FixtureRequest) -> Iterator[Stack]:
    """The stack of template.yaml on a local AWS of the session's own.

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
