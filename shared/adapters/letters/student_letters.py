"""Students' letters as one PDF, one page each, bookmarked by class."""

from collections.abc import Iterable
from operator import attrgetter
from typing import BinaryIO

from shared.adapters.letters.letter_document import Population, write_letters
from shared.adapters.letters.student_page import StudentPage
from shared.adapters.letters.student_wording import BESIDE_WINDOW, words_of
from shared.adapters.letters.wording import Wording
from shared.domain.account import PasswordDisplay
from shared.domain.letter import Letterhead, StudentLetter


def write_student_letters(
    out: BinaryIO, letterhead: Letterhead, letters: Iterable[StudentLetter], *, title: str
) -> int:
    """Write one page per letter, in the order given; returns the number of pages.

    Pages go to `out` as letters arrive, so memory does not grow with their number. The same
    letters give the same bytes. Raises `ValueError` when there is no letter: a PDF needs a page.
    """
    return write_letters(out, letterhead, letters, _STUDENTS, title=title)


def _words(shown: PasswordDisplay, _: Letterhead) -> Wording:
    return words_of(shown)


_STUDENTS = Population(
    page=StudentPage,
    words=_words,
    class_of=attrgetter("school_class", "class_label"),
    beside_window=BESIDE_WINDOW,
)
