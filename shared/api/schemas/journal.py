"""What the routes about a school's journal answer."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from shared.api.schemas.common import Answer, Moment
from shared.domain.instruction import Population
from shared.domain.journal import JournalEntry, Period
from shared.domain.operation import OperationKind, OperationStatus


class JournalOperation(Answer):
    """The bulk action of an entry; which accounts it reached is its outcomes."""

    operation_id: str
    kind: OperationKind
    status: OperationStatus
    total: int
    done: int


class JournalAccount(Answer):
    """The one account of an entry; without names once its holder is gone."""

    account_id: str
    family_name: str | None
    first_name: str | None


class JournalEntryAnswer(Answer):
    """One act of the school's staff: `tag` is stable, `label` and `by` are French, for people.

    `staff_id` is the agent's at the identity provider. `population` is whom it was about.
    """

    at: Moment
    tag: str
    label: str
    by: str
    staff_id: str
    population: Population | None
    operation: JournalOperation | None
    account: JournalAccount | None

    @classmethod
    def of(cls, entry: JournalEntry) -> Self:
        row, operation, person = entry.row, entry.operation, entry.person
        return cls(
            at=row.at,
            tag=row.tag,
            label=entry.label,
            by=entry.by,
            staff_id=row.by,
            population=entry.population,
            operation=JournalOperation(
                operation_id=operation.operation_id,
                kind=operation.kind,
                status=operation.status,
                total=operation.total,
                done=operation.done,
            )
            if operation
            else None,
            account=JournalAccount(
                account_id=row.account_id,
                family_name=person.display_name if person else None,
                first_name=person.first_name if person else None,
            )
            if row.account_id
            else None,
        )


class JournalAnswer(Answer):
    """What the staff of a school did from `since` to `until`, newest first."""

    since: date
    until: date
    items: list[JournalEntryAnswer]
    next_cursor: str | None

    @classmethod
    def of(cls, period: Period, entries: Iterable[JournalEntry], next_cursor: str | None) -> Self:
        return cls(
            since=period.since,
            until=period.until,
            items=[JournalEntryAnswer.of(entry) for entry in entries],
            next_cursor=next_cursor,
        )
