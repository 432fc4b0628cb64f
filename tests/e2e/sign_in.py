"""Signing in at the local identity provider as the web app does: authorization code and PKCE."""

import base64
import hashlib
import re
import secrets
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx

from infra.local.people import Person
from infra.local.stack import Stack


def sign_in(stack: Stack, person: Person) -> dict[str, str]:
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
