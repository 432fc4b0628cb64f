"""The bus on which the identity provider hears of us (docs/identity-provider.md)."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_events.type_defs import PutEventsRequestEntryTypeDef

from shared.adapters.aws import events_client
from shared.domain.provider_events import ProviderEvent

SOURCE = "educonnect.administration"
_AT_ONCE = 10


class EventBridgeProviderBus:
    """Puts our events beside the provider's own; their `source` tells them apart."""

    def __init__(self, bus_name: str, client: "EventBridgeClient | None" = None) -> None:
        self._bus_name = bus_name
        self._client = client or events_client()

    def send(self, events: Sequence[ProviderEvent]) -> list[str]:
        """The ids of the events that the bus has taken."""
        taken: list[str] = []
        for start in range(0, len(events), _AT_ONCE):
            batch = events[start : start + _AT_ONCE]
            answer = self._client.put_events(Entries=[self._entry(event) for event in batch])
            taken += [
                event.event_id
                for event, result in zip(batch, answer["Entries"], strict=True)
                if "ErrorCode" not in result
            ]
        return taken

    def _entry(self, event: ProviderEvent) -> "PutEventsRequestEntryTypeDef":
        detail = {
            "event_id": event.event_id,
            "occurred_at": event.occurred_at.isoformat(),
            "account_id": event.account_id,
            "username": event.username,
        }
        if event.former_username:
            detail["former_username"] = event.former_username
        return {
            "EventBusName": self._bus_name,
            "Source": SOURCE,
            "DetailType": event.kind,
            "Detail": json.dumps(detail),
        }
