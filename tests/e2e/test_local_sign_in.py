"""Signing in at the local identity provider as the web app does: authorization code and PKCE."""

import base64
import hashlib
import re
import secrets
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx
import jwt
import pytest

from infra.local.people import DEMO_PEOPLE, Person
from infra.local.places import AUDIENCE
from infra.local.stack import Stack

pytestmark = pytest.mark.stack


def _sign_in(stack: Stack, person: Person) -> dict[str, str]:
    """Walk through the pages as a browser would and return the tokens."""
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
    redirect_uri = f"{stack.front_door}/connexion/retour"
    with httpx.Client() as browser:
        page = browser.get(
            f"{stack.issuer}/auth",
            params={
                "client_id": "educonnect-web",
                "response_type": "code",
                "redirect_uri": redirect_uri,
                "scope": "openid profile",
                "code_challenge": challenge.decode(),
                "code_challenge_method": "S256",
                "state": "here",
            },
            follow_redirects=True,
        )
        assert person.name in unescape(page.text)
        action = re.search(r'<form method="post" action="([^"]+)"', page.text)
        assert action
        answer = browser.post(
            urljoin(str(page.url), unescape(action[1])), data={"person": person.sub}
        )
        while answer.headers["location"].startswith(stack.issuer):
            answer = browser.get(answer.headers["location"])
        back = urlsplit(answer.headers["location"])
        assert f"{back.scheme}://{back.netloc}{back.path}" == redirect_uri
        tokens = browser.post(
            f"{stack.issuer}/token",
            data={
                "grant_type": "authorization_code",
                "code": parse_qs(back.query)["code"][0],
                "redirect_uri": redirect_uri,
                "client_id": "educonnect-web",
                "code_verifier": verifier,
            },
            headers={"Origin": stack.front_door},
        )
    assert tokens.headers["access-control-allow-origin"] == stack.front_door
    return dict(tokens.json())


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
    token = _sign_in(stack, person)["access_token"]

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
    first = _sign_in(stack, DEMO_PEOPLE[0])

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
        _sign_in(stack, stranger)
