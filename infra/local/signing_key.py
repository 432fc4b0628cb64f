"""The RSA key that signs local access tokens: made once and kept under .local/."""

import base64
import hashlib
import json
import os
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from jwt.algorithms import RSAAlgorithm


def signing_key(path: Path) -> rsa.RSAPrivateKey:
    """The key at `path`, made at the first call."""
    if not path.exists():
        _make(path)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError(f"{path} holds no RSA key")
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    # Whole or not at all: another command may make its own at the same moment.
    partial = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
    try:
        path.hardlink_to(partial)
    except FileExistsError:
        pass
    finally:
        partial.unlink()


def key_id(key: rsa.RSAPrivateKey) -> str:
    """The `kid` of the key: its RFC 7638 thumbprint."""
    public = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    members = json.dumps({name: public[name] for name in ("e", "kty", "n")}, separators=(",", ":"))
    digest = hashlib.sha256(members.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def private_jwk(key: rsa.RSAPrivateKey) -> dict[str, Any]:
    """The key as the identity provider reads it."""
    members = {
        name: value
        for name, value in RSAAlgorithm.to_jwk(key, as_dict=True).items()
        if name != "key_ops"
    }
    return members | {"alg": "RS256", "kid": key_id(key), "use": "sig"}
