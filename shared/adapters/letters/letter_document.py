"""A PDF of letters, one page each, bookmarked by class: what every population's has in common."""

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, Generic, Protocol, TypeVar

from shared.adapters.letters import wording
from shared.adapters.letters.bookmarks import write_bookmarks
from shared.adapters.letters.fonts import LetterFonts, numbers
from shared.adapters.letters.letter_form import form_content
from shared.adapters.letters.page_geometry import PAGE_HEIGHT, PAGE_WIDTH
from shared.adapters.letters.pdf_file import PdfFile, text_string
from shared.adapters.letters.repertoire import normalised
from shared.adapters.letters.wording import Wording
from shared.domain.account import PasswordDisplay
from shared.domain.letter import Letterhead

_PRODUCER = "Administration des comptes ÉduConnect"


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
        self._pdf = PdfFile(out)
        self._letterhead = letterhead
        self._population = population
        self._class_of = population.class_of
        self._fonts = LetterFonts()
        self._page_content = population.page(self._fonts).content
        self._page_tree = self._pdf.reserve()
        self._resources = self._pdf.reserve()
        self._pages = array("L")
        self._forms: dict[PasswordDisplay, int] = {}
        self._bookmarks: dict[tuple[str, str], int] = {}

    def add(self, letter: LetterT) -> None:
        form = self._forms.get(letter.password_shown) or self._add_form(letter.password_shown)
        content = self._pdf.add_stream(b"/F%d Do " % form + self._page_content(letter))
        page = self._pdf.add_object(
            b"<</Type/Page/Parent %d 0 R/Contents %d 0 R>>" % (self._page_tree, content)
        )
        self._pages.append(page)
        self._bookmarks.setdefault(self._class_of(letter), page)

    def finish(self, title: str) -> int:
        pdf = self._pdf
        forms = b"".join(b"/F%d %d 0 R" % (form, form) for form in self._forms.values())
        fonts = self._fonts.write(pdf)
        pdf.write_object(self._resources, b"<</Font%b/XObject<<%b>>>>" % (fonts, forms))
        self._write_page_tree()
        outline = write_bookmarks(
            pdf, [(_class_title(*key), page) for key, page in self._bookmarks.items()]
        )
        catalog = pdf.add_object(
            b"<</Type/Catalog/Pages %d 0 R/Outlines %d 0 R/PageMode/UseOutlines/Lang(fr-FR)"
            b"/ViewerPreferences<</DisplayDocTitle true>>>>" % (self._page_tree, outline)
        )
        pdf.finish(catalog=catalog, info=self._add_info(title))
        return len(self._pages)

    def _add_form(self, shown: PasswordDisplay) -> int:
        words = self._population.words(shown, self._letterhead)
        form = self._pdf.add_stream(
            form_content(self._fonts, self._letterhead, words, self._population.beside_window),
            b"/Type/XObject/Subtype/Form/BBox[0 0 %b]/Resources %d 0 R"
            % (numbers((PAGE_WIDTH, PAGE_HEIGHT)), self._resources),
        )
        self._forms[shown] = form
        return form

    def _write_page_tree(self) -> None:
        kids = b" ".join([b"%d 0 R" % page for page in self._pages])
        size = numbers((PAGE_WIDTH, PAGE_HEIGHT))
        self._pdf.write_object(
            self._page_tree,
            b"<</Type/Pages/Count %d/Kids[%b]/MediaBox[0 0 %b]/Resources %d 0 R>>"
            % (len(self._pages), kids, size, self._resources),
        )

    def _add_info(self, title: str) -> int:
        """The date is the letters' own, not the clock's, so that nothing changes again."""
        return self._pdf.add_object(
            b"<</Title%b/Producer%b/CreationDate(D:%b000000Z)>>"
            % (
                text_string(normalised(title)),
                text_string(_PRODUCER),
                self._letterhead.dated.strftime("%Y%m%d").encode(),
            )
        )


def _class_title(school_class: str, class_label: str) -> str:
    return normalised(" – ".join(filter(None, (school_class, class_label)))) or wording.NO_CLASS
