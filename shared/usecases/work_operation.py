"""Doing an operation: slice after slice, each all or nothing, resumable at any point."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from shared.domain.account import Account, AccountAction, Effect, SealedPassword
from shared.domain.audit import AuditRow, audit_tag
from shared.domain.errors import ConcurrentChangeError
from shared.domain.identifiers import AccountId, Uai
from shared.domain.instruction import Outcome, OutcomeStatus, Population, Reason, Selected
from shared.domain.operation import Operation
from shared.domain.person import Person

_TRIES = 6

Change = tuple[Person, Person, AuditRow]
"""An account as it was read, as it becomes, and the trace of it."""


class OperationRows(Protocol):
    """What working needs of the operation's rows."""

    def selection(self, operation: Operation) -> Iterator[tuple[int, list[Selected]]]: ...
    def slices_done(self, operation: Operation) -> dict[int, list[Outcome]]: ...
    def write_slice(
        self,
        operation: Operation,
        number: int,
        changes: Sequence[Change],
        outcomes: Sequence[Outcome],
    ) -> None: ...


class PeopleById(Protocol):
    """Reads accounts as they are now."""

    def get_many(
        self, population: Population, uai: Uai, ids: Iterable[AccountId]
    ) -> Mapping[AccountId, Person]: ...


class Sealer(Protocol):
    """Encrypts a password as the account's next one."""

    def seal(self, account: Account, password: str) -> SealedPassword: ...


class OperationWorker:
    """Does the work of operations. Times come from `clock`, passwords from `passwords`."""

    def __init__(
        self,
        operations: OperationRows,
        people: PeopleById,
        sealer: Sealer,
        passwords: Iterator[str],
        clock: Callable[[], datetime],
    ) -> None:
        self._operations, self._people, self._sealer = operations, people, sealer
        self._passwords, self._clock = passwords, clock

    def work(self, operation: Operation, *, may_go_on: Callable[[], bool]) -> bool:
        """Do every slice not done yet; False when `may_go_on` said no before the last one.

        A slice that was done by an earlier delivery is left as it is: delivered again, killed
        anywhere, or done by two workers at once, the table ends the same.
        """
        done = self._operations.slices_done(operation)
        for number, selected in self._operations.selection(operation):
            if number in done:
                continue
            if not may_go_on():
                return False
            self._do_slice(operation, number, selected)
        return True

    def _do_slice(self, operation: Operation, number: int, selected: Sequence[Selected]) -> None:
        for _ in range(_TRIES):
            changes, outcomes = self._judged(operation, selected)
            try:
                self._operations.write_slice(operation, number, changes, outcomes)
            except ConcurrentChangeError:
                # Someone else's change, or our own write whose reply was lost: read again.
                if number in self._operations.slices_done(operation):
                    return
            else:
                return
        raise ConcurrentChangeError

    def _judged(
        self, operation: Operation, selected: Sequence[Selected]
    ) -> tuple[list[Change], list[Outcome]]:
        at = self._clock()
        ids = [each.account_id for each in selected]
        found = self._people.get_many(operation.population, operation.uai, ids)
        changes: list[Change] = []
        outcomes: list[Outcome] = []
        for each in selected:
            person = found.get(each.account_id)
            verdict = operation.instruction.judge(person, each, at)
            if person is None or isinstance(verdict, Reason):
                skipped = Outcome(each.account_id, OutcomeStatus.SKIPPED, reason=Reason(verdict))
                outcomes.append(skipped)
                continue
            after = self._after(person, operation, verdict, at)
            changes.append((person, after, _trace(operation, after, verdict, at)))
            outcomes.append(Outcome(each.account_id, OutcomeStatus.DONE, effect=verdict))
        return changes, outcomes

    def _after(self, person: Person, operation: Operation, effect: Effect, at: datetime) -> Person:
        account = person.account
        if effect is Effect.LISTED:
            return person
        if effect is Effect.NEW_PASSWORD:
            sealed = self._sealer.seal(account, next(self._passwords))
            account = account.with_new_password(operation.action, sealed, at=at)
        elif effect is Effect.PASSWORD_KEPT and operation.action is not AccountAction.RESET:
            account = account.renotified(at=at)
        return replace(person, account=account.stamped(operation.operation_id))


def _trace(operation: Operation, after: Person, effect: Effect, at: datetime) -> AuditRow:
    return AuditRow(
        account_id=after.account.account_id,
        account_uai=after.account.uai,
        uai=operation.uai,
        tag=audit_tag(operation.action),
        effect=effect,
        at=at,
        by=operation.created_by,
        operation_id=operation.operation_id,
        generation=after.account.generation,
    )
