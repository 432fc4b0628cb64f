"""`make run`: the whole system on this machine, until Ctrl-C."""

import contextlib
import fcntl
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from types import FrameType
from typing import NoReturn

from infra.local.demo import load_whole_demo
from infra.local.demo_year import forget_half_a_year
from infra.local.emulator import STOP_SECONDS, forget_unclean_state
from infra.local.lifecycle import Platform, Ports, running_platform
from infra.local.people import DEMO_PEOPLE, DEMO_UAIS
from infra.local.places import RUN, Places
from infra.local.services import PlatformError, stop_left_behind
from infra.local.stack import Stack
from infra.local.warm_up import warm_up

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopAskedError(Exception):
    """Ctrl-C, or a polite signal."""


def main() -> None:
    try:
        port = _port(os.environ.get("PORT", ""))
        with _only_one(RUN), _stop_on_signal():
            _tidy_up(RUN)
            with running_platform(RUN, Ports.beside(port), tell, _ignore_signals) as platform:
                _serve(platform, demo=os.environ.get("DEMO") != "no")
    except StopAskedError:
        tell("Stopped.")
    except PlatformError as error:
        sys.exit(f"make run: {error}")


def tell(line: str) -> None:
    print(line, flush=True)


def _port(text: str) -> int:
    port = int(text) if text.isdecimal() else 8080 if not text else 0
    if not 1024 <= port <= 65532:  # noqa: PLR2004  three more ports follow
        raise PlatformError(f"PORT={text!r}: a number from 1024 to 65532")
    return port


@contextmanager
def _only_one(places: Places) -> Iterator[None]:
    places.folder.mkdir(parents=True, exist_ok=True)
    with places.lock.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PlatformError("it is already running from this folder") from None
        yield


@contextmanager
def _stop_on_signal() -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> NoReturn:
        _ignore_signals()
        raise StopAskedError

    for number in SIGNALS:
        signal.signal(number, stop)
    yield


def _ignore_signals() -> None:
    """From the first request to stop on: a second one must not cut the saving of the state."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _tidy_up(places: Places) -> None:
    for name in stop_left_behind(places.services, within_seconds=STOP_SECONDS):
        tell(f"Ended the {name} that an earlier run left behind.")
    forget_half_a_year(places)
    if forget_unclean_state(places):
        tell("The last run was cut short: the demo starts afresh.")


def _serve(platform: Platform, *, demo: bool) -> None:
    if demo and not RUN.loaded.exists():
        load_whole_demo(platform.stack, RUN, tell)
    tell(_what_to_do(platform.stack))
    Thread(target=_warm_up, args=(platform.stack,), daemon=True).start()
    while (fallen := platform.fallen()) is None:
        time.sleep(1)
    raise PlatformError(f"{fallen.name} has ended by itself; its log: {fallen.log}")


def _warm_up(stack: Stack) -> None:
    with contextlib.suppress(OSError):  # stopped meanwhile: nobody waits for it
        warm_up(stack)


def _what_to_do(stack: Stack) -> str:
    uai = DEMO_UAIS[-1]
    people = "\n".join(f"    {person.name} — {person.post}" for person in DEMO_PEOPLE)
    return f"""
Administration des comptes ÉduConnect — démonstration

  Ouvrir       {stack.front_door}/
  API          {stack.api}/
  Connexion    {stack.issuer}/ (fournisseur d’identité local), en tant que :
{people}

  Par script :
    TOKEN=$(make -s token ROLE=administration)
    curl -H "Authorization: Bearer $TOKEN" {stack.api}/me
    curl -H "Authorization: Bearer $TOKEN" {stack.api}/schools/{uai}

  Journaux     {stack.logs}
  Arrêter      Ctrl-C (les données restent dans .local/)
"""


if __name__ == "__main__":
    main()
