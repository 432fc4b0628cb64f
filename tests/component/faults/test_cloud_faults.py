"""P20: whatever an operation of AWS answers, or does not, nothing is lost and nothing is silent."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
from botocore.config import Config

from shared.adapters import aws
from shared.adapters.bus.provider_bus import EventBridgeProviderBus
from shared.adapters.dynamodb.operations import OperationRepository
from shared.adapters.dynamodb.table import Item, Table, key
from shared.adapters.queue.night_queue import SqsNightQueue
from shared.domain.errors import ConcurrentChangeError
from shared.domain.identifiers import Uai
from shared.domain.provider_events import ProviderEvent
from tests.component.faults.cloud import Cloud
from tests.component.faults.faults import FAULTS, Fault
from tests.component.faults.grid import CELLS, JOURNEYS, Cell, sample
from tests.component.faults.proxy import Plan
from tests.component.faults.walks import ENOUGH, begun, undisturbed
from tests.promises.campaign import Found, at_size

_WHILE_IT_LASTS = 6
"""Deliveries while a fault that stays is there."""
_CONFIGURATIONS = ("_PATIENCE", "_LARGE_OBJECTS", "_ONCE", "_SOMEONE_WAITS")


def lost(cloud: Cloud, name: str, plan: Plan) -> list[str]:
    """What is wrong with a journey on which something went wrong, once it is over and mended."""
    journey = begun(cloud, name, plan)
    journey.go(ENOUGH if plan.times else _WHILE_IT_LASTS)
    assert cloud.proxy.spoiled, "the fault was never met"
    cloud.proxy.lift()
    if not journey.ended():
        if not cloud.told:
            return ["not ended, and nobody was told"]
        journey.mend()
        if not journey.ended():
            return ["mended, and not ended"]
    return journey.wrong()


def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clients wait a moment for an answer, not five seconds."""
    for name in _CONFIGURATIONS:
        shorter = getattr(aws, name).merge(Config(read_timeout=0.3))
        monkeypatch.setattr(aws, name, shorter)


@pytest.mark.promise("P20")
@pytest.mark.parametrize("cell", at_size(full=CELLS, quick=sample()), ids=str)
def test_a_fault_of_the_cloud_loses_nothing_and_is_not_silent(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch, figure: Found, cell: Cell
) -> None:
    name, plan = cell.planned({each: undisturbed(cloud, each) for each in JOURNEYS})
    if cell.fault is Fault.TIMED_OUT:
        impatient(monkeypatch)

    assert (name, lost(cloud, name, plan)) == (name, [])

    figure(1, "faults of the cloud")


@pytest.mark.promise("P20")
def test_every_call_of_the_journeys_is_in_the_grid(cloud: Cloud, figure: Found) -> None:
    made = {call for each in JOURNEYS for call in undisturbed(cloud, each)}

    assert made == set(FAULTS)
    assert {cell.operation for cell in sample()} == made
    assert {cell.fault for cell in sample()} == set(Fault)
    figure(len(made), "operations of AWS")


def _all_that_came(
    table: Table, keys: Iterable[tuple[str, str]], *, strong: bool = True
) -> Iterator[Item]:
    """The naive way: what DynamoDB had no time to read is not asked for again."""
    wanted = {"Keys": [key(pk, sk) for pk, sk in keys], "ConsistentRead": strong}
    answer = table._client.batch_get_item(RequestItems={table.name: wanted})  # type: ignore[dict-item]  # noqa: SLF001  stands in for a method
    yield from answer["Responses"].get(table.name, [])


def _all_sent(send: Any) -> Any:
    """The naive way: a call that succeeded has taken everything."""

    def sent(queue: SqsNightQueue, uais: Sequence[Uai], *, asked_at: datetime) -> list[Uai]:
        send(queue, uais, asked_at=asked_at)
        return []

    return sent


def _all_taken(send: Any) -> Any:
    """The naive way, same."""

    def taken(bus: EventBridgeProviderBus, events: Sequence[ProviderEvent]) -> list[str]:
        send(bus, events)
        return [event.event_id for event in events]

    return taken


def _done_by_another(write_slice: Any) -> Any:
    """The naive way: who was in the way has done the work."""

    def written(*slice_of_an_operation: Any) -> None:
        with suppress(ConcurrentChangeError):
            write_slice(*slice_of_an_operation)

    return written


_TWINS = {
    "keys that were not read": (
        (Table, "get_many", lambda _: _all_that_came),
        ("students notified", Plan("dynamodb:BatchGetItem", Fault.HALF_DONE, 1, 1)),
    ),
    "messages that were not taken": (
        (SqsNightQueue, "send", _all_sent),
        ("a night", Plan("sqs:SendMessageBatch", Fault.HALF_DONE, 1, 1)),
    ),
    "events that were not taken": (
        (EventBridgeProviderBus, "send", _all_taken),
        ("a night", Plan("events:PutEvents", Fault.HALF_DONE, 1, 1)),
    ),
    "a conflict taken for another's work": (
        (OperationRepository, "write_slice", _done_by_another),
        ("students notified", Plan("dynamodb:TransactWriteItems", Fault.CONFLICT, 2, 1)),
    ),
}


@pytest.mark.twin("P20")
@pytest.mark.parametrize("name", _TWINS)
def test_the_naive_way_is_seen_to_lose_something(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (where, method, naively), (journey, plan) = _TWINS[name]
    undisturbed(cloud, journey)
    assert lost(cloud, journey, plan) == []

    monkeypatch.setattr(where, method, naively(getattr(where, method)))

    assert lost(cloud, journey, plan)
