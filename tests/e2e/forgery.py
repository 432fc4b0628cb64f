"""Tokens put together by hand, as no library lets one: any header, any claims, any signature."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key as rsa_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import RSAAlgorithm

from infra.local.places import SIGNING_KEY
from infra.local.signing_key import key_id, signing_key
from infra.local.stack import Stack

Json = dict[str, Any]
Sign = Callable[[bytes], bytes]


def text_of(part: object) -> str:
    """A part of a token: JSON, or bytes as they are, in base64url."""
    raw = part if isinstance(part, bytes) else json.dumps(part).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def jws(header: object, claims: object, sign: Sign) -> str:
    """A token in the compact form."""
    signed = f"{text_of(header)}.{text_of(claims)}"
    return f"{signed}.{text_of(sign(signed.encode()))}"


def rs256(key: RSAPrivateKey) -> Sign:
    return lambda text: key.sign(text, PKCS1v15(), SHA256())


def hs256(secret: bytes) -> Sign:
    return lambda text: hmac.digest(secret, text, hashlib.sha256)


def es256(text: bytes) -> bytes:
    """By a key that nobody knows."""
    return generate_private_key(SECP256R1()).sign(text, ECDSA(SHA256()))


@dataclass(frozen=True)
class Forger:
    """Has seen a good token and the key that the issuer publishes; `key` is the issuer's own.

    With the issuer's key are made the tokens that say something else than they should, not those
    that a stranger could make.
    """

    issuer: str
    header: Json
    claims: Json
    key: RSAPrivateKey
    strange_key: RSAPrivateKey

    @classmethod
    def of(cls, stack: Stack, access: str) -> "Forger":
        good = stack.token(access)
        return cls(
            issuer=stack.issuer,
            header=jwt.get_unverified_header(good),
            claims=jwt.decode(good, options={"verify_signature": False}),
            key=signing_key(SIGNING_KEY),
            strange_key=rsa_key(public_exponent=65537, key_size=2048),
        )

    def good(self) -> str:
        return self.saying()

    def saying(self, **claims: Any) -> str:
        """Signed as it should be, with other claims."""
        return jws(self.header, self.claims | claims, rs256(self.key))

    def without(self, *names: str) -> str:
        """Signed as it should be, without some claims."""
        kept = {name: value for name, value in self.claims.items() if name not in names}
        return jws(self.header, kept, rs256(self.key))

    def with_header(self, **header: Any) -> str:
        """Signed as it should be; None takes a member of the header away."""
        return jws(self._header(header), self.claims, rs256(self.key))

    def by_a_stranger(self, **header: Any) -> str:
        """Signed with the strange key."""
        return jws(self._header(header), self.claims, rs256(self.strange_key))

    def signed(self, sign: Sign, **header: Any) -> str:
        """With some other signature."""
        return jws(self._header(header), self.claims, sign)

    def _header(self, changed: Json) -> Json:
        header = self.header | changed
        return {name: value for name, value in header.items() if value is not None}

    @property
    def public_pem(self) -> bytes:
        """The issuer's public key, which anybody may have."""
        return self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    @property
    def strange_jwk(self) -> Json:
        return RSAAlgorithm.to_jwk(self.strange_key.public_key(), as_dict=True)

    @property
    def strange_kid(self) -> str:
        return key_id(self.strange_key)
