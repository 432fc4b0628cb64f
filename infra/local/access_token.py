"""Sign access tokens as the local identity provider does, with the same key."""

import time
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import jwt

from infra.local.places import ACCESS_TOKEN_SECONDS, AUDIENCE, SIGNING_KEY, WEB_CLIENT_ID
from infra.local.signing_key import key_id, signing_key


def access_token(
    *,
    issuer: str,
    access: str,
    amr: Sequence[str] = ("pwd", "otp"),
    name: str = "Camille Jeton",
    sub: str = "script",
    seconds: int = ACCESS_TOKEN_SECONDS,
    extra: Mapping[str, Any] | None = None,
) -> str:
    """A JWT for the API; `access` is the claim educonnect_access, `extra` claims add or replace."""
    key = signing_key(SIGNING_KEY)
    now = int(time.time())
    claims: dict[str, Any] = {
        "iss": issuer,
        "aud": AUDIENCE,
        "sub": sub,
        "client_id": WEB_CLIENT_ID,
        "scope": "openid profile",
        "jti": str(uuid.uuid4()),
        "iat": now,
        "exp": now + seconds,
        "name": name,
        "amr": list(amr),
        "educonnect_access": access,
    }
    claims.update(extra or {})
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": key_id(key), "typ": "at+jwt"})
