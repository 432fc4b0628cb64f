"""Signing in at the local identity provider as the web app does."""

import httpx
import jwt
import pytest

from infra.local.people import DEMO_PEOPLE, Person
from infra.local.places import AUDIENCE
from infra.local.stack import Stack
from tests.e2e.sign_in import sign_in

pytestmark = pytest.mark.stack


def _renew(stack: Stack, refresh_token: str) -> httpx.Response:
    return httpx.post(
        f"{stack.issuer}/token",
        data={
            "grant_type": "refresh_token",
            "refresh_token": refresh_token,
            "client_id": "educonnect-web",
        },
        headers={"Origin": stack.front_door},
    )


@pytest.mark.parametrize("person", DEMO_PEOPLE, ids=lambda person: person.sub)
def test_every_demo_person_gets_an_access_token_that_opens_the_api(
    stack: Stack, person: Person
) -> None:
    token = sign_in(stack, person)["access_token"]

    claims = jwt.decode(token, options={"verify_signature": False})
    answer = httpx.get(f"{stack.api}/me", headers={"Authorization": f"Bearer {token}"}, timeout=30)

    assert {name: claims[name] for name in ("aud", "sub", "name", "amr", "educonnect_access")} == {
        "aud": AUDIENCE,
        "sub": person.sub,
        "name": person.name,
        "amr": list(person.amr),
        "educonnect_access": person.access,
    }
    assert answer.status_code == 200


def test_a_session_is_renewed_without_a_page_and_each_refresh_token_serves_once(
    stack: Stack,
) -> None:
    first = sign_in(stack, DEMO_PEOPLE[0])

    renewed = _renew(stack, first["refresh_token"])

    again = renewed.json()
    assert renewed.headers["access-control-allow-origin"] == stack.front_door
    assert again["refresh_token"] != first["refresh_token"]
    claims = [
        jwt.decode(each["access_token"], options={"verify_signature": False})
        for each in (first, again)
    ]
    assert [each["educonnect_access"] for each in claims] == [DEMO_PEOPLE[0].access] * 2
    me = httpx.get(
        f"{stack.api}/me", headers={"Authorization": f"Bearer {again['access_token']}"}, timeout=30
    )
    assert me.status_code == 200
    assert _renew(stack, first["refresh_token"]).json()["error"] == "invalid_grant"
    assert _renew(stack, again["refresh_token"]).json()["error"] == "invalid_grant", (
        "someone else had the first: what came of it ends too"
    )


def test_a_script_token_is_signed_by_the_key_the_identity_provider_publishes(stack: Stack) -> None:
    keys = jwt.PyJWKClient(f"{stack.issuer}/jwks")
    token = stack.token("administration:0450822Z")

    claims = jwt.decode(
        token, keys.get_signing_key_from_jwt(token), algorithms=["RS256"], audience=AUDIENCE
    )

    assert claims["iss"] == stack.issuer


def test_a_person_who_is_not_on_the_list_is_refused(stack: Stack) -> None:
    stranger = Person(sub="stranger", name=DEMO_PEOPLE[0].name, post="", access="")

    with pytest.raises(KeyError, match="location"):
        sign_in(stack, stranger)
