"""Noting what the provider tells of a mail."""

from datetime import datetime
from typing import Protocol

from shared.domain.identifiers import AccountId, OperationId, Uai
from shared.domain.mail import MailEvent, MailStatus


class Outbox(Protocol):
    """Moves a mail forward; nothing happens when it is unknown, or further already."""

    def record(
        self,
        uai: Uai,
        operation_id: OperationId,
        account_id: AccountId,
        status: MailStatus,
        *,
        at: datetime,
    ) -> None: ...


def record_mail_event(outbox: Outbox, event: MailEvent) -> None:
    """Keep what `event` tells, unless it only says that things take time."""
    if event.status is None:
        return
    tags = event.tags
    outbox.record(tags.uai, tags.operation_id, tags.account_id, event.status, at=event.at)
