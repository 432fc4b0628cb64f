"""The outbox of an operation: one row a mail, moved on condition that its state allows it."""

import secrets
from collections.abc import Collection, Iterator
from datetime import datetime
from types import MappingProxyType
from typing import Any

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.operation_items import expiry
from shared.adapters.dynamodb.table import ConditionFailedError, Item, Table, key
from shared.domain.identifiers import AccountId, OperationId, Uai
from shared.domain.mail import (
    CLAIM_FROM,
    REJECT_FROM,
    RELEASE_FROM,
    SENDING_STALE_AFTER,
    SENT_FROM,
    TOLD_FROM,
    MailRejection,
    MailStatus,
)
from shared.domain.operation import Operation

_NOTHING: Any = MappingProxyType({})


def pending_mail_item(operation: Operation, account_id: AccountId) -> Item:
    """The row of a mail to send, for the transaction that decides it: ids, no address, no name."""
    return key(_rows(operation), keys.mail(account_id)) | {
        "status": {"S": MailStatus.PENDING},
        "since": {"S": _moment(operation.created_at)},
        "expires_at": expiry(operation.created_at),
    }


class OutboxRepository:
    """The mails of an operation. `since` dates their state, `claimed_by` names who sends them."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._worker = secrets.token_hex(8)

    def to_send(self, operation: Operation, *, at: datetime) -> Iterator[AccountId]:
        """AP-60: the mails that nobody sends: never claimed, or claimed by someone who died."""
        stale = _stale(at)
        for item in self._table.query(_rows(operation), keys.mail(AccountId(""))):
            status = item["status"]["S"]
            given_up = status == MailStatus.SENDING and item["since"]["S"] <= stale
            if status == MailStatus.PENDING or given_up:
                yield _account_id(item)

    def claim(self, operation: Operation, account_id: AccountId, *, at: datetime) -> bool:
        """AP-61: take a mail for sending; False when another worker has it, or it has gone."""
        sending = {"S": MailStatus.SENDING}
        try:
            self._move(
                (operation.uai, operation.operation_id, account_id),
                MailStatus.SENDING,
                CLAIM_FROM,
                at,
                or_if=" OR (#status = :to AND since <= :stale)",
                values={":stale": {"S": _stale(at)}, ":by": {"S": self._worker}},
                more=", claimed_by = :by",
            )
        except ConditionFailedError:
            # Our own claim looks the same when its reply was lost and the client asked again.
            row = self._table.get(_rows(operation), keys.mail(account_id)) or {}
            ours = {"S": self._worker}, {"S": _moment(at)}, sending
            return (row.get("claimed_by"), row.get("since"), row.get("status")) == ours
        return True

    def release(self, operation: Operation, account_id: AccountId, *, at: datetime) -> None:
        """AP-62: give back a mail that we claimed and that was certainly not sent."""
        self._try_to_move(
            (operation.uai, operation.operation_id, account_id),
            MailStatus.PENDING,
            RELEASE_FROM,
            at,
            and_if=" AND claimed_by = :by",
            values={":by": {"S": self._worker}},
        )

    def sent(self, operation: Operation, account_id: AccountId, *, at: datetime) -> None:
        """AP-63: the provider has it. An event may have said so already, or more."""
        where = (operation.uai, operation.operation_id, account_id)
        self._try_to_move(where, MailStatus.SENT, SENT_FROM, at)

    def rejected(
        self, operation: Operation, account_id: AccountId, *, at: datetime, reason: MailRejection
    ) -> None:
        """AP-64: it will not be sent, and why."""
        self._try_to_move(
            (operation.uai, operation.operation_id, account_id),
            MailStatus.REJECTED,
            REJECT_FROM,
            at,
            values={":reason": {"S": reason}},
            more=", reason = :reason",
        )

    def statuses(self, operation: Operation) -> dict[AccountId, MailStatus]:
        """AP-65: where each mail stands."""
        items = self._table.query(_rows(operation), keys.mail(AccountId("")))
        return {_account_id(item): MailStatus(item["status"]["S"]) for item in items}

    def record(
        self,
        uai: Uai,
        operation_id: OperationId,
        account_id: AccountId,
        status: MailStatus,
        *,
        at: datetime,
    ) -> None:
        """AP-66: what an event tells; nothing when there is no such mail, or more is known."""
        self._try_to_move((uai, operation_id, account_id), status, TOLD_FROM[status], at)

    def _try_to_move(
        self,
        where: tuple[Uai, OperationId, AccountId],
        to: MailStatus,
        starts: Collection[MailStatus],
        at: datetime,
        **how: Any,
    ) -> None:
        try:
            self._move(where, to, starts, at, **how)
        except ConditionFailedError:
            return

    def _move(
        self,
        where: tuple[Uai, OperationId, AccountId],
        to: MailStatus,
        starts: Collection[MailStatus],
        at: datetime,
        *,
        and_if: str = "",
        or_if: str = "",
        more: str = "",
        values: Item = _NOTHING,
    ) -> None:
        uai, operation_id, account_id = where
        froms = {f":from{n}": {"S": start} for n, start in enumerate(sorted(starts))}
        allowed = " OR ".join(f"#status = {name}" for name in froms)
        self._table.update(
            keys.operation_rows(uai, operation_id),
            keys.mail(account_id),
            UpdateExpression=f"SET #status = :to, since = :at{more}",
            ConditionExpression=f"({allowed}){and_if}{or_if}",
            ExpressionAttributeNames={"#status": "status"},
            ExpressionAttributeValues={
                **froms,
                ":to": {"S": to},
                ":at": {"S": _moment(at)},
                **values,
            },
        )


def _rows(operation: Operation) -> str:
    return keys.operation_rows(operation.uai, operation.operation_id)


def _account_id(item: Item) -> AccountId:
    return AccountId(item["SK"]["S"].removeprefix(keys.mail(AccountId(""))))


def _stale(at: datetime) -> str:
    return _moment(at - SENDING_STALE_AFTER)


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
