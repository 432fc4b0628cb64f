"""A school, and the letters of each population: made, written, and read back."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

import pytest

from shared.adapters.letters.guardian_letters import write_guardian_letters
from shared.adapters.letters.student_letters import write_student_letters
from shared.domain.account import PasswordDisplay
from shared.domain.letter import Child, GuardianLetter, Letterhead, StudentLetter
from tests.pdf_reading import ReadPdf, read_pdf

STUDENTS_TITLE, GUARDIANS_TITLE = "Courriers des élèves", "Courriers des responsables"
LETTERHEAD = Letterhead(
    school_name="Collège Jean Moulin",
    uai="0450822X",
    school_lines=("12 rue des Écoles", "45000 ORLÉANS"),
    portal_urls=("https://ent.college-jean-moulin.fr",),
    dated=date(2026, 11, 23),
)


def write(letters: Iterable[StudentLetter], letterhead: Letterhead = LETTERHEAD) -> bytes:
    out = io.BytesIO()
    write_student_letters(out, letterhead, letters, title=STUDENTS_TITLE)
    return out.getvalue()


def write_guardians(
    letters: Iterable[GuardianLetter], letterhead: Letterhead = LETTERHEAD
) -> bytes:
    out = io.BytesIO()
    write_guardian_letters(out, letterhead, letters, title=GUARDIANS_TITLE)
    return out.getvalue()


_LetterT_contra = TypeVar("_LetterT_contra", contravariant=True)
_LetterT_co = TypeVar("_LetterT_co", covariant=True)


class _Write(Protocol[_LetterT_contra]):
    def __call__(
        self, letters: Iterable[_LetterT_contra], letterhead: Letterhead = LETTERHEAD
    ) -> bytes: ...


class _Read(Protocol[_LetterT_contra]):
    def __call__(
        self, letters: Iterable[_LetterT_contra], letterhead: Letterhead = LETTERHEAD
    ) -> ReadPdf: ...


class _LetterOf(Protocol[_LetterT_co]):
    def __call__(self, **changes: Any) -> _LetterT_co: ...


WriteLetters = _Write[StudentLetter]
ReadLetters = _Read[StudentLetter]
LetterOf = _LetterOf[StudentLetter]
WriteGuardianLetters = _Write[GuardianLetter]
ReadGuardianLetters = _Read[GuardianLetter]
GuardianLetterOf = _LetterOf[GuardianLetter]


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
    return _then_read(write)


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
    return _then_read(write_guardians)


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


@dataclass(frozen=True, slots=True)
class Population:
    """What the letters of one population are written with, for what holds for all of them."""

    letter: Callable[..., Any]
    varied: Callable[[int], Any]
    """The nth of letters that differ."""
    named: Callable[[str], Any]
    """A letter that has a name in every place of free text."""
    write: Callable[..., int]
    title: str

    def written(self, letters: Iterable[Any]) -> bytes:
        out = io.BytesIO()
        self.write(out, LETTERHEAD, letters, title=self.title)
        return out.getvalue()


@pytest.fixture(params=["students", "guardians"])
def population(
    request: pytest.FixtureRequest, letter: LetterOf, guardian_letter: GuardianLetterOf
) -> Population:
    """Each population in its turn."""
    if request.param == "students":
        return _students(letter)
    return _guardians(guardian_letter)


def _students(letter: LetterOf) -> Population:
    def varied(n: int) -> StudentLetter:
        return letter(username=f"e.lefevre{n}", family_name=f"ŁUKASZ {n}", password_shown=_state(n))

    def named(name: str) -> StudentLetter:
        return letter(
            family_name=name, first_name=name[::-1], school_class=name[:5], class_label=name
        )

    return Population(letter, varied, named, write_student_letters, STUDENTS_TITLE)


def _guardians(letter: GuardianLetterOf) -> Population:
    def varied(n: int) -> GuardianLetter:
        children = (Child("ŁUKASZ", f"Zoé {n}", "6B", ""),) * (1 + n % 9)
        return letter(username=f"a.doeuvre{n}", children=children, password_shown=_state(n))

    def named(name: str) -> GuardianLetter:
        children = (Child(name, name[::-1], name[:5], name), Child("", "", "", name))
        return letter(civility=name[:9], family_name=name, first_name=name[::-1], children=children)

    return Population(letter, varied, named, write_guardian_letters, GUARDIANS_TITLE)


def _state(n: int) -> PasswordDisplay:
    return list(PasswordDisplay)[n % len(PasswordDisplay)]


def _then_read(write: _Write[_LetterT_contra]) -> _Read[_LetterT_contra]:
    def write_and_read(
        letters: Iterable[_LetterT_contra], letterhead: Letterhead = LETTERHEAD
    ) -> ReadPdf:
        return read_pdf(write(letters, letterhead))

    return write_and_read


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
