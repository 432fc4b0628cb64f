"""`make token`: what the words of the command line become."""

import jwt
import pytest

from infra.local.access_token import access_token
from infra.local.bearer_token import access_for
from infra.local.people import DEMO_PEOPLE, DEMO_UAIS
from infra.local.places import SIGNING_KEY
from infra.local.services import PlatformError
from infra.local.signing_key import private_jwk, signing_key

ISSUER = "http://127.0.0.1:8081"


def test_a_token_bears_the_claims_the_authorizer_and_the_functions_read() -> None:
    token = access_token(issuer=ISSUER, access="administration:0450822Z", amr=("pwd",), seconds=60)

    key = signing_key(SIGNING_KEY).public_key()
    claims = jwt.decode(
        token, key, algorithms=["RS256"], audience="educonnect-administration", issuer=ISSUER
    )

    assert claims.pop("exp") - claims.pop("iat") == 60
    assert claims.pop("jti")
    assert claims == {
        "iss": ISSUER,
        "aud": "educonnect-administration",
        "sub": "script",
        "client_id": "educonnect-web",
        "scope": "openid profile",
        "name": "Camille Jeton",
        "amr": ["pwd"],
        "educonnect_access": "administration:0450822Z",
    }


def test_a_token_names_the_key_the_identity_provider_publishes() -> None:
    header = jwt.get_unverified_header(access_token(issuer=ISSUER, access=""))

    assert header == {
        "alg": "RS256",
        "kid": private_jwk(signing_key(SIGNING_KEY))["kid"],
        "typ": "at+jwt",
    }


def test_extra_claims_replace_the_usual_ones() -> None:
    token = access_token(issuer=ISSUER, access="", extra={"amr": "pwd", "aud": "elsewhere"})

    claims = jwt.decode(token, options={"verify_signature": False})

    assert (claims["amr"], claims["aud"]) == ("pwd", "elsewhere")


def test_without_uai_the_token_opens_every_demo_school() -> None:
    everywhere = " ".join(f"troubleshooting:{uai}" for uai in DEMO_UAIS)

    assert len(DEMO_UAIS) == 4
    assert access_for("troubleshooting", "") == everywhere


@pytest.mark.parametrize("uais", ["0750001B,0450822Z", "0750001B 0450822Z", "0750001B, 0450822Z"])
def test_several_uais_may_be_asked_for(uais: str) -> None:
    assert access_for("administration", uais) == "administration:0750001B administration:0450822Z"


@pytest.mark.parametrize(
    ("role", "uais", "message"),
    [
        ("head", "", "ROLE='head': say ROLE=administration or ROLE=troubleshooting"),
        ("", "", "ROLE='': say ROLE=administration or ROLE=troubleshooting"),
        ("administration", "45", "UAI='45': a UAI is seven digits and a capital letter"),
    ],
)
def test_an_unknown_role_or_uai_is_refused(role: str, uais: str, message: str) -> None:
    with pytest.raises(PlatformError) as refusal:
        access_for(role, uais)

    assert str(refusal.value) == message


def test_the_demo_people_cover_both_modules_and_every_school() -> None:
    vocational, second_college, college, lycee = DEMO_UAIS

    assert [person.access for person in DEMO_PEOPLE] == [
        f"administration:{college} administration:{lycee}",
        f"administration:{vocational} administration:{second_college}",
        f"administration:{lycee}",
        f"administration:{college}",
        f"troubleshooting:{lycee}",
    ]
    assert len({person.sub for person in DEMO_PEOPLE}) == 5
