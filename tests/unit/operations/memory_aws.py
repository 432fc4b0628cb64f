"""KMS, S3 and SQS in memory, and the hand that kills a worker at a call of its choice."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any, BinaryIO

from botocore.exceptions import ClientError
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class MemoryKms:
    """Wraps data keys, bound to their encryption context as KMS binds them."""

    def __init__(self) -> None:
        self._key = AESGCM(AESGCM.generate_key(256))
        self._made = 0

    def generate_data_key(self, *, EncryptionContext: dict[str, str], **_: Any) -> dict[str, Any]:  # noqa: N803  AWS names it
        self._made += 1
        nonce, clear = self._made.to_bytes(12), AESGCM.generate_key(256)
        body = self._key.encrypt(nonce, clear, _bound(EncryptionContext))
        return {"Plaintext": clear, "CiphertextBlob": nonce + body}

    def decrypt(
        self,
        *,
        CiphertextBlob: bytes,  # noqa: N803  AWS names it
        EncryptionContext: dict[str, str],  # noqa: N803  AWS names it
        **_: Any,
    ) -> dict[str, Any]:
        nonce, body = CiphertextBlob[:12], CiphertextBlob[12:]
        return {"Plaintext": self._key.decrypt(nonce, body, _bound(EncryptionContext))}


def _refusal(status: int, operation: str) -> ClientError:
    response: Any = {
        "Error": {"Code": str(status)},
        "ResponseMetadata": {"HTTPStatusCode": status},
    }
    return ClientError(response, operation)


class MemoryS3:
    """Objects by key: (body, metadata)."""

    def __init__(self) -> None:
        self.objects: dict[str, tuple[bytes, dict[str, str]]] = {}

    def head_object(self, *, Key: str, **_: Any) -> dict[str, Any]:  # noqa: N803  AWS names it
        if Key not in self.objects:
            raise _refusal(404, "HeadObject")
        return {"Metadata": self.objects[Key][1], "ETag": self._etag(Key)}

    def put_object(
        self,
        *,
        Key: str,  # noqa: N803  AWS names it
        Body: BinaryIO,  # noqa: N803  AWS names it
        Metadata: dict[str, str],  # noqa: N803  AWS names it
        IfMatch: str = "",  # noqa: N803  AWS names it
        IfNoneMatch: str = "",  # noqa: N803  AWS names it
        **_: Any,
    ) -> None:
        if IfMatch and Key not in self.objects:
            raise _refusal(404, "PutObject")
        if (IfMatch and IfMatch != self._etag(Key)) or (IfNoneMatch and Key in self.objects):
            raise _refusal(412, "PutObject")
        self.objects[Key] = (Body.read(), Metadata)

    def _etag(self, name: str) -> str:
        return f'"{sha256(self.objects[name][0]).hexdigest()}"'

    def delete_object(self, *, Key: str, **_: Any) -> None:  # noqa: N803  AWS names it
        self.objects.pop(Key, None)

    def generate_presigned_url(self, _method: str, *, Params: dict[str, str], **_: Any) -> str:  # noqa: N803  AWS names it
        return f"memory://{Params['Key']}"


class MemorySqs:
    """The bodies sent, oldest first."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def send_message(self, *, MessageBody: str, **_: Any) -> None:  # noqa: N803  AWS names it
        json.loads(MessageBody)
        self.sent.append(MessageBody)


class Killed(BaseException):
    """The worker is no more: nothing of it runs on, no `except Exception` sees it."""


class Hand:
    """Counts the calls to AWS of a worker, and kills it at one of them."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self._kill_at: int | None = None
        self._applied = False

    def kill_at(self, call: int, *, applied: bool) -> None:
        """At the call of this number, from 1: before it is sent, or once it has been applied."""
        self.calls, self._kill_at, self._applied = [], call, applied

    def spare(self) -> None:
        self.calls, self._kill_at = [], None

    def made(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*positional: Any, **named: Any) -> Any:
            self.calls.append(name)
            now = len(self.calls) == self._kill_at
            if now and not self._applied:
                raise Killed
            try:
                return call(*positional, **named)
            finally:
                if now:  # whatever AWS has answered, nobody is there to read it
                    raise Killed

        return counted


class Held:
    """A client whose every call goes through the hand."""

    def __init__(self, client: Any, hand: Hand) -> None:
        self._client, self._hand = client, hand

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return self._hand.made(name, getattr(self._client, name))


def _bound(context: dict[str, str]) -> bytes:
    return json.dumps(context, sort_keys=True).encode()
