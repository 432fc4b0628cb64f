"""Who asks: claims read strictly, networks believed only when they can be."""

from ipaddress import ip_network
from typing import Any

import pytest

from shared.api.caller import caller_of_event
from shared.domain.errors import BadClaimsError
from shared.domain.identifiers import StaffId
from shared.domain.staff import Caller, Module
from tests.factories import BOVARY, RODIN
from tests.odd_claims import ODD_ACCESS, ODD_METHODS

NETWORKS = (ip_network("198.51.100.0/24"), ip_network("2001:db8:5::/48"))
SECRET = "origin-secret"
CLAIMS = {
    "sub": "staff-1",
    "name": "Camille Secrétaire",
    "educonnect_access": "administration:0450822X",
    "amr": "[pwd otp]",
    "exp": "4102444800",
}


def _event(
    claims: Any, source_ip: str = "203.0.113.9", headers: dict[str, str] | None = None
) -> dict[str, Any]:
    return {
        "headers": headers or {},
        "requestContext": {
            "http": {"sourceIp": source_ip},
            "authorizer": {"jwt": {"claims": claims, "scopes": None}},
        },
    }


def _caller(event: dict[str, Any]) -> Caller:
    return caller_of_event(event, NETWORKS, lambda: SECRET)


def _trusted(
    source_ip: str = "203.0.113.9", headers: dict[str, str] | None = None, amr: str = "[pwd]"
) -> bool:
    return _caller(_event(CLAIMS | {"amr": amr}, source_ip, headers)).trusted


def test_a_caller_has_the_modules_of_each_school_that_the_token_names() -> None:
    access = "administration:0450822X troubleshooting:0450801A administration:0450801A"
    assert _caller(_event(CLAIMS | {"educonnect_access": access})) == Caller(
        staff_id=StaffId("staff-1"),
        name="Camille Secrétaire",
        access={RODIN: frozenset({Module.ADMINISTRATION}), BOVARY: frozenset(Module)},
        trusted=True,
    )


def test_a_token_without_a_name_or_methods_is_read() -> None:
    claims = {"sub": "s", "educonnect_access": "troubleshooting:0450822X", "exp": "4102444800"}
    access = {RODIN: frozenset({Module.TROUBLESHOOTING})}
    assert _caller(_event(claims)) == Caller(StaffId("s"), "", access, trusted=False)


@pytest.mark.parametrize("access", ODD_ACCESS, ids=repr)
def test_an_access_claim_of_another_shape_is_refused(access: Any) -> None:
    with pytest.raises(BadClaimsError):
        _caller(_event(CLAIMS | {"educonnect_access": access}))


@pytest.mark.parametrize("amr", ODD_METHODS, ids=repr)
def test_a_methods_claim_of_another_shape_is_refused(amr: Any) -> None:
    with pytest.raises(BadClaimsError):
        _caller(_event(CLAIMS | {"amr": amr}))


@pytest.mark.parametrize("sub", [None, "", " ", "a b", "é", "a\n", "x" * 129, 1, ["a"]], ids=repr)
def test_a_subject_that_is_no_identifier_is_refused(sub: Any) -> None:
    with pytest.raises(BadClaimsError):
        _caller(_event(CLAIMS | {"sub": sub}))


@pytest.mark.parametrize("name", [None, 1, ["Camille"], "x" * 201], ids=repr)
def test_a_name_that_is_no_text_or_no_name_is_refused(name: Any) -> None:
    with pytest.raises(BadClaimsError):
        _caller(_event(CLAIMS | {"name": name}))


@pytest.mark.parametrize("exp", [None, "", 0], ids=repr)
def test_a_token_without_an_end_is_refused(exp: Any) -> None:
    with pytest.raises(BadClaimsError):
        _caller(_event(CLAIMS | {"exp": exp}))


@pytest.mark.parametrize("claims", [None, {}, [], "sub", [["sub", "staff-1"]]], ids=repr)
def test_claims_that_are_missing_or_no_mapping_are_refused(claims: Any) -> None:
    with pytest.raises(BadClaimsError):
        _caller(_event(claims))


@pytest.mark.parametrize("authorizer", [None, {}, {"jwt": None}, {"lambda": {"sub": "staff-1"}}])
def test_a_request_without_a_verified_token_is_refused(authorizer: Any) -> None:
    event = _event(CLAIMS)
    event["requestContext"]["authorizer"] = authorizer
    with pytest.raises(BadClaimsError):
        _caller(event)


@pytest.mark.parametrize(
    ("amr", "trusted"),
    [
        ("[otp]", True),
        ("[pwd otp]", True),
        ("[otp mfa]", True),
        ("[pwd]", False),
        ("[hotp]", False),
    ],
)
def test_a_one_time_password_makes_the_caller_trusted(amr: str, trusted: bool) -> None:
    assert _trusted(amr=amr) is trusted


@pytest.mark.parametrize(
    ("source_ip", "trusted"),
    [
        ("198.51.100.1", True),
        ("198.51.100.255", True),
        ("198.51.101.1", False),
        ("2001:db8:5::1", True),
        ("2001:db8:5:ffff::1", True),
        ("2001:db8:6::1", False),
        ("::ffff:198.51.100.1", False),
        ("198.51.100.1.evil.example", False),
        ("", False),
    ],
)
def test_the_administration_network_makes_the_caller_trusted(source_ip: str, trusted: bool) -> None:
    assert _trusted(source_ip) is trusted


@pytest.mark.parametrize(
    ("viewer", "trusted"),
    [
        ("198.51.100.7", True),
        ("203.0.113.7", False),
        ("2001:db8:5::7", True),
        ("2001:db8:6::7", False),
        ("198.51.100.7, 203.0.113.7", False),
        ("198.51.100.7:46532", False),
        ("unknown", False),
        (":", False),
    ],
)
def test_behind_our_cloudfront_the_viewer_is_the_caller(viewer: str, trusted: bool) -> None:
    headers = {"x-viewer-address": viewer, "x-origin-secret": SECRET}
    assert _trusted("203.0.113.9", headers) is trusted


def test_behind_our_cloudfront_the_address_of_cloudfront_itself_is_not_the_caller() -> None:
    headers = {"x-viewer-address": "203.0.113.7", "x-origin-secret": SECRET}
    assert _trusted("198.51.100.1", headers) is False


@pytest.mark.parametrize("secret", [None, "", "wrong", "origin-secre", "origin-secret ", "é"])
def test_a_viewer_address_without_the_origin_secret_is_not_believed(secret: str | None) -> None:
    headers = {"x-viewer-address": "198.51.100.7"}
    if secret is not None:
        headers["x-origin-secret"] = secret
    assert _trusted("203.0.113.9", headers) is False


def test_without_an_administration_network_no_address_is_trusted() -> None:
    event = _event(CLAIMS | {"amr": "[pwd]"}, "198.51.100.1")
    assert caller_of_event(event, (), lambda: SECRET).trusted is False
