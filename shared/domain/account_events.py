"""What the identity provider tells of an account, and what it changes there, in whatever order.

Each rule keeps the greater of what is known and what is told: a status that only advances until
staff give another temporary password, dates that only grow, and for the rest the last word by
the moment it was said. So late, repeated and crossed events all leave the same account.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from shared.domain.account import Account, AccountOrigin, AccountStatus
from shared.domain.audit import AuditTag, trace_id_of
from shared.domain.person import Person, Student


class AccountEventKind(StrEnum):
    """The `detail-type` of the events, each with the version of its form."""

    ACTIVATION_STARTED = "account.activation-started.v1"
    ACTIVATED = "account.activated.v1"
    SIGNED_IN = "account.signed-in.v1"
    PASSWORD_CHANGED = "account.password-changed.v1"  # noqa: S105  an event's name
    SELF_REGISTERED = "account.self-registered.v1"
    FRANCE_CONNECT_LINKED = "account.france-connect-linked.v1"
    EMAIL_CONFIRMED = "account.email-confirmed.v1"
    EMAIL_WITHDRAWN = "account.email-withdrawn.v1"
    GUARDIANSHIP_DISPUTED = "guardianship.disputed.v1"
    GUARDIANSHIP_DISPUTE_WITHDRAWN = "guardianship.dispute-withdrawn.v1"

    @property
    def of_guardianship(self) -> bool:
        """Whether it is about the link to a pupil, not the account itself."""
        return self in _DISPUTES


@dataclass(frozen=True, slots=True)
class AccountEvent:
    """Something the holder of an account did at the identity provider.

    `event_id` is the provider's own, the same each time it tells of it. `occurred_at` is in whole
    seconds, as accounts keep their moments. `via` is the transition path of an activation that
    came by one; `student_username` names the pupil of a disputed guardianship.
    """

    event_id: str
    kind: AccountEventKind
    occurred_at: datetime
    username: str
    via: AccountOrigin | None = None
    email: str | None = None
    student_username: str | None = None

    @property
    def trace_id(self) -> str:
        """Twenty-four hexadecimal characters that sort by time and are the event's own."""
        return trace_id_of(self.occurred_at, self.event_id)


@dataclass(frozen=True, slots=True)
class Dispute:
    """The guardian's last word on a link: whether it is wrong, and when she said so."""

    disputed: bool = False
    said_at: datetime | None = None

    def after(self, event: AccountEvent) -> "Dispute":
        """The last word once `event` is known; within one second the dispute is kept."""
        told = Dispute(
            disputed=event.kind is AccountEventKind.GUARDIANSHIP_DISPUTED,
            said_at=event.occurred_at,
        )
        if self.said_at is None:
            return told
        return max(self, told, key=lambda each: (each.said_at, each.disputed))


_ORDER = {status: rank for rank, status in enumerate(AccountStatus)}
_ACTIVATIONS = {
    AccountEventKind.ACTIVATED,
    AccountEventKind.SELF_REGISTERED,
    AccountEventKind.FRANCE_CONNECT_LINKED,
}
_REACHED = dict.fromkeys(
    (*_ACTIVATIONS, AccountEventKind.PASSWORD_CHANGED), AccountStatus.ACTIVATED
) | {AccountEventKind.ACTIVATION_STARTED: AccountStatus.ACTIVATING}
_DISPUTES = {
    AccountEventKind.GUARDIANSHIP_DISPUTED,
    AccountEventKind.GUARDIANSHIP_DISPUTE_WITHDRAWN,
}
_FOR_GUARDIANS = _DISPUTES | {
    AccountEventKind.ACTIVATION_STARTED,
    AccountEventKind.SELF_REGISTERED,
    AccountEventKind.FRANCE_CONNECT_LINKED,
}
_EMAILS = {AccountEventKind.EMAIL_CONFIRMED, AccountEventKind.EMAIL_WITHDRAWN}
_TAGS = {
    AccountEventKind.ACTIVATION_STARTED: AuditTag.ACTIVATION_STARTED,
    AccountEventKind.ACTIVATED: AuditTag.ACCOUNT_ACTIVATED,
    AccountEventKind.PASSWORD_CHANGED: AuditTag.PASSWORD_CHANGED,
    AccountEventKind.SELF_REGISTERED: AuditTag.SELF_REGISTERED,
    AccountEventKind.FRANCE_CONNECT_LINKED: AuditTag.FRANCE_CONNECT_LINKED,
    AccountEventKind.EMAIL_CONFIRMED: AuditTag.EMAIL_CONFIRMED,
    AccountEventKind.EMAIL_WITHDRAWN: AuditTag.EMAIL_WITHDRAWN,
    AccountEventKind.GUARDIANSHIP_DISPUTED: AuditTag.GUARDIANSHIP_DISPUTED,
    AccountEventKind.GUARDIANSHIP_DISPUTE_WITHDRAWN: AuditTag.GUARDIANSHIP_DISPUTE_WITHDRAWN,
}


def audit_tag_of(kind: AccountEventKind) -> AuditTag | None:
    """The trace an event leaves; None for a sign-in, whose trace is the date of the last one.

    A row a day for each account would bury what matters, and keep a diary of a minor's habits.
    """
    return _TAGS.get(kind)


def possible_for(kind: AccountEventKind, person: Person) -> bool:
    """Whether such an event can happen to this person.

    A pupil only ever has the password her school gave her (guide §1.1): she is never
    `ACTIVATING`, registers nowhere by herself, and disputes nothing.
    """
    return not (isinstance(person, Student) and kind in _FOR_GUARDIANS)


def after_event(account: Account, event: AccountEvent) -> Account:
    """The account once `event` is known, its version untouched."""
    status = _status_after(account, event)
    noted = replace(
        account,
        status=status,
        last_sign_in_at=_later(account.last_sign_in_at, event, {AccountEventKind.SIGNED_IN}),
        activated_at=_later(account.activated_at, event, _ACTIVATIONS),
    )
    noted = _with_email(_with_origin(noted, event), event)
    if event.kind in _REACHED and status is not AccountStatus.NOTIFIED:
        # Used: nobody may be shown it any more, and nobody can sign in with it.
        return replace(noted, password=None, password_expires_at=None)
    return noted


def _status_after(account: Account, event: AccountEvent) -> AccountStatus:
    """It only advances, from one temporary password to the next.

    What happened in the very second of a new password came before it: nobody has yet been told
    that password.
    """
    reached = _REACHED.get(event.kind)
    overtaken = account.status_since is not None and event.occurred_at <= account.status_since
    if reached is None or overtaken:
        return account.status
    return max(account.status, reached, key=_ORDER.__getitem__)


def _with_origin(account: Account, event: AccountEvent) -> Account:
    """How the holder came by the account: the last path told, whatever the status (guide §5.1).

    An activation by no path of its own came by an account that the school distributed.
    """
    if event.kind not in _REACHED:
        return account
    told = _origin_told(event)
    if told is None:
        return replace(account, origin=account.origin or AccountOrigin.SCHOOL)
    if account.origin_since is None or account.origin is None:
        return replace(account, origin=told, origin_since=event.occurred_at)
    at, origin = max((account.origin_since, account.origin), (event.occurred_at, told))
    return replace(account, origin=origin, origin_since=at)


def _origin_told(event: AccountEvent) -> AccountOrigin | None:
    if event.kind is AccountEventKind.SELF_REGISTERED:
        return AccountOrigin.SELF_REGISTRATION
    if event.kind is AccountEventKind.FRANCE_CONNECT_LINKED:
        return AccountOrigin.FRANCE_CONNECT
    return event.via


def _with_email(account: Account, event: AccountEvent) -> Account:
    """The last address confirmed, or none once withdrawn; within one second, the confirmed one."""
    if event.kind not in _EMAILS:
        return account
    told = (event.occurred_at, event.email or "")
    known = (account.account_email_since or event.occurred_at, account.account_email or "")
    at, email = told if account.account_email_since is None else max(known, told)
    return replace(account, account_email=email or None, account_email_since=at)


def _later(
    known: datetime | None, event: AccountEvent, kinds: set[AccountEventKind]
) -> datetime | None:
    if event.kind not in kinds:
        return known
    return event.occurred_at if known is None else max(known, event.occurred_at)
