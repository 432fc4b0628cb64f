"""An operation: a bulk action frozen when it is asked for, done slice by slice, reported."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from shared.domain.account import AccountAction, AccountStatus, Effect, Student
from shared.domain.french_time import paris_date
from shared.domain.identifiers import AccountId, OperationId, StaffId, Uai

INLINE_LIMIT = 50
"""Up to this many accounts the request itself does the work and answers finished."""

SLICE_SIZE = 49
"""Students per transaction: each with an audit row, and the slice's own row, within 100."""

CHUNK_SLICES = 10
"""Slices per stored piece of the frozen selection: at most 490 accounts an item."""

FILE_LIFETIME = timedelta(hours=24)
"""How long a document with passwords is kept (design §7)."""

STALLED_AFTER = timedelta(minutes=7)
"""An operation without a sign of life for this long is resumed: longer than a message hides."""

GIVE_UP_AFTER = 20
"""Resumptions after which what is left is reported as failed rather than tried for ever."""


class OperationKind(StrEnum):
    """What an operation does."""

    NOTIFICATION = "NOTIFICATION"


class Population(StrEnum):
    """Whom an operation is about."""

    STUDENTS = "students"


class OperationStatus(StrEnum):
    """Where an operation stands. `PARTIAL`: some accounts failed and some were done."""

    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    SUCCEEDED = "SUCCEEDED"
    PARTIAL = "PARTIAL"
    FAILED = "FAILED"

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen to it."""
        return self not in {OperationStatus.QUEUED, OperationStatus.RUNNING}


class OutcomeStatus(StrEnum):
    """What became of one account. Leaving out is not failing."""

    DONE = "DONE"
    SKIPPED = "SKIPPED"
    FAILED = "FAILED"


class Reason(StrEnum):
    """Why an account was left out, or failed."""

    ACTIVATED = "ACTIVATED"
    DEPARTED = "DEPARTED"
    UNKNOWN = "UNKNOWN"
    RENEWED_SINCE_SELECTION = "RENEWED_SINCE_SELECTION"
    NOT_PROCESSED = "NOT_PROCESSED"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one account: its effect when done, the reason when not."""

    account_id: AccountId
    status: OutcomeStatus
    effect: Effect | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Selected:
    """One account of a frozen selection, with the password generation it had then."""

    account_id: AccountId
    generation: int


@dataclass(frozen=True, slots=True)
class Operation:
    """A bulk action and its report.

    `selected` accounts are to be acted on, `left_out` were set aside when it was asked for.
    `done`, `skipped`, `failed` are final only once the status is.
    """

    operation_id: OperationId
    uai: Uai
    kind: OperationKind
    population: Population
    action: AccountAction
    include_activated: bool
    created_at: datetime
    created_by: StaffId
    created_by_name: str
    selected: int
    left_out: int
    status: OperationStatus = OperationStatus.QUEUED
    done: int = 0
    skipped: int = 0
    failed: int = 0
    resumptions: int = 0
    finished_at: datetime | None = None
    file_swept: bool = False

    @property
    def total(self) -> int:
        """Every account of the selection, those left out included."""
        return self.selected + self.left_out

    @property
    def slices(self) -> int:
        """How many transactions the work takes."""
        return -(-self.selected // SLICE_SIZE)

    @property
    def file_expires_at(self) -> datetime:
        """When its document is no longer handed out."""
        return self.created_at + FILE_LIFETIME

    @property
    def file_name(self) -> str:
        """What the downloaded document is called: no name of a person, no secret."""
        asked_on = paris_date(self.created_at)
        return f"courriers-eleves-{self.uai}-{asked_on}-{self.operation_id[-6:]}.pdf"


def judge(
    student: Student | None,
    selected: Selected,
    action: AccountAction,
    *,
    include_activated: bool,
    at: datetime,
) -> Effect | Reason:
    """What happens to one selected account as it stands now: an effect, or a reason to skip it.

    Judged again at the moment of writing, since the selection may be minutes old: who has
    activated, left, or been given a newer password meanwhile is not touched by surprise.
    """
    if student is None:
        return Reason.UNKNOWN
    if student.departed_on is not None:
        return Reason.DEPARTED
    if student.account.status is AccountStatus.ACTIVATED and not include_activated:
        return Reason.ACTIVATED
    effect = student.account.effect_of(action, at)
    if effect is Effect.NEW_PASSWORD and student.account.generation != selected.generation:
        # Someone gave a newer password after this was asked for: a letter may already carry
        # it, so it is kept, and this operation's letters will show it.
        return Reason.RENEWED_SINCE_SELECTION
    return effect


def final_status(outcomes: Iterable[Outcome]) -> tuple[OperationStatus, Counter[OutcomeStatus]]:
    """The end state, from what became of each account, with the count of each."""
    counts = Counter(outcome.status for outcome in outcomes)
    if not counts[OutcomeStatus.FAILED]:
        return OperationStatus.SUCCEEDED, counts
    if counts[OutcomeStatus.DONE]:
        return OperationStatus.PARTIAL, counts
    return OperationStatus.FAILED, counts
