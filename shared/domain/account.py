"""An account for the State's online services: its states, and what an action does to it."""

import calendar
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from shared.domain.identifiers import AccountId, OperationId, Uai
from shared.domain.username_change import UsernameChange, UsernameChangeState

PASSWORD_VALIDITY_MONTHS = 3


class AccountStatus(StrEnum):
    """Where an account stands (guide §3.1, §5.1). `ACTIVATING` is for guardians only."""

    NOT_NOTIFIED = "NOT_NOTIFIED"
    NOTIFIED = "NOTIFIED"
    ACTIVATING = "ACTIVATING"
    ACTIVATED = "ACTIVATED"


class AccountOrigin(StrEnum):
    """How the holder came by the account (guide §5.1); none is « Non renseignée »."""

    SCHOOL = "SCHOOL"
    SELF_REGISTRATION = "SELF_REGISTRATION"
    FRANCE_CONNECT = "FRANCE_CONNECT"
    ATEN = "ATEN"
    ENT = "ENT"

    @property
    def label(self) -> str:
        """What a screen or a list shows."""
        return _ORIGIN_LABELS[self]


_ORIGIN_LABELS = {
    AccountOrigin.SCHOOL: "Établissement",
    AccountOrigin.SELF_REGISTRATION: "Responsable",
    AccountOrigin.FRANCE_CONNECT: "FranceConnect",
    AccountOrigin.ATEN: "ATEN",
    AccountOrigin.ENT: "ENT",
}

NO_ORIGIN_LABEL = "Non renseignée"
"""What stands in its place while nobody has been told of the account."""


class AccountAction(StrEnum):
    """What staff can do to an account (guide §3.2 to §3.4). Listing changes nothing of it."""

    NOTIFY = "NOTIFY"
    NOTIFY_AND_RESET = "NOTIFY_AND_RESET"
    RESET = "RESET"
    LIST = "LIST"


class Effect(StrEnum):
    """What an action does to one account."""

    NEW_PASSWORD = "NEW_PASSWORD"  # noqa: S105  a word, not a password
    PASSWORD_KEPT = "PASSWORD_KEPT"  # noqa: S105  a word, not a password
    USERNAME_ONLY = "USERNAME_ONLY"
    LISTED = "LISTED"


@dataclass(frozen=True, slots=True)
class SealedPassword:
    """A temporary password, encrypted.

    `key` names the data key that seals it (`<uai>/<number>`), `generation` the count of
    passwords the account has had: both are bound to the ciphertext.
    """

    ciphertext: bytes
    key: str
    generation: int


@dataclass(frozen=True, slots=True)
class Account:
    """The account itself, apart from who holds it.

    `uai` is the school in whose partition it lives: the only one for most. `version` grows by
    one at each change and guards every write; `generation` counts the temporary passwords;
    `last_operation_id` is the bulk action that last touched it. `status_since` is when staff last
    gave it a temporary password: what its holder did up to then no longer changes the status.
    `account_email` is the address its holder has confirmed, which is another thing than the
    roster's. `origin_since` and `account_email_since` date what the identity provider last said of
    each. `username_change` is the last request of another username; `former_usernames` are those
    that open nothing any more, oldest first.
    """

    account_id: AccountId
    uai: Uai
    username: str
    status: AccountStatus = AccountStatus.NOT_NOTIFIED
    origin: AccountOrigin | None = None
    version: int = 1
    generation: int = 0
    password: SealedPassword | None = None
    password_expires_at: datetime | None = None
    notified_at: datetime | None = None
    activated_at: datetime | None = None
    last_sign_in_at: datetime | None = None
    last_operation_id: OperationId | None = None
    status_since: datetime | None = None
    account_email: str | None = None
    origin_since: datetime | None = None
    account_email_since: datetime | None = None
    username_change: UsernameChange | None = None
    former_usernames: tuple[str, ...] = ()

    def password_expired(self, at: datetime) -> bool:
        """Whether the temporary password can no longer be used."""
        return self.password_expires_at is not None and self.password_expires_at <= at

    def effect_of(self, action: AccountAction, at: datetime) -> Effect:
        """What `action` does to this account (guide §3.2 and §3.4; ours for an activated one).

        A first notification and every reset give a new password. A renotification keeps the
        one that was handed out, or replaces it once expired. Who has chosen a password keeps it.
        """
        if action is AccountAction.LIST:
            return Effect.LISTED
        if action is not AccountAction.NOTIFY or self.status is AccountStatus.NOT_NOTIFIED:
            return Effect.NEW_PASSWORD
        if self.status is AccountStatus.NOTIFIED:
            usable = self.password is not None and not self.password_expired(at)
            return Effect.PASSWORD_KEPT if usable else Effect.NEW_PASSWORD
        return Effect.USERNAME_ONLY

    def with_new_password(
        self, action: AccountAction, sealed: SealedPassword, *, at: datetime
    ) -> Self:
        """The account once it has been given `sealed`: `NOTIFIED`, whatever it was before.

        A reset dates the notification only when it is the first one; leaving `NOT_NOTIFIED`
        makes the school the origin, and later resets keep the origin.
        """
        first = self.status is AccountStatus.NOT_NOTIFIED
        return replace(
            self,
            status=AccountStatus.NOTIFIED,
            status_since=at,
            origin=AccountOrigin.SCHOOL if first else self.origin,
            generation=sealed.generation,
            password=sealed,
            password_expires_at=add_months(at, PASSWORD_VALIDITY_MONTHS),
            notified_at=at if first or action is not AccountAction.RESET else self.notified_at,
        )

    def renotified(self, *, at: datetime) -> Self:
        """The account once told again of the password it still has: only the date changes."""
        return replace(self, notified_at=at)

    def renamed(self, username: str, *, at: datetime) -> Self:
        """The account under another username; its password is kept (guide §8).

        Raises:
            ValueError: when nobody has asked for it.
        """
        change = self.username_change
        if change is None or change.state is not UsernameChangeState.REQUESTED:
            raise ValueError(f"{self.account_id}: no request of another username")
        applied = change.applied(at=at, former_username=self.username)
        return replace(
            self,
            username=username,
            username_change=applied,
            former_usernames=(*self.former_usernames, self.username),
        )

    @property
    def username_awaited(self) -> bool:
        """Whether another username has been asked for and the night has not yet decided."""
        change = self.username_change
        return change is not None and change.state is UsernameChangeState.REQUESTED

    def holds_expired_password(self, at: datetime) -> bool:
        """Whether a temporary password that nobody can use any more is still kept."""
        return self.password is not None and self.password_expired(at)

    def without_password(self) -> Self:
        """The account once its temporary password is nowhere; that it has expired stays known."""
        return replace(self, password=None)

    def stamped(self, operation_id: OperationId) -> Self:
        """The next version of this account, signed by the operation that wrote it."""
        return replace(self, version=self.version + 1, last_operation_id=operation_id)


def count_accounts(
    accounts: Iterable[Account], statuses: Iterable[AccountStatus] = tuple(AccountStatus)
) -> dict[AccountStatus, int]:
    """How many accounts of each of `statuses`, zeros included."""
    counts = Counter(account.status for account in accounts)
    return {status: counts[status] for status in statuses}


def add_months(at: datetime, months: int) -> datetime:
    """The same day `months` later, or the last day of that month when it has no such day."""
    year, month = divmod(at.month - 1 + months, 12)
    last_day = calendar.monthrange(at.year + year, month + 1)[1]
    return at.replace(year=at.year + year, month=month + 1, day=min(at.day, last_day))


class PasswordDisplay(StrEnum):
    """What a screen, a list or a letter may show of a password (guide §3.3)."""

    TEMPORARY = "TEMPORARY"
    EXPIRED = "EXPIRED"
    BEING_CHOSEN = "BEING_CHOSEN"
    CHOSEN = "CHOSEN"
    NONE = "NONE"


def password_display(account: Account, at: datetime) -> PasswordDisplay:
    """Which case holds: the temporary password shows only while it can be used.

    Whoever has begun to activate her account has used hers, and may not have chosen another yet.
    """
    if account.status is AccountStatus.NOT_NOTIFIED:
        return PasswordDisplay.NONE
    if account.status is AccountStatus.ACTIVATING:
        return PasswordDisplay.BEING_CHOSEN
    if account.status is AccountStatus.ACTIVATED:
        return PasswordDisplay.CHOSEN
    if account.password is None or account.password_expired(at):
        return PasswordDisplay.EXPIRED
    return PasswordDisplay.TEMPORARY


PASSWORD_DISPLAY_LABELS = {
    PasswordDisplay.EXPIRED: "Expiré",
    PasswordDisplay.BEING_CHOSEN: "*****",
    PasswordDisplay.CHOSEN: "*****",
    PasswordDisplay.NONE: "Non renseigné",
}


def next_version(account: Account) -> Account:
    """The account as the next write leaves it, nothing else being changed."""
    return replace(account, version=account.version + 1)
