"""Telling the identity provider what was done to accounts, each thing once at least."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from shared.domain.identifiers import Uai
from shared.domain.provider_events import ProviderEvent


class ProviderNotToldError(Exception):
    """The bus has not taken everything; trying again is safe."""


class WaitingEvents(Protocol):
    """What is still to be told of a school's accounts."""

    def waiting(self, uai: Uai) -> list[ProviderEvent]: ...
    def told(self, uai: Uai, event_ids: Iterable[str]) -> None: ...


class Bus(Protocol):
    """Takes events; answers with the ids of those it has."""

    def send(self, events: Sequence[ProviderEvent]) -> list[str]: ...


def tell_provider(events: WaitingEvents, bus: Bus, uai: Uai) -> int:
    """Tell all that waits, oldest first; how many events.

    Cut between the bus and the table, an event is told again under the same id.

    Raises:
        ProviderNotToldError: when the bus has not taken every event; the others are told.
    """
    waiting = events.waiting(uai)
    taken = bus.send(waiting) if waiting else []
    events.told(uai, taken)
    if len(taken) < len(waiting):
        raise ProviderNotToldError
    return len(taken)
