"""Who asks: the claims of a token that API Gateway has already verified."""

import re
from collections.abc import Callable, Mapping, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address
from secrets import compare_digest
from typing import Any, cast

from shared.domain.errors import BadClaimsError
from shared.domain.identifiers import StaffId, Uai
from shared.domain.staff import Caller, Module

_ACCESS = re.compile(r"(administration|troubleshooting):(\d{7}[A-Z])", re.ASCII)
_METHODS = re.compile(r"\[[a-z0-9_.-]+(?: [a-z0-9_.-]+)*\]", re.ASCII)
_SUBJECT = re.compile(r"[\x21-\x7e]{1,128}")
_LONGEST_NAME = 200

Network = IPv4Network | IPv6Network


def caller_of_event(
    event: Mapping[str, Any], networks: Sequence[Network], origin_secret: Callable[[], str]
) -> Caller:
    """The caller of an API Gateway HTTP API event (payload 2.0).

    `educonnect_access` is a space-separated string of `<module>:<uai>`; `amr`, an array, which
    API Gateway hands over as the string `[a b]`. Any other shape is refused, never guessed.
    API Gateway judges `exp` when there is one; a token without an end would open for ever.

    Raises:
        BadClaimsError: when a claim is missing or of another shape.
    """
    claims = _claims(event)
    subject = claims.get("sub")
    if not isinstance(subject, str) or not _SUBJECT.fullmatch(subject):
        raise BadClaimsError
    name = claims.get("name", "")
    if not isinstance(name, str) or len(name) > _LONGEST_NAME:
        raise BadClaimsError
    if not claims.get("exp"):
        raise BadClaimsError
    second_factor = "otp" in _methods(claims.get("amr"))
    return Caller(
        staff_id=StaffId(subject),
        name=name,
        access=_access(claims.get("educonnect_access")),
        trusted=second_factor or _inside(networks, event, origin_secret),
    )


def _claims(event: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Any = event["requestContext"]
    for name in ("authorizer", "jwt", "claims"):
        found = found.get(name)
        if not isinstance(found, Mapping):
            raise BadClaimsError
    return cast(Mapping[str, Any], found)


def _access(claim: object) -> dict[Uai, frozenset[Module]]:
    if not isinstance(claim, str) or not claim:
        raise BadClaimsError
    access: dict[Uai, frozenset[Module]] = {}
    for entry in claim.split(" "):
        match = _ACCESS.fullmatch(entry)
        if match is None:
            raise BadClaimsError
        uai = Uai(match[2])
        access[uai] = access.get(uai, frozenset()) | {Module(match[1])}
    return access


def _methods(claim: object) -> frozenset[str]:
    if claim is None:
        return frozenset()
    if not isinstance(claim, str) or not _METHODS.fullmatch(claim):
        raise BadClaimsError
    return frozenset(claim[1:-1].split(" "))


def _inside(
    networks: Sequence[Network], event: Mapping[str, Any], origin_secret: Callable[[], str]
) -> bool:
    """Whether the caller's address is in an administration network."""
    if not networks:
        return False
    try:
        address = ip_address(_address(event, origin_secret))
    except ValueError:
        return False
    return any(address in network for network in networks if network.version == address.version)


def _address(event: Mapping[str, Any], origin_secret: Callable[[], str]) -> str:
    """The caller's address, from CloudFront only when it proves that it is our CloudFront.

    Ours writes x-viewer-address itself, over what the viewer may have sent under that name.
    """
    headers = event.get("headers") or {}
    viewer = headers.get("x-viewer-address")
    if viewer and compare_digest(
        headers.get("x-origin-secret", "").encode(), origin_secret().encode()
    ):
        return str(viewer)
    return str(event["requestContext"]["http"]["sourceIp"])
