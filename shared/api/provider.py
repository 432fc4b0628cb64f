"""Telling the identity provider, for the functions that may."""

from shared.adapters.bus.provider_bus import EventBridgeProviderBus
from shared.adapters.dynamodb.provider_events import ProviderEventRepository
from shared.api.adapters import table
from shared.config import provider_config
from shared.domain.identifiers import Uai
from shared.usecases.tell_provider import tell_provider


def tell_provider_of(uai: Uai) -> int:
    """Tell all that waits of a school's accounts; how many events."""
    bus = EventBridgeProviderBus(provider_config().provider_bus_name)
    return tell_provider(ProviderEventRepository(table()), bus, uai)
