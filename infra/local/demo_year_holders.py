"""The holders of accounts in the past: what the identity provider tells of them, taken down.

Through the bus, each event would cost a function's run and some 25 ms on a small machine: five
minutes for the demo. The use case that the function runs is run here instead, and what it changes
is written many accounts at a time: a few seconds.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from infra.local.services import PlatformError
from shared.adapters.dynamodb.account_events import AccountEventRepository
from shared.adapters.dynamodb.account_writes import account_update, put_trace
from shared.adapters.dynamodb.operations import OperationRepository
from shared.adapters.dynamodb.table import TRANSACTION_LIMIT, ConditionFailedError, Item, Table
from shared.domain.account_events import AccountEvent
from shared.domain.audit import AccountTrace, AuditRow
from shared.domain.instruction import Outcome
from shared.domain.operation import Operation
from shared.domain.person import Person
from shared.usecases.record_account_event import EventOutcome, record_account_event


class KnownPeople:
    """The people of a school as they were last read or written: an event costs no read."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._known = {person.account.username: person for person in people}

    def find(self, username: str) -> Person | None:
        return self._known.get(username)

    def remember(self, person: Person) -> None:
        self._known[person.account.username] = person


class RememberedOperations(OperationRepository):
    """What staff change is known at once."""

    def __init__(self, table: Table, known: KnownPeople) -> None:
        super().__init__(table)
        self._known = known

    def write_slice(
        self,
        operation: Operation,
        number: int,
        changes: Sequence[tuple[Person, Person, AuditRow]],
        outcomes: Sequence[Outcome],
    ) -> None:
        super().write_slice(operation, number, changes, outcomes)
        for _, after, _ in changes:
            self._known.remember(after)


@dataclass(slots=True)
class _Changed:
    """An account as the table has it, as events have left it since, and their traces."""

    stored: Person
    latest: Person
    traces: list[AccountTrace] = field(default_factory=list)

    def actions(self) -> list[Item]:
        """What writes all of it, or nothing when the account is no longer as it was stored."""
        update = {"Update": account_update(self.stored, self.latest)}
        return [update, *(put_trace(trace) for trace in self.traces)]


class GatheredEvents(AccountEventRepository):
    """What events change is known at once, and written by `write`; disputes are written at once."""

    def __init__(self, table: Table, known: KnownPeople) -> None:
        super().__init__(table)
        self._table, self._known = table, known
        self._changed: dict[str, _Changed] = {}

    def record(self, before: Person, after: Person, trace: AccountTrace) -> bool:
        self.keep(before, after)
        self._changed[before.account.username].traces.append(trace)
        return True

    def keep(self, before: Person, after: Person) -> None:
        changed = self._changed.setdefault(before.account.username, _Changed(before, after))
        changed.latest = after
        self._known.remember(after)

    def write(self) -> None:
        """Raises PlatformError when someone else has changed one of the accounts."""
        try:
            for actions in _transactions(self._changed.values()):
                self._table.transact(actions)
        except ConditionFailedError as error:
            raise PlatformError("the demo's accounts are being changed by someone else") from error
        self._changed.clear()


def _transactions(changes: Iterable[_Changed]) -> Iterator[list[Item]]:
    """As few as can be; none cuts an account's actions in two."""
    full: list[Item] = []
    for each in changes:
        actions = each.actions()
        if len(full) + len(actions) > TRANSACTION_LIMIT:
            yield full
            full = []
        full += actions
    if full:
        yield full


@dataclass(frozen=True, slots=True)
class PastHolders:
    """Takes events down, in their order; `at` is a moment after all of them."""

    known: KnownPeople
    rows: GatheredEvents
    at: datetime

    def live(self, events: Iterable[AccountEvent]) -> None:
        """Raises PlatformError when one is not taken down."""
        for event in events:
            outcome, _ = record_account_event(self.known, self.rows, event, at=self.at)
            if outcome is not EventOutcome.RECORDED:
                raise PlatformError(f"event {event.event_id}: {outcome}")
        self.rows.write()
