"""The journal of a school, page by page for a screen and line by line for a file.

The traces of a school are its own rows, in the order of time; which accounts a bulk action reached
is read where its slices wrote it, in the very transactions that changed them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from shared.domain.errors import JournalTooLongError
from shared.domain.identifiers import AccountId, OperationId, Uai
from shared.domain.instruction import Outcome, OutcomeStatus, Population
from shared.domain.journal import JournalEntry, JournalLine, JournalRow, Period, entry_of
from shared.domain.operation import Operation
from shared.domain.person import Person
from shared.usecases.paging import Place
from shared.usecases.people import SeenPerson

MOST_LINES = 20_000
"""Of one file: some 3 MB, of the 6 that a function may answer."""

_ROWS = 10_000
"""Traces of one file: a school has some tens a day."""


class Journal(Protocol):
    """Reads the traces of a school, and the operations that they name."""

    def of_school(
        self, uai: Uai, period: Period, *, before: str | None, limit: int, at: datetime
    ) -> list[JournalRow]: ...
    def operations(
        self, uai: Uai, operation_ids: Iterable[OperationId]
    ) -> Mapping[OperationId, Operation]: ...


class Outcomes(Protocol):
    """Reads what became of each account of an operation, slice by slice."""

    def slices_done(self, operation: Operation) -> Mapping[int, Sequence[Outcome]]: ...


class People(Protocol):
    """Reads those whom the school sees now; who has left it is told by the id alone."""

    def all_seen_by(self, uai: Uai, ids: Iterable[AccountId]) -> Mapping[AccountId, SeenPerson]: ...
    def seen_among(
        self, population: Population, uai: Uai, ids: Iterable[AccountId]
    ) -> Mapping[AccountId, Person]: ...


def journal_page(
    journal: Journal,
    people: People,
    *,
    uai: Uai,
    period: Period,
    after: Place | None,
    limit: int,
    at: datetime,
) -> tuple[list[JournalEntry], Place | None]:
    """The `limit` entries that follow `after`, newest first, and where they end if more follow."""
    before = str(after[0]) if after else None
    rows = journal.of_school(uai, period, before=before, limit=limit + 1, at=at)
    shown = rows[:limit]
    place = (shown[-1].trace_id,) if len(rows) > limit else None
    return _entries(journal, people, uai, shown), place


def journal_lines(
    journal: Journal,
    people: People,
    outcomes: Outcomes,
    *,
    uai: Uai,
    period: Period,
    at: datetime,
) -> Iterator[JournalLine]:
    """A line for each account that each trace of these days is about, newest first.

    Raises:
        JournalTooLongError: when there are more than one file can hold; nothing is left out.
    """
    rows = journal.of_school(uai, period, before=None, limit=_ROWS + 1, at=at)
    if len(rows) > _ROWS:
        raise JournalTooLongError
    told = 0
    for entry in _entries(journal, people, uai, rows):
        for line in _lines(entry, people, outcomes, uai):
            told += 1
            if told > MOST_LINES:
                raise JournalTooLongError
            yield line


def _entries(
    journal: Journal, people: People, uai: Uai, rows: Sequence[JournalRow]
) -> list[JournalEntry]:
    ids = [row.operation_id for row in rows if row.operation_id is not None]
    operations = journal.operations(uai, ids)
    seen_now = people.all_seen_by(uai, [row.account_id for row in rows if row.account_id])
    entries = []
    for row in rows:
        seen = seen_now.get(row.account_id) if row.account_id else None
        operation = operations.get(row.operation_id) if row.operation_id else None
        entries.append(
            entry_of(
                row,
                operation,
                population=seen.population if seen else None,
                person=seen.person if seen else None,
            )
        )
    return entries


def _lines(
    entry: JournalEntry, people: People, outcomes: Outcomes, uai: Uai
) -> Iterator[JournalLine]:
    operation = entry.operation if entry.row.is_request else None
    if operation is None:
        yield JournalLine(entry, entry.row.account_id, entry.person, None)
        return
    done = [
        outcome
        for _, told in sorted(outcomes.slices_done(operation).items())
        for outcome in told
        if outcome.status is OutcomeStatus.DONE
    ]
    found = people.seen_among(operation.population, uai, [each.account_id for each in done])
    for outcome in done:
        person = found.get(outcome.account_id)
        yield JournalLine(entry, outcome.account_id, person, outcome.effect)
    if not done:
        yield JournalLine(entry, None, None, None)
