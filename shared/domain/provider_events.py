"""What the identity provider is told of accounts, each once at least."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shared.domain.identifiers import AccountId


class ProviderEventKind(StrEnum):
    """The `detail-type` of the events, each with the version of its form."""

    USERNAME_CHANGED = "account.username-changed.v1"
    ACCOUNT_ERASED = "account.erased.v1"


@dataclass(frozen=True, slots=True)
class ProviderEvent:
    """Something we did to an account; `event_id` is the same each time it is told.

    `former_username` is the one that opens nothing any more, of a changed username.
    """

    event_id: str
    kind: ProviderEventKind
    occurred_at: datetime
    account_id: AccountId
    username: str
    former_username: str | None = None
