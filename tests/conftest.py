"""Fixtures for tests that need the deployed stack: contract/ and e2e/ share one per session."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.lifecycle import Ports, running_platform
from infra.local.places import LOCAL, Places
from infra.local.services import free_port
from infra.local.stack import Stack


@pytest.fixture(scope="session")
def stack(request: pytest.FixtureRequest) -> Iterator[Stack]:
    """The stack of template.yaml on a local AWS of the session's own.

    EDUCONNECT_STACK, set to what `make -s stack` prints, uses a running one instead.
    """
    running = os.environ.get("EDUCONNECT_STACK")
    if running:
        yield Stack.from_json(running)
        return
    places = Places(LOCAL / f"test-{os.getpid()}")
    ports = Ports(free_port(), free_port(), free_port(), free_port())
    with running_platform(places, ports, print) as platform:
        yield platform.stack
    _forget(places.folder, keep_logs=request.session.testsfailed > 0)


def _forget(folder: Path, *, keep_logs: bool) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not (keep_logs and path.name == "logs"):
            shutil.rmtree(path)
    if not keep_logs:
        shutil.rmtree(folder)
