"""A school, a student's letter, and what can be read in a finished PDF."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import pypdfium2 as pdfium
import pytest

from shared.adapters.letters.student_letters import write_student_letters
from shared.domain.account import PasswordDisplay
from shared.domain.letter import Letterhead, StudentLetter

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
        shown = changes.get("password_shown", PasswordDisplay.TEMPORARY)
        temporary = shown is PasswordDisplay.TEMPORARY
        usual: dict[str, Any] = {
            "account_id": "account-1",
            "family_name": "LEFÈVRE-DUPRÉ",
            "first_name": "Élodie",
            "school_class": "3A",
            "class_label": "Troisième A",
            "username": "e.lefevredupre",
            "password_shown": shown,
            "temporary_password": "bdfkmprtxznc" if temporary else None,
            "valid_until": date(2027, 2, 23) if temporary else None,
            "postal_lines": ("M. ET MME LEFÈVRE-DUPRÉ", "15 RUE DE L’ŒUVRE", "45000 ORLÉANS"),
        }
        return StudentLetter(**(usual | changes))

    return letter_of
