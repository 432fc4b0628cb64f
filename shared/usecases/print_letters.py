"""The letters of a notification: what the table holds now, printed, kept for a day."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import BinaryIO, Protocol

from shared.domain.account import Account, PasswordDisplay, Student, password_display
from shared.domain.errors import (
    ConcurrentChangeError,
    FileSweptError,
    NoFileError,
    OperationNotFinishedError,
    UnknownOperationError,
)
from shared.domain.french_time import paris_date
from shared.domain.identifiers import AccountId, OperationId, Uai
from shared.domain.letter import KeptDocument, Letterhead, StudentLetter
from shared.domain.operation import Operation, Outcome, OutcomeStatus, Reason
from shared.domain.school import School
from shared.domain.student_search import StudentSort, sorted_students

_TRIES = 4

_FEW = 100
"""Up to this many, accounts are read one by one rather than with their whole school."""


class Operations(Protocol):
    """Reads an operation and what became of its accounts."""

    def get(self, uai: Uai, operation_id: OperationId) -> Operation | None: ...
    def slices_done(self, operation: Operation) -> dict[int, list[Outcome]]: ...


class Students(Protocol):
    """Reads accounts and addresses as they are now."""

    def all_of(self, uai: Uai) -> list[Student]: ...
    def get_many(
        self, uai: Uai, account_ids: Iterable[AccountId]
    ) -> Mapping[AccountId, Student]: ...
    def addresses_of(self, uai: Uai) -> dict[AccountId, tuple[str, ...]]: ...


class Schools(Protocol):
    """Reads a school."""

    def get(self, uai: Uai) -> School | None: ...


class Opener(Protocol):
    """Decrypts the temporary password of an account."""

    def open(self, account: Account) -> str: ...


class LetterFiles(Protocol):
    """Keeps one document per operation, with the fingerprint of what it says."""

    def kept(self, uai: Uai, operation_id: OperationId) -> KeptDocument | None: ...
    def write(
        self,
        uai: Uai,
        operation_id: OperationId,
        fingerprint: str,
        render: Callable[[BinaryIO], object],
        *,
        replacing: KeptDocument | None,
    ) -> None: ...


class LetterWriter(Protocol):
    """Renders letters; the same letters give the same bytes."""

    def __call__(
        self,
        out: BinaryIO,
        letterhead: Letterhead,
        letters: Iterable[StudentLetter],
        *,
        title: str,
    ) -> int: ...


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """A document ready to be handed out; `rendered_again` when accounts had changed since."""

    operation: Operation
    rendered_again: bool


class LetterPrinter:
    """Makes the document of an operation from the table, never from what the worker remembers."""

    def __init__(
        self,
        operations: Operations,
        students: Students,
        schools: Schools,
        opener: Opener,
        files: LetterFiles,
        writer: LetterWriter,
        portal_url: str,
    ) -> None:
        self._operations, self._students, self._schools = operations, students, schools
        self._opener, self._files, self._writer = opener, files, writer
        self._portal_url = portal_url

    def up_to_date_file(self, uai: Uai, operation_id: OperationId, *, at: datetime) -> PrintedFile:
        """The document of a finished operation, rendered again if what it says has changed.

        Raises:
            UnknownOperationError, OperationNotFinishedError, NoFileError: as they say.
            FileSweptError: after 24 hours, swept or about to be.
        """
        operation = self._operations.get(uai, operation_id)
        if operation is None:
            raise UnknownOperationError
        if not operation.status.finished:
            raise OperationNotFinishedError
        if operation.file_swept or operation.file_expires_at <= at:
            raise FileSweptError
        return self.print(operation, at=at)

    def print(self, operation: Operation, *, at: datetime) -> PrintedFile:
        """Print what the accounts of `operation` say now, unless it is printed already.

        Raises:
            NoFileError: when no account of it is left to print.
            ConcurrentChangeError: when others keep printing it at the same time.
        """
        for _ in range(_TRIES):
            # Someone else printed it meanwhile, perhaps with what has changed since we read.
            with suppress(ConcurrentChangeError):
                return self._printed(operation, at)
        raise ConcurrentChangeError

    def _printed(self, operation: Operation, at: datetime) -> PrintedFile:
        # Looked at before the table is read, so that what replaces it is never older than it.
        kept = self._files.kept(operation.uai, operation.operation_id)
        students = self._printable(operation)
        if not students:
            raise NoFileError
        school = self._schools.get(operation.uai) or School(operation.uai)
        letterhead = self._letterhead(school, operation)
        addresses = self._students.addresses_of(operation.uai)
        now = _fingerprint(letterhead, school, students, addresses, at)
        changed = kept is None or kept.fingerprint != now
        if changed:
            letters = self._letters(school, students, addresses, at)
            title = f"Courriers ÉduConnect – {letterhead.school_name}"
            self._files.write(
                operation.uai,
                operation.operation_id,
                now,
                lambda out: self._writer(out, letterhead, letters, title=title),
                replacing=kept,
            )
        return PrintedFile(operation, rendered_again=kept is not None and changed)

    def _printable(self, operation: Operation) -> list[Student]:
        slices = self._operations.slices_done(operation).values()
        ids = {o.account_id for outcomes in slices for o in outcomes if _is_printed(o)}
        found = self._read(operation.uai, ids)
        present = (student for student in found if student.departed_on is None)
        return sorted_students(present, StudentSort.SCHOOL_CLASS)

    def _read(self, uai: Uai, ids: Collection[AccountId]) -> Iterable[Student]:
        if len(ids) <= _FEW:
            return self._students.get_many(uai, ids).values()
        return (s for s in self._students.all_of(uai) if s.account.account_id in ids)

    def _letterhead(self, school: School, operation: Operation) -> Letterhead:
        return Letterhead(
            school_name=school.display_name,
            uai=school.uai,
            school_lines=school.postal_lines,
            portal_urls=(self._portal_url,),
            dated=paris_date(operation.created_at),
        )

    def _letters(
        self,
        school: School,
        students: Sequence[Student],
        addresses: Mapping[AccountId, tuple[str, ...]],
        at: datetime,
    ) -> Iterator[StudentLetter]:
        for student in students:
            account = student.account
            shown = password_display(account, at)
            expires_at = account.password_expires_at
            temporary = shown is PasswordDisplay.TEMPORARY
            yield StudentLetter(
                account_id=account.account_id,
                family_name=student.display_name,
                first_name=student.first_name,
                school_class=student.school_class,
                class_label=_other_label(school, student.school_class),
                username=account.username,
                password_shown=shown,
                temporary_password=self._opener.open(account) if temporary else None,
                valid_until=paris_date(expires_at) if temporary and expires_at else None,
                postal_lines=addresses.get(account.account_id, ()),
            )


def _is_printed(outcome: Outcome) -> bool:
    # Who was given a newer password by someone else meanwhile still gets a letter: with that one.
    return outcome.status is OutcomeStatus.DONE or outcome.reason is Reason.RENEWED_SINCE_SELECTION


def _other_label(school: School, code: str) -> str:
    label = school.class_label(code)
    return "" if label == code else label


def _fingerprint(
    letterhead: Letterhead,
    school: School,
    students: Sequence[Student],
    addresses: Mapping[AccountId, tuple[str, ...]],
    at: datetime,
) -> str:
    """A digest of all that the letters say; a password counts by its generation, never itself."""
    digest = sha256(repr(letterhead).encode())
    for student in students:
        account = student.account
        said = (
            account.account_id,
            student.display_name,
            student.first_name,
            student.school_class,
            _other_label(school, student.school_class),
            account.username,
            password_display(account, at),
            account.generation,
            account.password_expires_at,
            addresses.get(account.account_id, ()),
        )
        digest.update(repr(said).encode())
    return digest.hexdigest()
