"""Following an operation: where it stands, and what became of each account."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from shared.domain.account import Effect
from shared.domain.errors import UnknownOperationError
from shared.domain.identifiers import AccountId, OperationId, Uai
from shared.domain.instruction import Outcome, OutcomeStatus, Population, Reason
from shared.domain.mail import MailStatus
from shared.domain.operation import Operation, OperationKind
from shared.domain.staff import Caller, Module
from shared.usecases.end_operation import after_mail


class Operations(Protocol):
    """Reads operations and what became of their accounts."""

    def get(self, uai: Uai, operation_id: OperationId) -> Operation | None: ...
    def newest(self, uai: Uai, limit: int) -> list[Operation]: ...
    def slices_done(self, operation: Operation) -> dict[int, list[Outcome]]: ...
    def left_out(self, operation: Operation) -> list[Outcome]: ...


class Outbox(Protocol):
    """Reads what became of each e-mail."""

    def statuses(self, operation: Operation) -> dict[AccountId, MailStatus]: ...


@dataclass(frozen=True, slots=True)
class Follower:
    """Whose operations are shown: a school's for its administration, her own for an agent.

    Troubleshooting resets and lists pupils, and sees no more than what it asked for (guide §3.5).
    """

    caller: Caller
    uai: Uai

    def sees(self, operation: Operation) -> bool:
        """Whether this operation is shown to this caller."""
        if Module.ADMINISTRATION in self.caller.modules_in(self.uai):
            return True
        return (
            operation.created_by == self.caller.staff_id
            and operation.population is not Population.GUARDIANS
            and operation.kind is not OperationKind.NOTIFICATION
        )


@dataclass(frozen=True, slots=True)
class Fate:
    """What may become of an account and of its e-mail, whoever it is."""

    status: OutcomeStatus
    effect: Effect | None
    reason: Reason | None
    mail: MailStatus | None


@dataclass(frozen=True, slots=True)
class ToldOutcome:
    """What became of one account, and of its e-mail when one was due."""

    outcome: Outcome
    mail: MailStatus | None

    @property
    def fate(self) -> Fate:
        """The same, of nobody in particular."""
        outcome = self.outcome
        return Fate(outcome.status, outcome.effect, outcome.reason, self.mail)


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the accounts of an operation: `kept` by a filter, `totals` of all of them."""

    population: Population
    kept: Sequence[ToldOutcome]
    totals: Mapping[Fate, int]


def show_operation(
    operations: Operations, *, follower: Follower, operation_id: OperationId
) -> Operation:
    """The operation; while it runs, its progress is the sum of the slices done.

    Raises:
        UnknownOperationError: when this school has no such operation, or not for this caller.
    """
    return _with_progress(operations, known_operation(operations, follower, operation_id))


def newest_operations(operations: Operations, *, follower: Follower, limit: int) -> list[Operation]:
    """The last operations shown to this caller, newest first, with their progress."""
    newest = operations.newest(follower.uai, _LOOKED_AT)
    shown = [each for each in newest if follower.sees(each)][:limit]
    return [_with_progress(operations, each) for each in shown]


def operation_outcomes(
    operations: Operations,
    outbox: Outbox,
    *,
    follower: Follower,
    operation_id: OperationId,
    statuses: Collection[OutcomeStatus] = (),
    reasons: Collection[Reason] = (),
    mail_statuses: Collection[MailStatus] = (),
) -> Report:
    """Those left out, then those done, in the order of the work: it only grows at its end.

    Each filter keeps every outcome when empty. `reasons` NO_EMAIL gives exactly those to whom a
    letter is to be offered instead (guide §5.2).

    Raises:
        UnknownOperationError: when this school has no such operation, or not for this caller.
    """
    operation = known_operation(operations, follower, operation_id)
    mail = outbox.statuses(operation) if operation.by_email else {}
    rejected = {who for who, status in mail.items() if status is MailStatus.REJECTED}
    slices = operations.slices_done(operation)
    done = [outcome for number in sorted(slices) for outcome in slices[number]]
    everyone = [
        ToldOutcome(after_mail(each, rejected), mail.get(each.account_id))
        for each in [*operations.left_out(operation), *done]
    ]
    kept = [
        each
        for each in everyone
        if (not statuses or each.outcome.status in statuses)
        and (not reasons or each.outcome.reason in reasons)
        and (not mail_statuses or each.mail in mail_statuses)
    ]
    return Report(operation.population, kept, Counter(each.fate for each in everyone))


def known_operation(
    operations: Operations, follower: Follower, operation_id: OperationId
) -> Operation:
    """The operation as it is stored.

    Raises:
        UnknownOperationError: when this school has no such operation, or not for this caller.
    """
    operation = operations.get(follower.uai, operation_id)
    if operation is None or not follower.sees(operation):
        raise UnknownOperationError
    return operation


_LOOKED_AT = 100
"""Operations read to find those an agent may see; the most that a page shows."""


def _with_progress(operations: Operations, operation: Operation) -> Operation:
    if operation.status.finished:
        return operation
    slices = operations.slices_done(operation).values()
    counts = Counter(outcome.status for outcomes in slices for outcome in outcomes)
    return replace(
        operation,
        done=counts[OutcomeStatus.DONE],
        skipped=counts[OutcomeStatus.SKIPPED] + operation.left_out,
        failed=counts[OutcomeStatus.FAILED],
    )
