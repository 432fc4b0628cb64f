"""What is written down of each effect: who did what to which account, when, from where."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from shared.domain.account import AccountAction, Effect
from shared.domain.identifiers import AccountId, OperationId, StaffId, Uai


class AuditTag(StrEnum):
    """The kinds of trace, general to particular."""

    NOTIFICATION_REQUESTED = "operation:notification:requested"
    PASSWORD_RESET_REQUESTED = "operation:password-reset:requested"  # noqa: S105  a tag
    ACCOUNT_LIST_REQUESTED = "operation:account-list:requested"
    ACCOUNT_NOTIFIED = "account:notified"
    PASSWORD_RESET = "account:password:reset"  # noqa: S105  a tag, not a password
    ACCOUNT_LISTED = "account:listed"
    ACTIVATION_STARTED = "account:activation-started"
    ACCOUNT_ACTIVATED = "account:activated"
    SELF_REGISTERED = "account:self-registered"
    FRANCE_CONNECT_LINKED = "account:france-connect:linked"
    PASSWORD_CHANGED = "account:password:changed"  # noqa: S105  a tag, not a password
    EMAIL_CONFIRMED = "account:email:confirmed"
    EMAIL_WITHDRAWN = "account:email:withdrawn"
    GUARDIANSHIP_DISPUTED = "guardianship:disputed"
    GUARDIANSHIP_DISPUTE_WITHDRAWN = "guardianship:dispute:withdrawn"
    ACCOUNT_CREATED = "account:created"
    ACCOUNT_DEPARTED = "account:departed"
    ACCOUNT_RETURNED = "account:returned"
    ACCOUNT_MOVED = "account:moved"
    PASSWORD_EXPIRED = "account:password:expired"  # noqa: S105  a tag, not a password
    ACCOUNT_ERASED = "account:erased"
    USERNAME_CHANGE_REQUESTED = "username-change:requested"
    USERNAME_CHANGE_WITHDRAWN = "username-change:withdrawn"
    USERNAME_CHANGE_REFUSED = "username-change:refused"
    USERNAME_CHANGED = "username-change:applied"
    DOCUMENT_DOWNLOADED = "document:downloaded"
    ADDRESS_CHANGED = "settings:address:changed"
    ADDRESS_VERIFIED = "settings:address:verified"
    ADDRESS_ACTIVATED = "settings:address:activated"
    ADDRESS_DEACTIVATED = "settings:address:deactivated"


BY_STAFF_ON_ONE_ACCOUNT = frozenset(
    {AuditTag.USERNAME_CHANGE_REQUESTED, AuditTag.USERNAME_CHANGE_WITHDRAWN}
)
"""What staff do to one account outside bulk actions: the journal of their school has it too."""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One effect on one account. Put once, never changed; it bears no name and no secret.

    `uai` is the school that acted, `account_uai` the one the account lives in: not the same for
    an external student, or for a guardian with children in several schools.
    """

    account_id: AccountId
    account_uai: Uai
    uai: Uai
    tag: AuditTag
    effect: Effect
    at: datetime
    by: StaffId
    operation_id: OperationId
    generation: int


@dataclass(frozen=True, slots=True)
class AccountTrace:
    """What else happened to an account: told by the identity provider, a roster, the night, staff.

    `trace_id` sorts by time and is the happening's own (`trace_id_of`): told twice, it leaves one
    row. `account_uai` is the school the account lives in, `uai` the one it is about. `student_id`
    is the pupil of a guardianship. `by_name`, of staff, goes to the journal of their school only.
    """

    trace_id: str
    account_id: AccountId
    account_uai: Uai
    uai: Uai
    tag: AuditTag
    at: datetime
    by: str
    student_id: AccountId | None = None
    by_name: str = ""


def trace_id_of(at: datetime, told: str) -> str:
    """Twenty-four hexadecimal characters: milliseconds since 1970, then a digest of `told`."""
    milliseconds = int(at.timestamp() * 1000)
    return f"{milliseconds:012x}{sha256(told.encode()).hexdigest()[:12]}"


_TAGS = {
    AccountAction.NOTIFY: AuditTag.ACCOUNT_NOTIFIED,
    AccountAction.NOTIFY_AND_RESET: AuditTag.ACCOUNT_NOTIFIED,
    AccountAction.RESET: AuditTag.PASSWORD_RESET,
    AccountAction.LIST: AuditTag.ACCOUNT_LISTED,
}


def audit_tag(action: AccountAction) -> AuditTag:
    """The trace an action leaves on each account."""
    return _TAGS[action]
