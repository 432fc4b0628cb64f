"""Students' letters as one PDF, one page each, bookmarked by class."""

from array import array
from collections.abc import Iterable
from itertools import chain
from typing import BinaryIO

from shared.adapters.letters import wording
from shared.adapters.letters.bookmarks import write_bookmarks
from shared.adapters.letters.fonts import LetterFonts, numbers
from shared.adapters.letters.letter_form import form_content
from shared.adapters.letters.page_geometry import PAGE_HEIGHT, PAGE_WIDTH
from shared.adapters.letters.pdf_file import PdfFile, text_string
from shared.adapters.letters.repertoire import normalised
from shared.adapters.letters.student_page import StudentPage
from shared.domain.account import PasswordDisplay
from shared.domain.letter import Letterhead, StudentLetter

_PRODUCER = "Administration des comptes ÉduConnect"


def write_student_letters(
    out: BinaryIO, letterhead: Letterhead, letters: Iterable[StudentLetter], *, title: str
) -> int:
    """Write one page per letter, in the order given; returns the number of pages.

    Pages go to `out` as letters arrive, so memory does not grow with their number. The same
    letters give the same bytes. Raises `ValueError` when there is no letter: a PDF needs a page.
    """
    arriving = iter(letters)
    first = next(arriving, None)
    if first is None:
        raise ValueError("no letter to write")
    document = _StudentLetters(out, letterhead)
    for letter in chain((first,), arriving):
        document.add(letter)
    return document.finish(title)


class _StudentLetters:
    def __init__(self, out: BinaryIO, letterhead: Letterhead) -> None:
        self._pdf = PdfFile(out)
        self._letterhead = letterhead
        self._fonts = LetterFonts()
        self._page = StudentPage(self._fonts)
        self._page_tree = self._pdf.reserve()
        self._resources = self._pdf.reserve()
        self._pages = array("L")
        self._forms: dict[PasswordDisplay, int] = {}
        self._bookmarks: dict[tuple[str, str], int] = {}

    def add(self, letter: StudentLetter) -> None:
        form = self._forms.get(letter.password_shown) or self._add_form(letter.password_shown)
        content = self._pdf.add_stream(b"/F%d Do " % form + self._page.content(letter))
        page = self._pdf.add_object(
            b"<</Type/Page/Parent %d 0 R/Contents %d 0 R>>" % (self._page_tree, content)
        )
        self._pages.append(page)
        self._bookmarks.setdefault((letter.school_class, letter.class_label), page)

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
        form = self._pdf.add_stream(
            form_content(self._fonts, self._letterhead, shown),
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
