"""A local AWS of one's own without the template's functions: they run in this process."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from functions.roster_import import handler as roster_import
from infra.local.emulator import STOP_SECONDS, start_emulator
from infra.local.places import LOCAL, LOOPBACK, Places
from infra.local.services import free_port, wait_until_answering
from infra.local.stack import ADMIN_ENVIRONMENT, admin_client
from shared.adapters import aws
from shared.api import adapters
from shared.domain.identifiers import AccountId
from tests.costs.actions import ACTIONS
from tests.costs.meter import Meter
from tests.costs.school import CountedSchool, written_rosters
from tests.costs.site import Clients, provided, settle

_START_SECONDS = 60


class TickingClock:
    """A second passes each time it is read: what depends on time is the same at each count."""

    def __init__(self) -> None:
        self._at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def now(self, _zone: object = UTC) -> datetime:
        self._at += timedelta(seconds=1)
        return self._at


@contextmanager
def bare_aws(name: str) -> Iterator[dict[str, str]]:
    """An emulator with the table, buckets, queues and keys; what a process needs to reach them."""
    places = Places(LOCAL / f"{name}-{os.getpid()}")
    port = free_port()
    emulator = start_emulator(places, port)
    try:
        wait_until_answering(emulator, within_seconds=_START_SECONDS)
        address = f"http://{LOOPBACK}:{port}"
        named = provided(clients_of(address))
        yield {**named, **ADMIN_ENVIRONMENT, "AWS_ENDPOINT_URL": address}
    finally:
        emulator.stop(within_seconds=STOP_SECONDS)
        shutil.rmtree(places.folder, ignore_errors=True)


def clients_of(address: str) -> Clients:
    """Clients that nobody counts, each made once."""
    made: dict[str, Any] = {}

    def client(service: str) -> Any:
        if service not in made:
            made[service] = admin_client(service, address)
        return made[service]

    return client


def counted_school(environment: Mapping[str, str], folder: Path) -> tuple[CountedSchool, Meter]:
    """The school whose rosters lie in `folder`, and what counts each call of its functions."""
    settle(dict(environment))
    events = aws.session().get_component("event_emitter")
    client = clients_of(environment["AWS_ENDPOINT_URL"])
    return CountedSchool(client, folder), Meter(events, client("dynamodb"))


def steady(patch: Callable[[object, str, Any], None]) -> None:
    """`patch(where, name, value)` puts a clock and ids there that are the same at each count."""
    clock, numbers = TickingClock(), count(1)
    patch(adapters, "datetime", clock)
    patch(roster_import, "_now", clock.now)
    patch(roster_import, "new_account_id", lambda: AccountId(f"a{next(numbers):015x}"))
    roster_import._ports.cache_clear()  # noqa: SLF001  kept for a worker's life


def costs(pupils: int, folder: Path, patch: Callable[[object, str, Any], None]) -> dict[str, Any]:
    """What each action costs a school of so many pupils, by its name."""
    written_rosters(pupils, folder)
    found: dict[str, Any] = {}
    with bare_aws(f"costs-{pupils}") as environment:
        school, meter = counted_school(environment, folder)
        steady(patch)
        for name, act in ACTIONS.items():
            if name.startswith("external students") and not school.ids("external_students"):
                school.host_everyone()
            ledger = meter.begin()
            done = act(school)
            found[name] = {"accounts": done, **ledger.figures()}
    return found
