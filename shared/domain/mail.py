"""An e-mail to a guardian: the states it goes through, who may move it, what goes wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from shared.domain.identifiers import AccountId, OperationId, Uai

SENDING_STALE_AFTER = timedelta(minutes=15)
"""A mail that has been going out for this long is sent once more: whoever sent it has died.

Much longer than a worker lives, and than the provider takes to say that it has the mail.
"""

MAIL_PAUSE = timedelta(seconds=20)
"""How long an operation whose mail cannot go on waits before it is taken up again."""


class MailStatus(StrEnum):
    """Where a mail stands. `SENT`: the provider has it. `DELIVERED`: the mailbox has it.

    A bounce that may pass (full mailbox, out of office) changes nothing: such a notice also comes
    for mail that was read. `BOUNCED` is for ever.
    """

    PENDING = "PENDING"
    SENDING = "SENDING"
    SENT = "SENT"
    REJECTED = "REJECTED"
    DELIVERED = "DELIVERED"
    BOUNCED = "BOUNCED"
    COMPLAINED = "COMPLAINED"

    @property
    def settled(self) -> bool:
        """Whether nothing is left to send."""
        return self not in {MailStatus.PENDING, MailStatus.SENDING}


class MailRejection(StrEnum):
    """Why a mail was not sent, and never will be by its operation."""

    NOT_REACHABLE = "NOT_REACHABLE"
    """The guardian has left, or her e-mail address has, since the operation was asked for."""

    BAD_ADDRESS = "BAD_ADDRESS"
    REFUSED_BY_PROVIDER = "REFUSED_BY_PROVIDER"
    NOT_PROCESSED = "NOT_PROCESSED"
    """Tried too many times."""


class MailEventKind(StrEnum):
    """What the provider tells of a mail it was given."""

    SENT = "SENT"
    DELIVERED = "DELIVERED"
    DELAYED = "DELAYED"
    BOUNCED_FOR_NOW = "BOUNCED_FOR_NOW"
    BOUNCED_FOR_EVER = "BOUNCED_FOR_EVER"
    COMPLAINED = "COMPLAINED"
    REJECTED = "REJECTED"


_P, _S = MailStatus.PENDING, MailStatus.SENDING

# The transitions of a worker. A claim may also be made of `SENDING` once it is stale.
CLAIM_FROM = frozenset({_P})
RELEASE_FROM = frozenset({_S})
SENT_FROM = frozenset({_S})
REJECT_FROM = frozenset({_P, _S})

TOLD_FROM: Mapping[MailStatus, frozenset[MailStatus]] = {
    MailStatus.SENT: frozenset({_P, _S}),
    MailStatus.REJECTED: frozenset({_P, _S, MailStatus.SENT}),
    MailStatus.DELIVERED: frozenset({_P, _S, MailStatus.SENT, MailStatus.REJECTED}),
    MailStatus.BOUNCED: frozenset(
        {_P, _S, MailStatus.SENT, MailStatus.REJECTED, MailStatus.DELIVERED}
    ),
    MailStatus.COMPLAINED: frozenset(set(MailStatus) - {MailStatus.COMPLAINED}),
}
"""From which states an event may move a mail, by the state it leads to.

Events come late, early, twice and in any order, so each state is entered only from those that
say less: all orders end alike. A mail sent twice after a crash may have two fates; then what the
school must act on wins: a copy that arrived over one that was refused, an address that does not
exist over an arrival, a complaint over all, for it forbids writing again.
"""

_TOLD_BY = {
    MailEventKind.SENT: MailStatus.SENT,
    MailEventKind.DELIVERED: MailStatus.DELIVERED,
    MailEventKind.BOUNCED_FOR_EVER: MailStatus.BOUNCED,
    MailEventKind.COMPLAINED: MailStatus.COMPLAINED,
    MailEventKind.REJECTED: MailStatus.REJECTED,
}


@dataclass(frozen=True, slots=True)
class MailTags:
    """Which mail an event is about: ids, so that no event needs an address to be understood."""

    uai: Uai
    operation_id: OperationId
    account_id: AccountId


@dataclass(frozen=True, slots=True)
class MailEvent:
    """Something that happened to a mail at a moment."""

    tags: MailTags
    kind: MailEventKind
    at: datetime

    @property
    def status(self) -> MailStatus | None:
        """The state it tells; None when it only says that things take time."""
        return _TOLD_BY.get(self.kind)


class MailThrottledError(Exception):
    """The provider takes no more mail for now; this one was not taken."""


class MailUnavailableError(Exception):
    """The provider takes no mail of ours until someone mends something; it has not taken this one.

    `code` is the provider's word for it: sending paused, sender not verified, right missing.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class MailUncertainError(Exception):
    """No answer, or none that tells whether the provider has taken this mail."""


class MailRejectedError(Exception):
    """This mail will never be taken, for a `reason` of its own."""

    def __init__(self, reason: MailRejection) -> None:
        super().__init__(reason)
        self.reason = reason
