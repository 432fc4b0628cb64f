"""A PDF of letters, one page each, bookmarked by class: what every population's has in common."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, Generic, Protocol, TypeVar

from shared.adapters.letters.fonts import LetterFonts
from shared.adapters.letters.letter_form import form_content
from shared.adapters.letters.page_geometry import PAGE_HEIGHT, PAGE_WIDTH
from shared.adapters.letters.paged_document import PagedDocument, class_title
from shared.adapters.letters.wording import Wording
from shared.domain.account import PasswordDisplay
from shared.domain.letter import Letterhead


class Letter(Protocol):
    @property
    def password_shown(self) -> PasswordDisplay: ...


LetterT = TypeVar("LetterT", bound=Letter)
_ReadT_contra = TypeVar("_ReadT_contra", contravariant=True)


class Page(Protocol[_ReadT_contra]):
    """Writes the variable part of the pages of one document."""

    def content(self, letter: _ReadT_contra, /) -> bytes:
        """Operators that show the texts of one letter over its form."""


@dataclass(frozen=True, slots=True)
class Population(Generic[LetterT]):
    """What the letters of one population have of their own.

    `class_of` gives the code and the label of the class that a letter is bookmarked under.
    `beside_window` stands over what is written to the left of the envelope's window.
    """

    page: Callable[[LetterFonts], Page[LetterT]]
    words: Callable[[PasswordDisplay, Letterhead], Wording]
    class_of: Callable[[LetterT], tuple[str, str]]
    beside_window: str


def write_letters(
    out: BinaryIO,
    letterhead: Letterhead,
    letters: Iterable[LetterT],
    population: Population[LetterT],
    *,
    title: str,
) -> int:
    """Write one page per letter, in the order given; returns the number of pages.

    Pages go to `out` as letters arrive, so memory does not grow with their number. The same
    letters give the same bytes. Raises `ValueError` when there is no letter: a PDF needs a page.
    """
    arriving = iter(letters)
    first = next(arriving, None)
    if first is None:
        raise ValueError("no letter to write")
    document = _LetterDocument(out, letterhead, population)
    for letter in chain((first,), arriving):
        document.add(letter)
    return document.finish(title)


class _LetterDocument(Generic[LetterT]):
    def __init__(
        self, out: BinaryIO, letterhead: Letterhead, population: Population[LetterT]
    ) -> None:
        self._document = PagedDocument(out, PAGE_WIDTH, PAGE_HEIGHT)
        self._letterhead = letterhead
        self._population = population
        self._class_of = population.class_of
        self._page_content = population.page(self._document.fonts).content
        self._forms: dict[PasswordDisplay, int] = {}
        self._bookmarks: dict[tuple[str, str], int] = {}

    def add(self, letter: LetterT) -> None:
        form = self._forms.get(letter.password_shown) or self._add_form(letter.password_shown)
        page = self._document.add_page(b"/F%d Do " % form + self._page_content(letter))
        self._bookmarks.setdefault(self._class_of(letter), page)

    def finish(self, title: str) -> int:
        return self._document.finish(
            forms={b"F%d" % form: form for form in self._forms.values()},
            bookmarks=((class_title(*names), page) for names, page in self._bookmarks.items()),
            title=title,
            dated=self._letterhead.dated,
        )

    def _add_form(self, shown: PasswordDisplay) -> int:
        words = self._population.words(shown, self._letterhead)
        form = self._document.add_form(
            form_content(
                self._document.fonts, self._letterhead, words, self._population.beside_window
            )
        )
        self._forms[shown] = form
        return form
