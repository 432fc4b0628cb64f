"""A list of accounts as PDF: each class on pages of its own, to be handed to its teacher."""

from collections.abc import Iterable, Sequence
from itertools import chain, groupby, islice
from operator import attrgetter
from typing import BinaryIO

from shared.adapters.letters.paged_document import PagedDocument, class_title
from shared.adapters.lists.list_layout import GUARDIAN_LAYOUT, STUDENT_LAYOUT, Layout
from shared.adapters.lists.list_page import (
    SHARED_FORM,
    TOTAL_FORM,
    ClassNames,
    ListPages,
    ListRow,
)
from shared.domain.account_list import GuardianListRow, ListHeading, StudentListRow


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
    for names, of_class in groupby(chain((first,), arriving), key=attrgetter("group")):
        document.add_class(names, of_class)
    return document.finish()


class _ListDocument:
    def __init__(self, out: BinaryIO, heading: ListHeading, layout: Layout) -> None:
        self._document = PagedDocument(out, layout.width, layout.height)
        self._heading = heading
        self._layout = layout
        self._content = ListPages(self._document.fonts, layout)
        self._bookmarks: list[tuple[str, int]] = []

    def add_class(self, names: ClassNames, rows: Iterable[ListRow]) -> None:
        arriving = iter(rows)
        continued = False
        while on_page := list(islice(arriving, self._layout.rows)):
            self._add_page(names, on_page, continued=continued)
            continued = True

    def finish(self) -> int:
        document, heading = self._document, self._heading
        return document.finish(
            forms={
                SHARED_FORM: document.add_form(self._content.shared(heading)),
                TOTAL_FORM: document.add_form(self._content.total(len(document))),
            },
            bookmarks=self._bookmarks,
            title=f"{heading.title} – {heading.school_name}",
            dated=heading.dated,
        )

    def _add_page(self, names: ClassNames, rows: Sequence[ListRow], *, continued: bool) -> None:
        page = self._document.add_page(
            self._content.content(names, rows, number=len(self._document) + 1, continued=continued)
        )
        if not continued:
            self._bookmarks.append((class_title(*names), page))
