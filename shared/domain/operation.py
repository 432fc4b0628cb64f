"""An operation: a bulk action frozen when it is asked for, done slice by slice, reported."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from shared.domain.account import AccountAction
from shared.domain.french_time import paris_date
from shared.domain.identifiers import OperationId, StaffId, Uai
from shared.domain.instruction import Channel, Instruction, Outcome, OutcomeStatus, Population
from shared.domain.person import Student

INLINE_LIMIT = 50
"""Up to this many accounts the request itself does the work and answers finished."""

CHUNK_SLICES = 10
"""Slices per stored piece of the frozen selection: at most 990 accounts an item."""

FILE_LIFETIME = timedelta(hours=24)
"""No document with passwords is older (design §7)."""

FILE_HANDED_OUT = FILE_LIFETIME - timedelta(minutes=15)
"""A link lives for five minutes and printing again takes one: both end before the sweep."""

FILE_SWEPT = FILE_LIFETIME - timedelta(minutes=5)
"""When the sweep takes it, which comes every minute and may be late."""

STALLED_AFTER = timedelta(minutes=7)
"""An operation without a sign of life for this long is resumed: longer than a message hides."""

GIVE_UP_AFTER = 20
"""Resumptions after which what is left is reported as failed rather than tried for ever."""


class OperationKind(StrEnum):
    """What an operation does (guide §3.2, §3.4, §3.3)."""

    NOTIFICATION = "NOTIFICATION"
    PASSWORD_RESET = "PASSWORD_RESET"  # noqa: S105  a word, not a password
    ACCOUNT_LIST = "ACCOUNT_LIST"


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


@dataclass(frozen=True, slots=True)
class ListedPupils:
    """Beside which of their pupils a list shows guardians; an empty set is any class, any MEF.

    Guardians found by a class are listed for that class: a pupil of another one would print a
    page nobody asked for (guide §5.3).
    """

    school_classes: frozenset[str] = frozenset()
    mef_codes: frozenset[str] = frozenset()

    def among(self, children: Sequence[Student]) -> Sequence[Student]:
        """Those of one guardian; all of them when they have changed class since."""
        shown = [
            child
            for child in children
            if child.school_class in (self.school_classes or {child.school_class})
            and child.mef_code in (self.mef_codes or {child.mef_code})
        ]
        return shown or children


ALL_PUPILS = ListedPupils()


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
    listed_pupils: ListedPupils = ALL_PUPILS
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
        return self.created_at + FILE_HANDED_OUT

    @property
    def once_swept(self) -> str:
        """What to do when its document is gone, as a person reads it."""
        return _ONCE_SWEPT[self.kind]

    @property
    def file_sweep_at(self) -> datetime:
        """When the sweep deletes its document."""
        return self.created_at + FILE_SWEPT

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


_ONCE_SWEPT = {
    OperationKind.NOTIFICATION: (
        "Relancez la notification, sans réinitialiser : les mots de passe provisoires encore "
        "valables sont conservés."
    ),
    OperationKind.PASSWORD_RESET: (
        "Ne réinitialisez pas de nouveau : demandez la liste des mêmes comptes, qui donne les mots "
        "de passe provisoires encore valables."
    ),
    OperationKind.ACCOUNT_LIST: "Demandez une nouvelle liste : elle ne change rien aux comptes.",
}

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
