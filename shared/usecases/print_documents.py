"""The document of an operation: what the table holds now, printed, kept for a day."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import BinaryIO, Protocol

from shared.domain.account import Account
from shared.domain.errors import (
    ConcurrentChangeError,
    FileSweptError,
    NoFileError,
    OperationNotFinishedError,
)
from shared.domain.identifiers import AccountId
from shared.domain.instruction import Outcome
from shared.domain.letter import KeptDocument
from shared.domain.operation import Document, Operation

_TRIES = 4

Secret = Callable[[Account], str]
"""What to show of a temporary password: itself when printing, its generation when comparing."""


class Operations(Protocol):
    """Reads what became of an operation's accounts."""

    def slices_done(self, operation: Operation) -> dict[int, list[Outcome]]: ...


class Opener(Protocol):
    """Decrypts the temporary password of an account."""

    def open(self, account: Account) -> str: ...


class DocumentFiles(Protocol):
    """Keeps one document per operation, with the fingerprint of what it says."""

    def kept(self, operation: Operation) -> KeptDocument | None: ...
    def write(
        self,
        operation: Operation,
        fingerprint: str,
        render: Callable[[BinaryIO], object],
        *,
        replacing: KeptDocument | None,
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Book:
    """What a document says: a heading, then one entry for each letter or line.

    `entries` makes them from the accounts as they were read; `write` sets them on paper, the same
    entries giving the same bytes.
    """

    heading: object
    entries: Callable[[Secret], Iterable[object]]
    write: Callable[[BinaryIO, Iterator[object]], object]

    def fingerprint(self) -> str:
        """A digest of all that it says; a password counts by its generation, never itself."""
        digest = sha256(repr(self.heading).encode())
        for entry in self.entries(_generation):
            digest.update(repr(entry).encode())
        return digest.hexdigest()


class Binder(Protocol):
    """Gathers the book of an operation from the table; None when nobody is left to tell."""

    def __call__(
        self, operation: Operation, ids: frozenset[AccountId], *, at: datetime
    ) -> Book | None: ...


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """A document ready to be handed out; `rendered_again` when accounts had changed since."""

    operation: Operation
    rendered_again: bool


class DocumentPrinter:
    """Makes the document of an operation from the table, never from what the worker remembers."""

    def __init__(
        self,
        operations: Operations,
        files: DocumentFiles,
        opener: Opener,
        binders: Mapping[Document, Binder],
    ) -> None:
        self._operations, self._files = operations, files
        self._opener, self._binders = opener, binders

    def up_to_date_file(self, operation: Operation, *, at: datetime) -> PrintedFile:
        """The document of a finished operation, rendered again if what it says has changed.

        Raises:
            OperationNotFinishedError, NoFileError: as they say.
            FileSweptError: a quarter of an hour before its 24 hours, swept or about to be.
        """
        if operation.document is None:
            raise NoFileError
        if not operation.status.finished:
            raise OperationNotFinishedError
        if operation.file_swept or operation.file_expires_at <= at:
            raise FileSweptError(operation.once_swept)
        return self.print(operation, at=at)

    def print(self, operation: Operation, *, at: datetime) -> PrintedFile:
        """Print what the accounts of `operation` say now, unless it is printed already.

        Raises:
            NoFileError: when it makes no document, or no account of it is left to print.
            ConcurrentChangeError: when others keep printing it at the same time.
        """
        for _ in range(_TRIES):
            # Someone else printed it meanwhile, perhaps with what has changed since we read.
            with suppress(ConcurrentChangeError):
                return self._printed(operation, at)
        raise ConcurrentChangeError

    def _printed(self, operation: Operation, at: datetime) -> PrintedFile:
        # Looked at before the table is read, so that what replaces it is never older than it.
        kept = self._files.kept(operation)
        book = self._book(operation, at)
        fingerprint = book.fingerprint()
        changed = kept is None or kept.fingerprint != fingerprint
        if changed:
            self._files.write(
                operation,
                fingerprint,
                lambda out: book.write(out, iter(book.entries(self._opener.open))),
                replacing=kept,
            )
        return PrintedFile(operation, rendered_again=kept is not None and changed)

    def _book(self, operation: Operation, at: datetime) -> Book:
        if operation.document is None:
            raise NoFileError
        told = _told(self._operations.slices_done(operation).values())
        book = self._binders[operation.document](operation, told, at=at) if told else None
        if book is None:
            raise NoFileError
        return book


def _told(slices: Iterable[Collection[Outcome]]) -> frozenset[AccountId]:
    return frozenset(o.account_id for outcomes in slices for o in outcomes if o.is_told)


def _generation(account: Account) -> str:
    return str(account.generation)
