"""Every kind of token that must open nothing, as the request that bears it."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from infra.local.places import AUDIENCE, WEB_CLIENT_ID
from tests.e2e.forgery import Forger, es256, hs256, jws, rs256, text_of

HOUR = 3600


@dataclass(frozen=True)
class Bearing:
    """Where a request bears what it has for a token."""

    headers: tuple[tuple[bytes, bytes], ...] = ()
    params: Mapping[str, str] = field(default_factory=dict)


def authorization(*values: str) -> Bearing:
    """One `Authorization` for each value, as it stands."""
    return Bearing(tuple((b"Authorization", value.encode()) for value in values))


def bearer(token: str) -> Bearing:
    return authorization(f"Bearer {token}")


def bad_tokens(forger: Forger) -> dict[str, Bearing]:
    """What each kind bears, by its name."""
    kinds: dict[str, Bearing] = {}
    for family in (_elsewhere, _signatures, _headers, _forms, _claims):
        for name, bearing in family(forger):
            assert name not in kinds
            kinds[name] = bearing
    return kinds


def _elsewhere(forger: Forger) -> Iterator[tuple[str, Bearing]]:
    good = forger.good()
    yield "no token", Bearing()
    yield "empty header", authorization("")
    yield "scheme alone", authorization("Bearer")
    yield "scheme twice", authorization(f"Bearer Bearer {good}")
    yield "scheme with a colon", authorization(f"Bearer: {good}")
    for scheme in ("Basic", "DPoP", "Token", "JWT"):
        yield f"scheme {scheme}", authorization(f"{scheme} {good}")
    yield "Basic credentials", authorization(f"Basic {text_of(f'camille:{good}'.encode())}")
    yield "two headers, both good", authorization(f"Bearer {good}", f"Bearer {good}")
    yield "two headers, the first good", authorization(f"Bearer {good}", "Bearer x")
    yield "two headers, the last good", authorization("Bearer x", f"Bearer {good}")
    yield "in the query", Bearing(params={"access_token": good})
    yield "in the query, named as the header", Bearing(params={"Authorization": f"Bearer {good}"})
    for header in ("Proxy-Authorization", "X-Authorization", "X-Forwarded-Authorization"):
        yield f"in {header}", Bearing(((header.encode(), f"Bearer {good}".encode()),))
    yield "in a cookie", Bearing(((b"Cookie", f"access_token={good}".encode()),))
    claims = json.dumps(forger.claims).encode()
    yield "claims in a header of ours", Bearing(((b"X-Amzn-Request-Context", claims),))


def _signatures(forger: Forger) -> Iterator[tuple[str, Bearing]]:
    head, body, signature = forger.good().split(".")
    for none in ("none", "None", "NONE", "nOnE", ""):
        yield f"alg {none!r}", bearer(forger.signed(lambda _: b"", alg=none))
    yield (
        "alg none with the signature of another",
        bearer(f"{text_of({'alg': 'none'})}.{body}.{signature}"),
    )
    yield "unsigned", bearer(f"{head}.{body}.")
    yield "without a signature", bearer(f"{head}.{body}")
    secrets = {
        "the public key": forger.public_pem,
        "the public key, stripped": forger.public_pem.strip(),
        "the key's name": str(forger.header["kid"]).encode(),
        "nothing": b"",
    }
    for name, secret in secrets.items():
        yield f"HS256 with {name}", bearer(forger.signed(hs256(secret), alg="HS256"))
    yield "HS256 said to be RS256", bearer(forger.signed(hs256(forger.public_pem)))
    yield "ES256 of a stranger", bearer(forger.signed(es256, alg="ES256"))
    yield "other key", bearer(forger.by_a_stranger())
    more = text_of(forger.claims | {"educonnect_access": "administration:0450801A"})
    yield "claims changed after signing", bearer(f"{head}.{more}.{signature}")
    later = text_of(forger.claims | {"exp": forger.claims["exp"] + HOUR})
    yield "life made longer after signing", bearer(f"{head}.{later}.{signature}")
    other = forger.saying(sub="someone-else").rpartition(".")[2]
    yield "signature of another token", bearer(f"{head}.{body}.{other}")
    yield "signature of zeros", bearer(f"{head}.{body}.{text_of(bytes(256))}")
    yield "signature cut", bearer(f"{head}.{body}.{signature[:-8]}")
    yield "signature twice", bearer(f"{head}.{body}.{signature}{signature}")
    turned = ("B" if signature[0] == "A" else "A") + signature[1:]
    yield "signature with a letter changed", bearer(f"{head}.{body}.{turned}")


def _headers(forger: Forger) -> Iterator[tuple[str, Bearing]]:
    yield "no kid, other key", bearer(forger.by_a_stranger(kid=None))
    yield "no kid", bearer(forger.with_header(kid=None))
    for kid in ("unknown", "", "../../../../dev/null", "' UNION SELECT 'x", "*"):
        yield f"kid {kid!r}", bearer(forger.with_header(kid=kid))
    yield "kid of the other key", bearer(forger.by_a_stranger(kid=forger.strange_kid))
    yield "kid that is a list", bearer(forger.with_header(kid=[forger.header["kid"]]))
    stranger = "https://stranger.example/keys"
    for name, value in {
        "jwk": forger.strange_jwk,
        "jku": stranger,
        "x5u": stranger,
        "x5c": ["MIIB"],
    }.items():
        yield f"other key, {name} in the header", bearer(forger.by_a_stranger(**{name: value}))
        for said, named in {"no kid": None, "its kid": forger.strange_kid}.items():
            held = forger.by_a_stranger(kid=named, **{name: value})
            yield f"other key, {name} in the header and {said}", bearer(held)
    yield "crit, of a stranger", bearer(forger.by_a_stranger(crit=["exp"], exp=0))
    yield (
        "body that is not encoded, of a stranger",
        bearer(forger.by_a_stranger(crit=["b64"], b64=False)),
    )
    yield "compressed, of a stranger", bearer(forger.by_a_stranger(zip="DEF"))


def _forms(forger: Forger) -> Iterator[tuple[str, Bearing]]:
    good = forger.good()
    head, body, signature = good.split(".")
    changed: dict[str, Callable[[str], str]] = {
        "cut in the middle": lambda token: token[: len(token) // 2],
        "without its first letter": lambda token: token[1:],
        "twice": lambda token: token + token,
        "twice, with a dot": lambda token: f"{token}.{token}",
        "twice, with a comma": lambda token: f"{token},{token}",
        "a fourth part": lambda token: f"{token}.e30",
        "an empty fourth part": lambda token: f"{token}.",
        "upper case": str.upper,
        "backwards": lambda token: token[::-1],
        "in base64": lambda token: text_of(token.encode()),
        "in quotes": lambda token: f'"{token}"',
        "in brackets": lambda token: f"<{token}>",
        "percent-encoded": lambda token: token.replace(".", "%2E"),
        "a space between its parts": lambda token: token.replace(".", ". "),
        "a space in its claims": lambda _: f"{head}.{body[:9]} {body[9:]}.{signature}",
        "a tab in its claims": lambda _: f"{head}.{body[:9]}\t{body[9:]}.{signature}",
        "a sign of no base64 in its claims": lambda _: f"{head}.{body[:9]}!{body[9:]}.{signature}",
        "padded claims": lambda _: f"{head}.{body}==.{signature}",
        "full-width dots": lambda token: token.replace(".", "．"),
        "a mark of byte order": lambda token: f"\ufeff{token}",
        "a letter of no width": lambda _: f"{head}.\u200b{body}.{signature}",
        "a Cyrillic letter": lambda token: token.replace("e", "е", 1),
        "bytes cut short": lambda token: f"{token}é",
        "huge": lambda token: token + "A" * 6000,
        "huge claims": lambda _: f"{head}.{'A' * 6000}.{signature}",
    }
    for name, change in changed.items():
        yield name, bearer(change(good))
    yield "a word", bearer("camille")
    yield "dots alone", bearer("..")
    yield "a UUID", bearer("4be0643f-1d98-573b-97cd-ca98a65347dd")
    encrypted = {"alg": "RSA-OAEP", "enc": "A256GCM", "kid": forger.header["kid"]}
    yield "JWE", bearer(f"{text_of(encrypted)}.{body}.{head}.{body}.{signature}")
    written_out = {"payload": body, "protected": head, "signature": signature}
    yield "JWS written out", bearer(json.dumps(written_out))
    sign = rs256(forger.strange_key)
    yield "claims that are no JSON", bearer(jws(forger.header, b"{", sign))
    yield "claims that are a list", bearer(jws(forger.header, [forger.claims], sign))
    yield "header that is no JSON", bearer(jws(b"{", forger.claims, sign))


def _claims(forger: Forger) -> Iterator[tuple[str, Bearing]]:
    now = int(time.time())
    yield "expired", bearer(forger.saying(exp=now - 1))
    yield "expired a year ago", bearer(forger.saying(iat=0, exp=now - 365 * 24 * HOUR))
    yield "expired at the beginning of time", bearer(forger.saying(exp=0))
    yield "expired before time", bearer(forger.saying(exp=-1))
    yield "with a fraction for an end, past", bearer(forger.saying(exp=now - 0.5))
    yield "not yet valid", bearer(forger.saying(nbf=now + HOUR))
    yield "issued tomorrow", bearer(forger.saying(iat=now + 24 * HOUR))
    issuers = {
        "other issuer": "https://stranger.example",
        "issuer with a slash": f"{forger.issuer}/",
        "issuer in upper case": forger.issuer.upper(),
        "a longer issuer": f"{forger.issuer}.stranger.example",
        "issuers": [forger.issuer],
        "empty issuer": "",
    }
    for name, issuer in issuers.items():
        yield name, bearer(forger.saying(iss=issuer))
    yield "no issuer", bearer(forger.without("iss"))
    audiences = {
        "other audience": "another-api",
        "audience in upper case": AUDIENCE.upper(),
        "a longer audience": f"{AUDIENCE}-2",
        "audiences in one text": f"{AUDIENCE} another-api",
        "no audience in the list": [],
        "a list in the list": [[AUDIENCE]],
        "empty audience": "",
    }
    for name, audience in audiences.items():
        yield name, bearer(forger.saying(aud=audience))
    yield "no audience, another client", bearer(forger.without("aud"))
    yield "neither audience nor client", bearer(forger.without("aud", "client_id"))
    # What an id token says: it is for the web app, and for the API no more than a name.
    yield "said to be an id token", bearer(forger.saying(aud=WEB_CLIENT_ID, nonce="n"))
