"""What is written down of each effect: who did what to which account, when, from where."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shared.domain.account import AccountAction, Effect
from shared.domain.identifiers import AccountId, OperationId, StaffId, Uai


class AuditTag(StrEnum):
    """The kinds of trace, general to particular."""

    NOTIFICATION_REQUESTED = "operation:notification:requested"
    ACCOUNT_NOTIFIED = "account:notified"
    PASSWORD_RESET = "account:password:reset"  # noqa: S105  a tag, not a password


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One effect on one account. Put once, never changed; it bears no name and no secret."""

    account_id: AccountId
    uai: Uai
    tag: AuditTag
    effect: Effect
    at: datetime
    by: StaffId
    operation_id: OperationId
    generation: int


def audit_tag(action: AccountAction) -> AuditTag:
    """The trace an action leaves."""
    return AuditTag.PASSWORD_RESET if action is AccountAction.RESET else AuditTag.ACCOUNT_NOTIFIED
