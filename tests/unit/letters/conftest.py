"""A school, a letter of each population, and what can be read in a finished PDF."""

import io
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import pypdfium2 as pdfium
import pytest

from shared.adapters.letters.guardian_letters import write_guardian_letters
from shared.adapters.letters.student_letters import write_student_letters
from shared.domain.account import PasswordDisplay
from shared.domain.letter import Child, GuardianLetter, Letterhead, StudentLetter

LETTERHEAD = Letterhead(
    school_name="Collège Jean Moulin",
    uai="0450822X",
    school_lines=("12 rue des Écoles", "45000 ORLÉANS"),
    portal_urls=("https://ent.college-jean-moulin.fr",),
    dated=date(2026, 11, 23),
)


@dataclass(frozen=True, slots=True)
class ReadPdf:
    """A PDF as a reader sees it; white space in texts counts for one space."""

    raw: bytes
    pages: list[str]
    bookmarks: list[tuple[str, int]]
    metadata: dict[str, str]


def read_pdf(raw: bytes) -> ReadPdf:
    with pdfium.PdfDocument(raw) as document:
        return ReadPdf(
            raw=raw,
            pages=[_text_of(document, number) for number in range(len(document))],
            bookmarks=[
                (bookmark.get_title(), bookmark.get_dest().get_index())
                for bookmark in document.get_toc()
            ],
            metadata=document.get_metadata_dict(skip_empty=True),
        )


def inflated(raw: bytes) -> bytes:
    """Every stream of the file, decompressed, one after the other."""
    streams = re.findall(rb"/Length (\d+)[^\n]*>>stream\n", raw)
    starts = [found.end() for found in re.finditer(rb"/Length \d+[^\n]*>>stream\n", raw)]
    return b"\n".join(
        zlib.decompress(raw[start : start + int(length)])
        for start, length in zip(starts, streams, strict=True)
    )


def _text_of(document: Any, number: int) -> str:
    page = document[number]
    text_page = page.get_textpage()
    text = " ".join(text_page.get_text_bounded().split())
    text_page.close()
    page.close()
    return text


def write(letters: Iterable[StudentLetter], letterhead: Letterhead = LETTERHEAD) -> bytes:
    out = io.BytesIO()
    write_student_letters(out, letterhead, letters, title="Courriers des élèves")
    return out.getvalue()


def write_guardians(
    letters: Iterable[GuardianLetter], letterhead: Letterhead = LETTERHEAD
) -> bytes:
    out = io.BytesIO()
    write_guardian_letters(out, letterhead, letters, title="Courriers des responsables")
    return out.getvalue()


class WriteLetters(Protocol):
    def __call__(
        self, letters: Iterable[StudentLetter], letterhead: Letterhead = LETTERHEAD
    ) -> bytes: ...


class ReadLetters(Protocol):
    def __call__(
        self, letters: Iterable[StudentLetter], letterhead: Letterhead = LETTERHEAD
    ) -> ReadPdf: ...


class LetterOf(Protocol):
    def __call__(self, **changes: Any) -> StudentLetter: ...


class WriteGuardianLetters(Protocol):
    def __call__(
        self, letters: Iterable[GuardianLetter], letterhead: Letterhead = LETTERHEAD
    ) -> bytes: ...


class ReadGuardianLetters(Protocol):
    def __call__(
        self, letters: Iterable[GuardianLetter], letterhead: Letterhead = LETTERHEAD
    ) -> ReadPdf: ...


class GuardianLetterOf(Protocol):
    def __call__(self, **changes: Any) -> GuardianLetter: ...


@pytest.fixture
def letterhead() -> Letterhead:
    return LETTERHEAD


@pytest.fixture
def written() -> WriteLetters:
    """Letters to the bytes of their PDF."""
    return write


@pytest.fixture
def read() -> ReadLetters:
    """Letters to what is read in their PDF."""

    def write_and_read(
        letters: Iterable[StudentLetter], letterhead: Letterhead = LETTERHEAD
    ) -> ReadPdf:
        return read_pdf(write(letters, letterhead))

    return write_and_read


@pytest.fixture
def letter() -> LetterOf:
    """A letter like any other, but for what is said."""

    def letter_of(**changes: Any) -> StudentLetter:
        usual: dict[str, Any] = {
            "family_name": "LEFÈVRE-DUPRÉ",
            "first_name": "Élodie",
            "school_class": "3A",
            "class_label": "Troisième A",
            "username": "e.lefevredupre",
            "postal_lines": ("M. ET MME LEFÈVRE-DUPRÉ", "15 RUE DE L’ŒUVRE", "45000 ORLÉANS"),
        }
        return StudentLetter(**(_account(changes) | usual | changes))

    return letter_of


@pytest.fixture
def written_to_guardians() -> WriteGuardianLetters:
    """Guardians' letters to the bytes of their PDF."""
    return write_guardians


@pytest.fixture
def read_by_guardians() -> ReadGuardianLetters:
    """Guardians' letters to what is read in their PDF."""

    def write_and_read(
        letters: Iterable[GuardianLetter], letterhead: Letterhead = LETTERHEAD
    ) -> ReadPdf:
        return read_pdf(write_guardians(letters, letterhead))

    return write_and_read


@pytest.fixture
def guardian_letter() -> GuardianLetterOf:
    """A guardian's letter like any other, but for what is said."""

    def letter_of(**changes: Any) -> GuardianLetter:
        usual: dict[str, Any] = {
            "civility": "MME",
            "family_name": "D’ŒUVRE",
            "first_name": "Anne-Sophie",
            "children": (Child("LEFÈVRE-DUPRÉ", "Élodie", "3A", "Troisième A"),),
            "username": "a.doeuvre",
            "postal_lines": ("15 RUE DE L’ŒUVRE", "45000 ORLÉANS"),
        }
        return GuardianLetter(**(_account(changes) | usual | changes))

    return letter_of


def _account(changes: dict[str, Any]) -> dict[str, Any]:
    """A temporary password, if one may show."""
    shown = changes.get("password_shown", PasswordDisplay.TEMPORARY)
    temporary = shown is PasswordDisplay.TEMPORARY
    return {
        "account_id": "account-1",
        "password_shown": shown,
        "temporary_password": "bdfkmprtxznc" if temporary else None,
        "valid_until": date(2027, 2, 23) if temporary else None,
    }
