"""The same request sent twice: one effect, the same answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Self

from shared.domain.identifiers import StaffId

KEPT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class IdempotentRequest:
    """A caller's Idempotency-Key and what came with it, as digests: neither is stored in clear."""

    key_digest: str
    body_digest: str
    until: datetime

    @classmethod
    def of(cls, caller: StaffId, key: str, body: bytes, *, at: datetime) -> Self:
        """A key is worth something only to the caller who sent it."""
        return cls(
            key_digest=sha256(f"{caller}\0{key}".encode()).hexdigest(),
            body_digest=sha256(body).hexdigest(),
            until=at + KEPT,
        )
