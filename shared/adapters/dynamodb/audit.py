"""The audit rows of an account or of a school, read back for the school that asks."""

from collections.abc import Iterable
from datetime import datetime

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.operation_items import has_expired, operation_from_item
from shared.adapters.dynamodb.table import Item, Table
from shared.domain.account import Effect
from shared.domain.account_history import Trace
from shared.domain.identifiers import AccountId, OperationId, StaffId, Uai
from shared.domain.instruction import Population
from shared.domain.journal import JournalRow, Period
from shared.domain.operation import Operation


class AuditRepository:
    """Reads what was done to an account; the rows themselves are put once by those who act."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def newest(self, home: Uai, account_id: AccountId, limit: int, *, at: datetime) -> list[Trace]:
        """AP-57: the last traces of an account that lives in `home`, newest first.

        DynamoDB deletes rows some days late: those whose time is over are not told.
        """
        rows = self._table.query(
            keys.account_audit(home, account_id), newest_first=True, limit=limit
        )
        return [_trace(home, row) for row in rows if not has_expired(row, at)]

    def of_school(
        self, uai: Uai, period: Period, *, before: str | None, limit: int, at: datetime
    ) -> list[JournalRow]:
        """AP-108: the traces of a school's staff over some days, newest first.

        `before` is the id of the last one already read. Those whose time is over are not told.
        """
        first, end = keys.moment(period.begins_at), before or keys.moment(period.ends_at)
        # The bounds are part of what is found; the last one read, or the midnight, is not wanted.
        found = self._table.query_between(
            keys.operation_audit(uai), first, end, newest_first=True, limit=limit + 1
        )
        rows = [row for row in found if row["SK"]["S"] < end and not has_expired(row, at)]
        return [_journal_row(row) for row in rows[:limit]]

    def operations(
        self, uai: Uai, operation_ids: Iterable[OperationId]
    ) -> dict[OperationId, Operation]:
        """AP-58: some operations of a school, by id; those that are gone are absent."""
        wanted = [(keys.operations(uai), each) for each in dict.fromkeys(operation_ids)]
        found = (operation_from_item(item) for item in self._table.get_many(wanted))
        return {operation.operation_id: operation for operation in found}


def _trace(home: Uai, row: Item) -> Trace:
    effect, operation, school = row.get("effect"), row.get("operation"), row.get("school")
    return Trace(
        tag=row["tag"]["S"],
        at=datetime.fromisoformat(row["at"]["S"]),
        school=Uai(school["S"]) if school else home,
        effect=Effect(effect["S"]) if effect and effect["S"] in _EFFECTS else None,
        operation_id=OperationId(operation["S"]) if operation else None,
    )


def _journal_row(row: Item) -> JournalRow:
    population, account, name = row.get("population"), row.get("account"), row.get("by_name")
    operation = row.get("operation")
    return JournalRow(
        trace_id=row["SK"]["S"],
        tag=row["tag"]["S"],
        at=datetime.fromisoformat(row["at"]["S"]),
        by=StaffId(row["by"]["S"]),
        by_name=name["S"] if name else "",
        population=Population(population["S"]) if population else None,
        account_id=AccountId(account["S"]) if account else None,
        document_of=OperationId(operation["S"]) if operation else None,
    )


_EFFECTS = frozenset(Effect)
