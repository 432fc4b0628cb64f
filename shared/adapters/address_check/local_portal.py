"""The names that the one-machine stack serves itself, so that a school can be shown verifying.

Given no port, as everywhere but on one machine, this changes nothing: those names are not public.
"""

import socket
from ipaddress import ip_address

from shared.adapters.address_check.places import (
    Connect,
    Ip,
    Resolve,
    connect_to,
    resolve_by_system,
)

_SUFFIX = ".educonnect.test"
_STAND_IN = ip_address("93.184.215.14")
"""A public address that nobody connects to: such a name is taken to the loopback instead."""


def places_of(port: int) -> tuple[Resolve, Connect]:
    """How to resolve and connect; on one machine, names of the demonstration go to `port`."""
    if not port:
        return resolve_by_system, connect_to

    def resolve(name: str, within: float) -> list[Ip]:
        return [_STAND_IN] if name.endswith(_SUFFIX) else resolve_by_system(name, within)

    def connect(name: str, ip: Ip, within: float) -> socket.socket:
        if name.endswith(_SUFFIX):
            return socket.create_connection(("127.0.0.1", port), timeout=within)
        return connect_to(name, ip, within)

    return resolve, connect
