"""Start the local identity provider (infra/local/oidc) with the demo people and our signing key."""

import json
import os
import secrets
import shutil
from dataclasses import asdict

from infra.local.people import DEMO_PEOPLE
from infra.local.places import (
    ACCESS_TOKEN_SECONDS,
    AUDIENCE,
    LOOPBACK,
    ROOT,
    SIGNING_KEY,
    WEB_CLIENT_ID,
    WEB_DEVELOPMENT_PORTS,
    Places,
)
from infra.local.services import (
    PlatformError,
    Service,
    minimal_environment,
    start_service,
)
from infra.local.signing_key import private_jwk, signing_key

OIDC = ROOT / "infra" / "local" / "oidc"
FONT = (
    ROOT
    / "frontend/node_modules/@fontsource-variable/atkinson-hyperlegible-next/files"
    / "atkinson-hyperlegible-next-latin-wght-normal.woff2"
)


def start_identity_provider(places: Places, port: int, front_door_port: int) -> Service:
    """Start on the loopback; the web app at the front door is its one client."""
    node = shutil.which("node")
    if node is None:
        raise PlatformError("node (20 or later) is not installed: the local sign-in needs it")
    issuer = issuer_url(port)
    config = places.folder / "oidc.json"
    file = os.open(config, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(file, "w") as output:
        json.dump(_config(issuer, port, front_door_port), output)
    return start_service(
        "identity provider",
        [node, str(OIDC / "provider.mjs"), str(config)],
        url=f"{issuer}/.well-known/openid-configuration",
        env=minimal_environment(),
        cwd=places.folder,
        log=places.logs / "identity-provider.log",
    )


def issuer_url(port: int) -> str:
    return f"http://{LOOPBACK}:{port}"


def _config(issuer: str, port: int, front_door_port: int) -> dict[str, object]:
    ports = (front_door_port, *WEB_DEVELOPMENT_PORTS)
    origins = [f"http://{host}:{port}" for port in ports for host in (LOOPBACK, "localhost")]
    return {
        "issuer": issuer,
        "port": port,
        "audience": AUDIENCE,
        "access_token_seconds": ACCESS_TOKEN_SECONDS,
        "client_id": WEB_CLIENT_ID,
        "redirect_uris": [f"{origin}/connexion/retour" for origin in origins],
        "post_logout_redirect_uris": [f"{origin}/" for origin in origins],
        "web_origins": origins,
        "font": str(FONT),
        "cookie_secret": secrets.token_urlsafe(32),
        "signing_jwk": private_jwk(signing_key(SIGNING_KEY)),
        "people": [asdict(person) for person in DEMO_PEOPLE],
    }
