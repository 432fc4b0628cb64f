"""The events of the identity provider as they come: EventBridge's envelope, a form for each kind.

What is not of the agreed form is refused whole, an unknown field included: the contract is
docs/identity-provider.md, and what is not in it has no meaning here.
"""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any

import msgspec

from shared.domain.account import AccountOrigin
from shared.domain.account_events import AccountEvent, AccountEventKind

SOURCE = "educonnect.identity-provider"

# `$` alone would let a line end through in Python; `\Z` means nothing in a JSON Schema.
_Id = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$(?!\n)")]
_Username = Annotated[str, msgspec.Meta(pattern=r"^[a-z]\.[a-z]{1,200}[0-9]{0,9}$(?!\n)")]
_Email = Annotated[str, msgspec.Meta(pattern=r"^[!-?A-~]{1,64}@[!-?A-~]{1,189}$(?!\n)")]
_Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class TransitionPath(StrEnum):
    """The paths by which older accounts become ÉduConnect accounts (guide §5.1)."""

    ATEN = "ATEN"
    ENT = "ENT"


class RefusalReason(StrEnum):
    """Why an event can never be recorded. Stable: sent to the dead-letter queue."""

    NOT_AN_EVENT = "NOT_AN_EVENT"
    UNKNOWN_SOURCE = "UNKNOWN_SOURCE"
    UNKNOWN_DETAIL_TYPE = "UNKNOWN_DETAIL_TYPE"
    MALFORMED_DETAIL = "MALFORMED_DETAIL"
    NOT_UTC = "NOT_UTC"


class RefusedEventError(Exception):
    """Not of the agreed form. It says nothing of what the event held but EventBridge's own id."""

    def __init__(self, reason: RefusalReason, envelope_id: str | None = None) -> None:
        super().__init__(reason)
        self.reason, self.envelope_id = reason, envelope_id


class AccountDetail(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    event_id: _Id
    occurred_at: _Moment
    username: _Username


class ActivatedDetail(AccountDetail, frozen=True, forbid_unknown_fields=True):
    via: TransitionPath | None = None


class EmailConfirmedDetail(AccountDetail, frozen=True, forbid_unknown_fields=True, kw_only=True):
    email: _Email


class GuardianshipDetail(AccountDetail, frozen=True, forbid_unknown_fields=True, kw_only=True):
    student_username: _Username


FORMS: dict[AccountEventKind, type[AccountDetail]] = {
    **dict.fromkeys(AccountEventKind, AccountDetail),
    AccountEventKind.ACTIVATED: ActivatedDetail,
    AccountEventKind.EMAIL_CONFIRMED: EmailConfirmedDetail,
    AccountEventKind.GUARDIANSHIP_DISPUTED: GuardianshipDetail,
    AccountEventKind.GUARDIANSHIP_DISPUTE_WITHDRAWN: GuardianshipDetail,
}


class _Envelope(msgspec.Struct, frozen=True):
    """What EventBridge puts around an event; it may add fields of its own."""

    id: _Id
    source: str
    detail_type: str = msgspec.field(name="detail-type")
    detail: msgspec.Raw


def account_event_of(body: str) -> AccountEvent:
    """The event of a message.

    Raises:
        RefusedEventError: when it is not of the agreed form.
    """
    try:
        envelope = msgspec.json.decode(body, type=_Envelope)
    except (msgspec.DecodeError, UnicodeError):
        raise RefusedEventError(RefusalReason.NOT_AN_EVENT) from None
    if envelope.source != SOURCE:
        raise RefusedEventError(RefusalReason.UNKNOWN_SOURCE, envelope.id)
    if envelope.detail_type not in set(AccountEventKind):
        raise RefusedEventError(RefusalReason.UNKNOWN_DETAIL_TYPE, envelope.id)
    kind = AccountEventKind(envelope.detail_type)
    try:
        detail = msgspec.json.decode(envelope.detail, type=FORMS[kind])
    except (msgspec.DecodeError, UnicodeError):
        raise RefusedEventError(RefusalReason.MALFORMED_DETAIL, envelope.id) from None
    if detail.occurred_at.utcoffset() != timedelta(0):
        raise RefusedEventError(RefusalReason.NOT_UTC, envelope.id)
    return AccountEvent(
        event_id=detail.event_id,
        kind=kind,
        occurred_at=detail.occurred_at.astimezone(UTC).replace(microsecond=0),
        username=detail.username,
        **_particulars(detail),
    )


def _particulars(detail: AccountDetail) -> dict[str, Any]:
    match detail:
        case ActivatedDetail(via=via):
            return {"via": AccountOrigin(via) if via else None}
        case EmailConfirmedDetail(email=email):
            return {"email": email}
        case GuardianshipDetail(student_username=student_username):
            return {"student_username": student_username}
    return {}
