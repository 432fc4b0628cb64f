"""A list of accounts as PDF: each class on pages of its own, to be handed to its teacher."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import chain, groupby, islice
from typing import BinaryIO

from shared.adapters.letters import wording
from shared.adapters.letters.bookmarks import write_bookmarks
from shared.adapters.letters.fonts import LetterFonts, numbers
from shared.adapters.letters.pdf_file import PdfFile, text_string
from shared.adapters.letters.repertoire import normalised
from shared.adapters.lists.list_layout import GUARDIAN_LAYOUT, STUDENT_LAYOUT, Layout
from shared.adapters.lists.list_page import ClassNames, ListPages, ListRow
from shared.domain.account_list import GuardianListRow, ListHeading, StudentListRow

_PRODUCER = "Administration des comptes ÉduConnect"


def write_student_list(out: BinaryIO, heading: ListHeading, rows: Iterable[StudentListRow]) -> int:
    """Write pupils by class, in portrait; returns the number of pages.

    Rows come sorted by class: another class begins another page. Pages go to `out` as rows
    arrive. The same rows give the same bytes. Raises `ValueError` when there is no row: a PDF
    needs a page.
    """
    return _write_list(out, heading, rows, STUDENT_LAYOUT)


def write_guardian_list(
    out: BinaryIO, heading: ListHeading, rows: Iterable[GuardianListRow]
) -> int:
    """Write guardians by class of the pupil, in landscape; otherwise as for pupils."""
    return _write_list(out, heading, rows, GUARDIAN_LAYOUT)


def _write_list(
    out: BinaryIO, heading: ListHeading, rows: Iterable[ListRow], layout: Layout
) -> int:
    arriving = iter(rows)
    first = next(arriving, None)
    if first is None:
        raise ValueError("no row to write")
    document = _ListDocument(out, heading, layout)
    for names, of_class in groupby(chain((first,), arriving), key=_class_of):
        document.add_class(names, of_class)
    return document.finish()


class _ListDocument:
    def __init__(self, out: BinaryIO, heading: ListHeading, layout: Layout) -> None:
        self._pdf = PdfFile(out)
        self._heading = heading
        self._layout = layout
        self._fonts = LetterFonts()
        self._content = ListPages(self._fonts, layout)
        self._page_tree = self._pdf.reserve()
        self._resources = self._pdf.reserve()
        self._pages = array("L")
        self._bookmarks: list[tuple[str, int]] = []

    def add_class(self, names: ClassNames, rows: Iterable[ListRow]) -> None:
        arriving = iter(rows)
        continued = False
        while on_page := list(islice(arriving, self._layout.rows)):
            self._add_page(names, on_page, continued=continued)
            continued = True

    def finish(self) -> int:
        pdf = self._pdf
        shared = self._add_form(self._content.shared(self._heading))
        total = self._add_form(self._content.total(len(self._pages)))
        fonts = self._fonts.write(pdf)
        pdf.write_object(
            self._resources,
            b"<</Font%b/XObject<</S %d 0 R/T %d 0 R>>>>" % (fonts, shared, total),
        )
        self._write_page_tree()
        outline = write_bookmarks(pdf, self._bookmarks)
        catalog = pdf.add_object(
            b"<</Type/Catalog/Pages %d 0 R/Outlines %d 0 R/PageMode/UseOutlines/Lang(fr-FR)"
            b"/ViewerPreferences<</DisplayDocTitle true>>>>" % (self._page_tree, outline)
        )
        pdf.finish(catalog=catalog, info=self._add_info())
        return len(self._pages)

    def _add_page(self, names: ClassNames, rows: Sequence[ListRow], *, continued: bool) -> None:
        number = len(self._pages) + 1
        content = self._pdf.add_stream(
            self._content.content(names, rows, number=number, continued=continued)
        )
        page = self._pdf.add_object(
            b"<</Type/Page/Parent %d 0 R/Contents %d 0 R>>" % (self._page_tree, content)
        )
        self._pages.append(page)
        if not continued:
            self._bookmarks.append((_bookmark(names), page))

    def _add_form(self, content: bytes) -> int:
        return self._pdf.add_stream(
            content,
            b"/Type/XObject/Subtype/Form/BBox[0 0 %b]/Resources %d 0 R"
            % (self._page_size(), self._resources),
        )

    def _write_page_tree(self) -> None:
        kids = b" ".join([b"%d 0 R" % page for page in self._pages])
        self._pdf.write_object(
            self._page_tree,
            b"<</Type/Pages/Count %d/Kids[%b]/MediaBox[0 0 %b]/Resources %d 0 R>>"
            % (len(self._pages), kids, self._page_size(), self._resources),
        )

    def _page_size(self) -> bytes:
        return numbers((self._layout.width, self._layout.height))

    def _add_info(self) -> int:
        """The date is the list's own, not the clock's, so that nothing changes again."""
        title = f"{self._heading.title} – {self._heading.school_name}"
        return self._pdf.add_object(
            b"<</Title%b/Producer%b/CreationDate(D:%b000000Z)>>"
            % (
                text_string(normalised(title)),
                text_string(_PRODUCER),
                self._heading.dated.strftime("%Y%m%d").encode(),
            )
        )


def _class_of(row: ListRow) -> ClassNames:
    return row.school_class, row.class_label


def _bookmark(names: ClassNames) -> str:
    return normalised(" – ".join(dict.fromkeys(filter(None, names)))) or wording.NO_CLASS
