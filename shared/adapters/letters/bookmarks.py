"""The bookmarks of a PDF: one level, each to the top of a page."""

from collections.abc import Sequence

from shared.adapters.letters.pdf_file import PdfFile, text_string


def write_bookmarks(pdf: PdfFile, bookmarks: Sequence[tuple[str, int]]) -> int:
    """Write (title, page object) pairs in order; returns the outline's object number."""
    outline = pdf.reserve()
    items = [pdf.reserve() for _ in bookmarks]
    for rank, (title, page) in enumerate(bookmarks):
        previous = b"/Prev %d 0 R" % items[rank - 1] if rank else b""
        following = b"/Next %d 0 R" % items[rank + 1] if rank + 1 < len(items) else b""
        pdf.write_object(
            items[rank],
            b"<</Title%b/Parent %d 0 R%b%b/Dest[%d 0 R/Fit]>>"
            % (text_string(title), outline, previous, following, page),
        )
    pdf.write_object(
        outline,
        b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (items[0], items[-1], len(items)),
    )
    return outline
