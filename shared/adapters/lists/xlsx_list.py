"""A list of accounts as an Excel workbook: texts are texts, days are days."""

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range

from shared.adapters.lists.cell_text import plain
from shared.adapters.lists.streamed_sheet import RowMarkup, StreamedSheet
from shared.domain.account_list import (
    GUARDIAN_COLUMNS,
    STUDENT_COLUMNS,
    Column,
    GuardianListRow,
    ListHeading,
    StudentListRow,
)

_A4 = 9
_AS_TEXT = 49
"""Excel's own numbers for a size of paper and for a format of cells."""
_SHEET = "Comptes"
_WIDTHS = {
    "uai": 10,
    "school_name": 30,
    "mef_label": 28,
    "shown_class": 20,
    "status_label": 29,
    "origin_label": 18,
    "username": 22,
    "password_text": 17,
    "notified_on": 20,
    "last_sign_in_on": 26,
}
_NAME_WIDTH = 22
"""In characters, as Excel counts; the titles fit."""


def write_student_list(out: BinaryIO, heading: ListHeading, rows: Iterable[StudentListRow]) -> None:
    """Write pupils' rows under the guide's columns."""
    _write_workbook(out, heading, STUDENT_COLUMNS, rows)


def write_guardian_list(
    out: BinaryIO, heading: ListHeading, rows: Iterable[GuardianListRow]
) -> None:
    """Write guardians' rows under the guide's columns."""
    _write_workbook(out, heading, GUARDIAN_COLUMNS, rows)


def _write_workbook(
    out: BinaryIO,
    heading: ListHeading,
    columns: Sequence[Column],
    rows: Iterable[StudentListRow] | Iterable[GuardianListRow],
) -> None:
    """Rows wait in a temporary folder of the system, not in memory, and leave nothing there.

    The workbook's date is the list's own, not the clock's: the same rows give the same bytes.
    """
    cells = attrgetter(*(column.attribute for column in columns))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list.xlsx")
        with Workbook(str(path), {"constant_memory": True, "tmpdir": folder}) as book:
            created = datetime.combine(heading.dated, time(), UTC)
            book.set_properties({"title": plain(heading.title), "created": created})
            sheet = _AccountSheet(book, columns)
            for row in rows:
                sheet.add(cells(row))
            sheet.finish()
        with path.open("rb") as written:
            shutil.copyfileobj(written, out)


class _AccountSheet:
    """One sheet, filled from the top; its rows wait in a file."""

    def __init__(self, book: Workbook, columns: Sequence[Column]) -> None:
        self._sheet = book.add_worksheet(_SHEET, worksheet_class=StreamedSheet)
        self._last_column = len(columns) - 1
        self._rows = 0
        self._set_up(columns, book.add_format({"bold": True, "bg_color": "#DCE6F0", "bottom": 1}))
        self._sheet.begin_rows(1)
        # As text, and not "General": a cell edited and left again is not read anew as a formula.
        self._markup = RowMarkup(
            text=book.add_format({"num_format": _AS_TEXT}),
            day=book.add_format({"num_format": "dd/mm/yyyy", "align": "left"}),
        )

    def add(self, cells: Iterable[str | date | None]) -> None:
        self._rows += 1
        self._sheet.add_row(self._rows, self._markup.of(self._rows, cells))

    def finish(self) -> None:
        everything = (0, 0, self._rows, self._last_column)
        self._sheet.autofilter(*everything)
        self._sheet.ignore_errors({"number_stored_as_text": xl_range(*everything)})

    def _set_up(self, columns: Sequence[Column], titles: Format) -> None:
        sheet = self._sheet
        for number, column in enumerate(columns):
            width = _WIDTHS.get(column.attribute, _NAME_WIDTH)
            sheet.set_column(number, number, width)
            sheet.write_string(0, number, column.title, titles)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
