"""Which addresses of the internet are public: those that are known to be, and no other."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_network

_UNICAST = IPv6Network("2000::/3")
"""All that has been given out for the public internet lies in it."""

_SPECIAL = tuple(
    ip_network(each)
    for each in (
        "192.88.99.0/24",  # relays of 6to4
        "2001::/23",  # Teredo, ORCHID and other protocols
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: any IPv4 address lies in it
        "3fff::/20",  # documentation
    )
)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether a server of the public internet can have this address.

    `is_global` alone takes multicast, 6to4 and NAT64 for public.
    """
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, IPv6Address) and address not in _UNICAST:
        return False
    return not any(address.version == each.version and address in each for each in _SPECIAL)
