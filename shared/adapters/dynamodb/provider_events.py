"""What the identity provider has yet to be told: written with what it is about, then deleted."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import Item, Table, key
from shared.domain.identifiers import AccountId, Uai
from shared.domain.provider_events import ProviderEvent, ProviderEventKind


class ProviderEventRepository:
    """An event stays until the bus has it: a run that is cut leaves it to the next one."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def waiting(self, uai: Uai) -> list[ProviderEvent]:
        """AP-96: what is still to be told of a school's accounts, oldest first."""
        return [_event(item) for item in self._table.query(keys.provider_events(uai))]

    def told(self, uai: Uai, event_ids: Iterable[str]) -> None:
        """AP-97: the bus has these."""
        for event_id in event_ids:
            self._table.delete(keys.provider_events(uai), event_id)

    def schools_waiting(self, *, before: datetime) -> Iterator[Uai]:
        """AP-98: the schools of the country with an event older than `before`, each once."""
        seen = set()
        for item in self._table.query_due(keys.DUE_PROVIDER_EVENT, before.isoformat()):
            uai = Uai(item["PK"]["S"].partition("#")[0])
            if uai not in seen:
                seen.add(uai)
                yield uai


def put_event(uai: Uai, event: ProviderEvent) -> dict[str, Any]:
    """In the transaction of what the event tells: neither is without the other."""
    item: Item = key(keys.provider_events(uai), event.event_id) | {
        "kind": {"S": event.kind},
        "at": {"S": event.occurred_at.isoformat()},
        "account_id": {"S": event.account_id},
        "username": {"S": event.username},
        "due_kind": {"S": keys.DUE_PROVIDER_EVENT},
        "due_at": {"S": event.occurred_at.isoformat()},
    }
    if event.former_username:
        item["former_username"] = {"S": event.former_username}
    return {"Put": {"Item": item}}


def _event(item: Item) -> ProviderEvent:
    former = item.get("former_username")
    return ProviderEvent(
        event_id=item["SK"]["S"],
        kind=ProviderEventKind(item["kind"]["S"]),
        occurred_at=datetime.fromisoformat(item["at"]["S"]),
        account_id=AccountId(item["account_id"]["S"]),
        username=item["username"]["S"],
        former_username=former["S"] if former else None,
    )
