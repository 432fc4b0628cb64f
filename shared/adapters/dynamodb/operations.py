"""Operations in the table: written whole, done slice by slice, each slice one transaction."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, TypeVar

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.operation_actions import (
    audit_item,
    idempotency_item,
    person_update,
    put_new,
    requested_audit_item,
)
from shared.adapters.dynamodb.operation_items import (
    operation_from_item,
    operation_to_item,
    outcomes_from_item,
    outcomes_to_item,
    selection_from_item,
    selection_to_item,
)
from shared.adapters.dynamodb.outbox import pending_mail_item
from shared.adapters.dynamodb.table import ConditionFailedError, Item, Table
from shared.domain.audit import AuditRow
from shared.domain.errors import ConcurrentChangeError, IdempotencyKeyReusedError
from shared.domain.idempotency import IdempotentRequest
from shared.domain.identifiers import OperationId, Uai
from shared.domain.instruction import Outcome, Selected
from shared.domain.operation import CHUNK_SLICES, STALLED_AFTER, Operation
from shared.domain.person import Person

T = TypeVar("T")


class OperationRepository:
    """What `docs/data-model.md` calls the operation, its selection, its slices and its audit."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def create(
        self,
        operation: Operation,
        selected: Sequence[Selected],
        left_out: Sequence[Outcome],
        request: IdempotentRequest | None,
    ) -> Operation:
        """AP-07: the operation, its selection, its trace and its Idempotency-Key, or nothing.

        Returns `operation`, or the one that the same request has already created.

        Raises:
            IdempotencyKeyReusedError: when the key came before with another request.
        """
        items = [
            operation_to_item(operation) | _due_to_resume(operation.created_at),
            *(
                selection_to_item(operation, number, list(chunk))
                for number, chunk in enumerate(_chunks(operation, selected))
            ),
            *(
                outcomes_to_item(operation, keys.left_out_chunk(number), list(chunk))
                for number, chunk in enumerate(_chunks(operation, left_out))
            ),
            requested_audit_item(operation),
        ]
        if request:
            items.append(idempotency_item(operation, request))
        try:
            self._table.transact([put_new(item) for item in items])
        except ConditionFailedError:
            earlier = self.earlier(operation.uai, request) if request else None
            if earlier is None:
                raise ConcurrentChangeError from None
            return earlier
        return operation

    def earlier(self, uai: Uai, request: IdempotentRequest) -> Operation | None:
        """AP-42: the operation that the same request has already created.

        Raises:
            IdempotencyKeyReusedError: when the key came before with another request.
        """
        item = self._table.get(keys.idempotency(uai), request.key_digest)
        if item is None:
            return None
        if item["request"]["S"] != request.body_digest:
            raise IdempotencyKeyReusedError
        return self.get(uai, OperationId(item["operation"]["S"]))

    def get(self, uai: Uai, operation_id: OperationId) -> Operation | None:
        """AP-08: one operation of a school."""
        item = self._table.get(keys.operations(uai), operation_id)
        return operation_from_item(item) if item else None

    def newest(self, uai: Uai, limit: int) -> list[Operation]:
        """AP-09: the last operations of a school, newest first."""
        items = self._table.query(keys.operations(uai), newest_first=True, limit=limit)
        return [operation_from_item(item) for item in items]

    def selection(self, operation: Operation) -> Iterator[tuple[int, list[Selected]]]:
        """AP-10: the frozen selection, slice after slice, numbered from 0."""
        items = self._table.query(_rows(operation), "SELECTION#")
        number = 0
        for item in items:
            chunk = selection_from_item(item)
            for start in range(0, len(chunk), operation.slice_size):
                yield number, chunk[start : start + operation.slice_size]
                number += 1

    def slices_done(self, operation: Operation) -> dict[int, list[Outcome]]:
        """AP-11: what became of each account, by slice: the progress is their sum."""
        items = self._table.query(_rows(operation), "SLICE#")
        return {int(i["SK"]["S"].removeprefix("SLICE#")): outcomes_from_item(i) for i in items}

    def left_out(self, operation: Operation) -> list[Outcome]:
        """AP-12: the accounts set aside when the operation was asked for."""
        items = self._table.query(_rows(operation), "LEFT_OUT#")
        return [outcome for item in items for outcome in outcomes_from_item(item)]

    def write_slice(
        self,
        operation: Operation,
        number: int,
        changes: Sequence[tuple[Person, Person, AuditRow]],
        outcomes: Sequence[Outcome],
    ) -> None:
        """AP-13: the accounts of a slice, their audit rows and the slice's row, in one transaction.

        `changes` are (as read, as it becomes, trace). An account must still be the version read,
        and not have been written by this operation already. Of an operation by e-mail, whoever
        is to be told goes to the outbox too.

        Raises:
            ConcurrentChangeError: when an account has changed since it was read, or the slice is
                already done (a lost reply looks the same: look for the slice's row).
        """
        actions: list[dict[str, Any]] = []
        for before, after, audit in changes:
            if after is not before:
                actions.append({"Update": person_update(before, after)})
            actions.append(put_new(audit_item(audit)))
        if operation.by_email:
            told = (outcome.account_id for outcome in outcomes if outcome.is_told)
            actions += [put_new(pending_mail_item(operation, each)) for each in told]
        row = outcomes_to_item(operation, keys.operation_slice(number), list(outcomes))
        actions.append(put_new(row))
        try:
            self._table.transact(actions)
        except ConditionFailedError as error:
            raise ConcurrentChangeError from error

    def sign_of_life(self, operation: Operation, *, at: datetime) -> bool:
        """AP-14: it runs, and would next be found standing still later; False once it is over."""
        return self._alive(operation.uai, operation.operation_id, at, "")

    def resume(self, uai: Uai, operation_id: OperationId, *, at: datetime) -> bool:
        """AP-43: the same, and one more resumption; False too when it no longer stands still.

        Of two sweepers that found it, one resumes it: the index they read lags behind.
        """
        still = {":now": {"S": _moment(at)}, ":one": {"N": "1"}}
        more = " ADD resumptions :one"
        return self._alive(uai, operation_id, at, " AND due_at < :now", more, still)

    def _alive(
        self,
        uai: Uai,
        operation_id: OperationId,
        at: datetime,
        condition: str,
        more: str = "",
        values: Mapping[str, Item] = MappingProxyType({}),
    ) -> bool:
        try:
            self._table.update(
                keys.operations(uai),
                operation_id,
                UpdateExpression=f"SET #status = :running, due_at = :due{more}",
                ConditionExpression=f"(#status = :running OR #status = :queued){condition}",
                ExpressionAttributeNames={"#status": "status"},
                ExpressionAttributeValues={
                    ":running": {"S": "RUNNING"},
                    ":queued": {"S": "QUEUED"},
                    ":due": {"S": _moment(at + STALLED_AFTER)},
                    **values,
                },
            )
        except ConditionFailedError:
            return False
        return True

    def finish(self, finished: Operation) -> None:
        """AP-17: the end state, written last; from then on its document, if any, is to be swept."""
        if finished.finished_at is None:
            raise ValueError(f"operation {finished.operation_id} has not finished")
        values: dict[str, Item] = {
            ":status": {"S": finished.status},
            ":running": {"S": "RUNNING"},
            ":queued": {"S": "QUEUED"},
            ":done": {"N": str(finished.done)},
            ":skipped": {"N": str(finished.skipped)},
            ":failed": {"N": str(finished.failed)},
            ":at": {"S": finished.finished_at.isoformat()},
        }
        nothing_more, to_sweep = " REMOVE due_kind, due_at", ""
        if finished.document is not None:
            nothing_more, to_sweep = "", ", due_kind = :kind, due_at = :due"
            values[":kind"] = {"S": keys.DUE_FILE_SWEEP}
            values[":due"] = {"S": _moment(finished.file_sweep_at)}
        try:
            self._table.update(
                keys.operations(finished.uai),
                finished.operation_id,
                UpdateExpression=(
                    "SET #status = :status, done = :done, skipped = :skipped, failed = :failed, "
                    f"finished_at = :at{to_sweep}{nothing_more}"
                ),
                ConditionExpression="#status = :running OR #status = :queued",
                ExpressionAttributeNames={"#status": "status"},
                ExpressionAttributeValues=values,
            )
        except ConditionFailedError:
            return  # another delivery of the same work has written the same end

    def standing_still(self, *, at: datetime) -> Iterator[tuple[Uai, OperationId]]:
        """AP-18: operations without a sign of life, over the whole country."""
        return self._due(keys.DUE_RESUME, at)

    def files_to_sweep(self, *, at: datetime) -> Iterator[tuple[Uai, OperationId]]:
        """AP-19: operations whose document is about to have had its 24 hours, oldest first."""
        return self._due(keys.DUE_FILE_SWEEP, at)

    def file_swept(self, uai: Uai, operation_id: OperationId, *, at: datetime) -> None:
        """AP-40: its document is gone, and nothing more is due."""
        self._table.update(
            keys.operations(uai),
            operation_id,
            UpdateExpression="SET file_swept_at = :at REMOVE due_kind, due_at",
            ExpressionAttributeValues={":at": {"S": at.isoformat()}},
        )

    def sweep_again(self, uai: Uai, operation_id: OperationId, *, at: datetime) -> None:
        """AP-110: its document could not be deleted; it is due at `at`, after those due before."""
        self._table.update(
            keys.operations(uai),
            operation_id,
            UpdateExpression="SET due_at = :at",
            ExpressionAttributeValues={":at": {"S": _moment(at)}},
        )

    def _due(self, kind: str, at: datetime) -> Iterator[tuple[Uai, OperationId]]:
        for item in self._table.query_due(kind, _moment(at)):
            yield Uai(item["PK"]["S"].partition("#")[0]), OperationId(item["SK"]["S"])


def _due_to_resume(at: datetime) -> Item:
    return {"due_kind": {"S": keys.DUE_RESUME}, "due_at": {"S": _moment(at + STALLED_AFTER)}}


def _rows(operation: Operation) -> str:
    return keys.operation_rows(operation.uai, operation.operation_id)


def _chunks(operation: Operation, sequence: Sequence[T]) -> Iterator[Sequence[T]]:
    """Pieces to store in one item each; none cuts a slice in two."""
    size = CHUNK_SLICES * operation.slice_size
    return (sequence[start : start + size] for start in range(0, len(sequence), size))


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
