"""An operation: a bulk action frozen when it is asked for, done slice by slice, reported."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from shared.domain.account import AccountAction, AccountStatus, Effect, Guardian, Person
from shared.domain.french_time import paris_date
from shared.domain.identifiers import AccountId, OperationId, StaffId, Uai

INLINE_LIMIT = 50
"""Up to this many accounts the request itself does the work and answers finished."""

CHUNK_SLICES = 10
"""Slices per stored piece of the frozen selection: at most 990 accounts an item."""

FILE_LIFETIME = timedelta(hours=24)
"""How long a document with passwords is kept (design §7)."""

STALLED_AFTER = timedelta(minutes=7)
"""An operation without a sign of life for this long is resumed: longer than a message hides."""

GIVE_UP_AFTER = 20
"""Resumptions after which what is left is reported as failed rather than tried for ever."""


class OperationKind(StrEnum):
    """What an operation does (guide §3.2, §3.4, §3.3)."""

    NOTIFICATION = "NOTIFICATION"
    PASSWORD_RESET = "PASSWORD_RESET"  # noqa: S105  a word, not a password
    ACCOUNT_LIST = "ACCOUNT_LIST"


class Population(StrEnum):
    """Whom an operation is about."""

    STUDENTS = "students"
    EXTERNAL_STUDENTS = "external_students"
    GUARDIANS = "guardians"


class Channel(StrEnum):
    """How a notification reaches people. E-mail is for guardians."""

    LETTER = "letter"
    EMAIL = "email"


class Document(StrEnum):
    """What an operation has to hand out. An e-mail notification has nothing."""

    LETTERS = "LETTERS"
    LIST_PDF = "LIST_PDF"
    LIST_CSV = "LIST_CSV"
    LIST_XLSX = "LIST_XLSX"

    @property
    def extension(self) -> str:
        """The end of its file's name."""
        return "pdf" if self is Document.LETTERS else self.value.removeprefix("LIST_").lower()


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
    ACTIVATING = "ACTIVATING"
    NO_EMAIL = "NO_EMAIL"
    DEPARTED = "DEPARTED"
    UNKNOWN = "UNKNOWN"
    RENEWED_SINCE_SELECTION = "RENEWED_SINCE_SELECTION"
    NOT_PROCESSED = "NOT_PROCESSED"
    MAIL_REJECTED = "MAIL_REJECTED"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one account: its effect when done, the reason when not."""

    account_id: AccountId
    status: OutcomeStatus
    effect: Effect | None = None
    reason: Reason | None = None

    @property
    def is_told(self) -> bool:
        """Whether its holder gets a letter, a line of the list, or an e-mail.

        Who was given a newer password by someone else meanwhile does too: with that one.
        """
        return self.status is OutcomeStatus.DONE or self.reason is Reason.RENEWED_SINCE_SELECTION


@dataclass(frozen=True, slots=True)
class Selected:
    """One account of a frozen selection, with the password generation it had then."""

    account_id: AccountId
    generation: int


@dataclass(frozen=True, slots=True)
class Instruction:
    """What is to be done to each account of a selection, in the school `uai`."""

    uai: Uai
    population: Population
    action: AccountAction
    include_activated: bool = False
    channel: Channel | None = None

    def judge(self, person: Person | None, selected: Selected, at: datetime) -> Effect | Reason:
        """What happens to one selected account as it stands now: an effect, or why it is skipped.

        Judged again at the moment of writing, since the selection may be minutes old: who has
        activated, left, or been given a newer password meanwhile is not touched by surprise.
        """
        if person is None:
            return Reason.UNKNOWN
        if not person.present_in(self.uai):
            return Reason.DEPARTED
        reason = self._set_aside(person)
        if reason is not None:
            return reason
        effect = person.account.effect_of(self.action, at)
        if effect is Effect.NEW_PASSWORD and person.account.generation != selected.generation:
            # Someone gave a newer password after this was asked for: a letter may already carry
            # it, so it is kept, and this operation's letters will show it.
            return Reason.RENEWED_SINCE_SELECTION
        return effect

    def _set_aside(self, person: Person) -> Reason | None:
        """Whom a bulk action leaves out: who has chosen a password, or begun to (guide §5.2).

        A pupil is never activating, so one rule does for everybody.
        """
        if self.action is not AccountAction.LIST and not self.include_activated:
            reason = _LEFT_OUT.get(person.account.status)
            if reason is not None:
                return reason
        if self.channel is Channel.EMAIL and not roster_email(person):
            return Reason.NO_EMAIL
        return None


_LEFT_OUT = {
    AccountStatus.ACTIVATING: Reason.ACTIVATING,
    AccountStatus.ACTIVATED: Reason.ACTIVATED,
}


def roster_email(person: Person) -> str | None:
    """The only address that mail goes to; pupils get none."""
    return person.roster_email if isinstance(person, Guardian) else None


@dataclass(frozen=True, slots=True)
class Operation:
    """A bulk action and its report.

    `selected` accounts are to be acted on, `left_out` were set aside when it was asked for.
    `done`, `skipped`, `failed` are final only once the status is.
    """

    operation_id: OperationId
    kind: OperationKind
    instruction: Instruction
    document: Document | None
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
    def uai(self) -> Uai:
        """The school that acts."""
        return self.instruction.uai

    @property
    def population(self) -> Population:
        """Whom it is about."""
        return self.instruction.population

    @property
    def action(self) -> AccountAction:
        """What is done to each account."""
        return self.instruction.action

    @property
    def by_email(self) -> bool:
        """Whether people are told by e-mail."""
        return self.instruction.channel is Channel.EMAIL

    @property
    def slice_size(self) -> int:
        """Accounts per transaction: their rows and the slice's own stay within a hundred.

        A list writes a trace for each account; other actions change the account too; an e-mail
        adds a row to the outbox.
        """
        if self.action is AccountAction.LIST:
            return 99
        return 33 if self.by_email else 49

    @property
    def file_expires_at(self) -> datetime:
        """When its document is no longer handed out."""
        return self.created_at + FILE_LIFETIME

    @property
    def file_name(self) -> str | None:
        """What the downloaded document is called: no name of a person, no secret."""
        if self.document is None:
            return None
        what = "courriers" if self.document is Document.LETTERS else "liste"
        whom = _FILE_WORDS[self.population]
        asked_on = paris_date(self.created_at)
        end = f"{asked_on}-{self.operation_id[-6:]}.{self.document.extension}"
        return f"{what}-{whom}-{self.uai}-{end}"


_FILE_WORDS = {
    Population.STUDENTS: "eleves",
    Population.EXTERNAL_STUDENTS: "eleves-exterieurs",
    Population.GUARDIANS: "responsables",
}


def final_status(outcomes: Iterable[Outcome]) -> tuple[OperationStatus, Counter[OutcomeStatus]]:
    """The end state, from what became of each account, with the count of each."""
    counts = Counter(outcome.status for outcome in outcomes)
    if not counts[OutcomeStatus.FAILED]:
        return OperationStatus.SUCCEEDED, counts
    if counts[OutcomeStatus.DONE]:
        return OperationStatus.PARTIAL, counts
    return OperationStatus.FAILED, counts
