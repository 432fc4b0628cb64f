"""From a name to the places it stands for, and to a connection: nowhere but the public internet."""

import socket
import threading
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address

from shared.domain.public_network import is_public

Ip = IPv4Address | IPv6Address
Resolve = Callable[[str, float], list[Ip]]
"""`resolve(name, seconds)`: every address of a name, none when it has none in time."""
Connect = Callable[[str, Ip, float], socket.socket]
"""`connect(name, ip, seconds)`: a connection to that very address, port 443."""

PORT = 443


class NotPublicError(Exception):
    """Some address of a name is not of the public internet."""


def public_place(name: str, resolve: Resolve, within: float) -> Ip:
    """One address of a name, all of them being public.

    A name with one address outside is refused: which of them a second look would give is
    anybody's guess.

    Raises:
        socket.gaierror: when the name has no address.
        NotPublicError: when one of them is not public.
    """
    found = resolve(name, within)
    if not found:
        raise socket.gaierror(socket.EAI_NONAME, "no address")
    if not all(is_public(ip) for ip in found):
        raise NotPublicError
    return found[0]


def resolve_by_system(name: str, within: float) -> list[Ip]:
    """What the system's resolver says, which may hang for longer than we wait.

    Raises:
        TimeoutError: when it has said nothing in time.
        socket.gaierror: when the name is unknown.
    """
    found: list[Ip] = []
    errors: list[OSError] = []

    def look_up() -> None:
        try:
            answers = socket.getaddrinfo(name, PORT, type=socket.SOCK_STREAM)
        except OSError as error:
            errors.append(error)
        else:
            found.extend(dict.fromkeys(ip_address(each[4][0]) for each in answers))

    looking = threading.Thread(target=look_up, daemon=True)
    looking.start()
    looking.join(within)
    if looking.is_alive():
        raise TimeoutError
    if errors:
        raise errors[0]
    return found


def connect_to(_name: str, ip: Ip, within: float) -> socket.socket:
    """A connection to this address and no other: the name is not looked up again."""
    return socket.create_connection((str(ip), PORT), timeout=within)
