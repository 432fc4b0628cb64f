"""The journal of a school: what its staff did there over some days, and to whom."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from shared.domain.account import Effect
from shared.domain.account_history import AN_AGENT, label_of
from shared.domain.errors import BadPeriodError
from shared.domain.french_time import PARIS, end_of_paris_day, paris_date
from shared.domain.identifiers import AccountId, OperationId, StaffId
from shared.domain.instruction import Population
from shared.domain.operation import Operation
from shared.domain.person import Person

USUAL_DAYS = 31
LONGEST_DAYS = 366
"""A trace is kept no longer."""

_FIRST, _LAST = date(2000, 1, 1), date(2999, 12, 31)
"""No trace is older; and what is so far away that it has no day after it is no day of ours."""


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days in Paris, both included."""

    since: date
    until: date

    @classmethod
    def of(cls, since: date | None, until: date | None, *, at: datetime) -> Self:
        """The days asked for; the last 31 up to now when nothing is said.

        Raises:
            BadPeriodError: when it ends before it begins, or is longer than traces are kept.
        """
        last = until or paris_date(at)
        if not _FIRST <= last <= _LAST:
            raise BadPeriodError(LONGEST_DAYS)
        first = since or last - timedelta(days=USUAL_DAYS - 1)
        if first < _FIRST or not timedelta() <= last - first < timedelta(days=LONGEST_DAYS):
            raise BadPeriodError(LONGEST_DAYS)
        return cls(first, last)

    @property
    def begins_at(self) -> datetime:
        return datetime.combine(self.since, time(), PARIS).astimezone(UTC)

    @property
    def ends_at(self) -> datetime:
        """The midnight that ends its last day, which is no longer part of it."""
        return end_of_paris_day(datetime.combine(self.until, time(12), PARIS))


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One trace of a school, as stored: of a request, its document, a setting, or one account."""

    trace_id: str
    tag: str
    at: datetime
    by: StaffId
    by_name: str = ""
    population: Population | None = None
    account_id: AccountId | None = None
    document_of: OperationId | None = None

    @property
    def is_request(self) -> bool:
        """Whether a bulk action was asked for: it is traced under the id of its operation."""
        return self.tag.startswith("operation:")

    @property
    def operation_id(self) -> OperationId | None:
        """The operation that it asked for, or whose document was taken away."""
        return OperationId(self.trace_id) if self.is_request else self.document_of


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """What is read of a trace: `by` is the agent's name, or words where none was told.

    `operation` is the bulk action asked for, or whose document was taken away; `person` the holder
    of a single account, if still there.
    """

    row: JournalRow
    label: str
    by: str
    operation: Operation | None
    population: Population | None
    person: Person | None


@dataclass(frozen=True, slots=True)
class JournalLine:
    """An entry for one account, or for none: a setting, or an operation that reached nobody."""

    entry: JournalEntry
    account_id: AccountId | None
    person: Person | None
    effect: Effect | None


def entry_of(
    row: JournalRow,
    operation: Operation | None,
    *,
    population: Population | None = None,
    person: Person | None = None,
) -> JournalEntry:
    """What is read of a trace, beside what it names."""
    return JournalEntry(
        row=row,
        label=label_of(row.tag),
        by=row.by_name or (operation.created_by_name if operation else "") or AN_AGENT,
        operation=operation,
        population=operation.population if operation else population or row.population,
        person=person,
    )
