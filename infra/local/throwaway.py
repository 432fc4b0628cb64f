"""A platform of one's own for some tests or measures: free ports, data removed after."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

from infra.local.demo import load_whole_demo
from infra.local.lifecycle import Ports, Tell, running_platform
from infra.local.places import LOCAL, Places
from infra.local.services import free_port
from infra.local.stack import Stack


@contextmanager
def throwaway_platform(
    name: str, tell: Tell, *, demo: bool, failed: Callable[[], bool] = lambda: False
) -> Iterator[Stack]:
    """The stack, in a folder of this process's own; its logs stay when something has failed."""
    places = Places(LOCAL / f"{name}-{os.getpid()}")
    ports = Ports(free_port(), free_port(), free_port(), free_port())
    keep_logs = True
    try:
        with running_platform(places, ports, tell) as platform:
            if demo:
                load_whole_demo(platform.stack, places, tell)
            yield platform.stack
        keep_logs = failed()
    finally:
        _forget(places.folder, keep_logs=keep_logs)


def stop_politely() -> None:
    """From here on a request to end unwinds the program, so that what it started is stopped."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def _forget(folder: Path, *, keep_logs: bool) -> None:
    if not folder.exists():  # it could not even start
        return
    for path in folder.iterdir():
        if path.is_dir() and not (keep_logs and path.name == "logs"):
            shutil.rmtree(path)
    if not keep_logs:
        shutil.rmtree(folder)
