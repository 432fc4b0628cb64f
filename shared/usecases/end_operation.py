"""The end of an operation: derived from its rows, or given up when it must not go on."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from shared.domain.identifiers import AccountId
from shared.domain.instruction import Outcome, OutcomeStatus, Reason, Selected
from shared.domain.mail import MailRejection, MailStatus
from shared.domain.operation import GIVE_UP_AFTER, Operation, final_status
from shared.usecases.work_operation import OperationRows


class RowsToEnd(OperationRows, Protocol):
    """What ending needs of the operation's rows, beside what working on it does."""

    def left_out(self, operation: Operation) -> list[Outcome]: ...
    def finish(self, finished: Operation) -> None: ...


class MailStates(Protocol):
    """The states of an operation's mails."""

    def statuses(self, operation: Operation) -> dict[AccountId, MailStatus]: ...
    def rejected(
        self, operation: Operation, account_id: AccountId, *, at: datetime, reason: MailRejection
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class OperationEnding:
    """Ends operations, whoever has done their work. Times come from `clock`."""

    operations: RowsToEnd
    outbox: MailStates
    clock: Callable[[], datetime]

    def finish(self, operation: Operation) -> Operation:
        """The operation with its end state, derived from its rows and written down."""
        mail = self.outbox.statuses(operation) if operation.by_email else {}
        rejected = {who for who, status in mail.items() if status is MailStatus.REJECTED}
        slices = self.operations.slices_done(operation)
        outcomes = [after_mail(o, rejected) for each in slices.values() for o in each]
        outcomes += self.operations.left_out(operation)
        status, counts = final_status(outcomes)
        ended = replace(
            operation,
            status=status,
            done=counts[OutcomeStatus.DONE],
            skipped=counts[OutcomeStatus.SKIPPED],
            failed=counts[OutcomeStatus.FAILED],
            finished_at=self.clock(),
        )
        self.operations.finish(ended)
        return ended

    def give_up(self, operation: Operation) -> None:
        """Report as failed the accounts not done yet, and as rejected the mails not sent yet."""
        done = self.operations.slices_done(operation)
        for number, selected in self.operations.selection(operation):
            if number not in done:
                failed = [_not_processed(each) for each in selected]
                self.operations.write_slice(operation, number, [], failed)
        if operation.by_email:
            self._give_up_mails(operation)

    def _give_up_mails(self, operation: Operation) -> None:
        reason = MailRejection.NOT_PROCESSED
        for account_id, status in self.outbox.statuses(operation).items():
            if not status.settled:
                self.outbox.rejected(operation, account_id, at=self.clock(), reason=reason)


def to_give_up(operation: Operation, *, at: datetime) -> bool:
    """Whether what is left of it must be called failed.

    It has been resumed too often for a passing fault; or it was asked for so long ago that its
    document could no longer be handed out, and nobody expects its mails: a table restored from a
    backup has such operations, which were done after it.
    """
    return operation.resumptions > GIVE_UP_AFTER or operation.file_expires_at <= at


def after_mail(outcome: Outcome, rejected: Collection[AccountId]) -> Outcome:
    """What became of an account, once it is known whose e-mail could not be sent.

    A failure has a reason and no effect: its password may be new, but its holder was not told.
    """
    if outcome.account_id not in rejected:
        return outcome
    return Outcome(outcome.account_id, OutcomeStatus.FAILED, reason=Reason.MAIL_REJECTED)


def _not_processed(selected: Selected) -> Outcome:
    return Outcome(selected.account_id, OutcomeStatus.FAILED, reason=Reason.NOT_PROCESSED)
