"""A PDF of pages of one size: what holds letters and lists alike."""

from array import array
from collections.abc import Iterable, Mapping
from datetime import date
from typing import BinaryIO

from shared.adapters.letters.bookmarks import write_bookmarks
from shared.adapters.letters.fonts import LetterFonts, numbers
from shared.adapters.letters.pdf_file import PdfFile, text_string
from shared.adapters.letters.repertoire import normalised
from shared.domain.school import NO_CLASS_LABEL

_PRODUCER = "Administration des comptes ÉduConnect"


class PagedDocument:
    """Pages that go to `out` as they come, with fonts and forms they all share."""

    def __init__(self, out: BinaryIO, width: float, height: float) -> None:
        self.fonts = LetterFonts()
        self._pdf = PdfFile(out)
        self._size = numbers((width, height))
        self._page_tree = self._pdf.reserve()
        self._resources = self._pdf.reserve()
        self._pages = array("L")

    def __len__(self) -> int:
        return len(self._pages)

    def add_page(self, content: bytes) -> int:
        """The number of the page's object, which a bookmark leads to."""
        stream = self._pdf.add_stream(content)
        page = self._pdf.add_object(
            b"<</Type/Page/Parent %d 0 R/Contents %d 0 R>>" % (self._page_tree, stream)
        )
        self._pages.append(page)
        return page

    def add_form(self, content: bytes) -> int:
        """The number of an object that any page can show, under a name told to `finish`."""
        return self._pdf.add_stream(
            content,
            b"/Type/XObject/Subtype/Form/BBox[0 0 %b]/Resources %d 0 R"
            % (self._size, self._resources),
        )

    def finish(
        self,
        *,
        forms: Mapping[bytes, int],
        bookmarks: Iterable[tuple[str, int]],
        title: str,
        dated: date,
    ) -> int:
        """Write what comes after the last page; returns the number of pages.

        `forms` are by the name that pages show them under, `bookmarks` in order. The document is
        said to be of `dated`, not of now, so that the same content gives the same bytes.
        """
        self._write_resources(forms)
        self._write_page_tree()
        outline = write_bookmarks(self._pdf, list(bookmarks))
        catalog = self._pdf.add_object(
            b"<</Type/Catalog/Pages %d 0 R/Outlines %d 0 R/PageMode/UseOutlines/Lang(fr-FR)"
            b"/ViewerPreferences<</DisplayDocTitle true>>>>" % (self._page_tree, outline)
        )
        self._pdf.finish(catalog=catalog, info=self._add_info(title, dated))
        return len(self._pages)

    def _write_resources(self, forms: Mapping[bytes, int]) -> None:
        fonts = self.fonts.write(self._pdf)
        named = b"".join(b"/%b %d 0 R" % form for form in forms.items())
        self._pdf.write_object(self._resources, b"<</Font%b/XObject<<%b>>>>" % (fonts, named))

    def _write_page_tree(self) -> None:
        kids = b" ".join([b"%d 0 R" % page for page in self._pages])
        self._pdf.write_object(
            self._page_tree,
            b"<</Type/Pages/Count %d/Kids[%b]/MediaBox[0 0 %b]/Resources %d 0 R>>"
            % (len(self._pages), kids, self._size, self._resources),
        )

    def _add_info(self, title: str, dated: date) -> int:
        return self._pdf.add_object(
            b"<</Title%b/Producer%b/CreationDate(D:%b000000Z)>>"
            % (
                text_string(normalised(title)),
                text_string(_PRODUCER),
                dated.strftime("%Y%m%d").encode(),
            )
        )


def class_title(code: str, label: str) -> str:
    """The bookmark of a class: its code and its label, once when they are the same."""
    return normalised(" – ".join(dict.fromkeys(filter(None, (code, label))))) or NO_CLASS_LABEL
