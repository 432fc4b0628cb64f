"""Guardians' letters as one PDF, one page each, bookmarked by class."""

from collections.abc import Iterable
from typing import BinaryIO

from shared.adapters.letters.guardian_page import GuardianPage
from shared.adapters.letters.guardian_wording import BESIDE_WINDOW, words_of
from shared.adapters.letters.letter_document import Population, write_letters
from shared.adapters.letters.wording import Wording
from shared.domain.account import PasswordDisplay
from shared.domain.letter import GuardianLetter, Letterhead


def write_guardian_letters(
    out: BinaryIO, letterhead: Letterhead, letters: Iterable[GuardianLetter], *, title: str
) -> int:
    """Write one page per guardian, in the order given; returns the number of pages.

    A letter is bookmarked under the class of the first of its children. Pages go to `out` as
    letters arrive, so memory does not grow with their number. The same letters give the same
    bytes. Raises `ValueError` when there is no letter: a PDF needs a page.
    """
    return write_letters(out, letterhead, letters, _GUARDIANS, title=title)


def _words(shown: PasswordDisplay, letterhead: Letterhead) -> Wording:
    return words_of(shown, len(letterhead.portal_urls))


def _class_of(letter: GuardianLetter) -> tuple[str, str]:
    first = letter.children[0]
    return first.school_class, first.class_label


_GUARDIANS = Population(
    page=GuardianPage, words=_words, class_of=_class_of, beside_window=BESIDE_WINDOW
)
