"""Statistics as an Excel workbook: a sheet for each table, figures as numbers."""

from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from shared.adapters.lists.cell_text import plain
from shared.domain.statistics_sheet import SHEET_NAMES, Sheet

_FIRST_WIDTH, _WIDTH = 34, 22
"""In characters, as Excel counts."""
_TITLES_AT = 3
"""The line of column titles: the title of the table and its date stand above."""


def write_statistics(
    out: BinaryIO, sheets: Sequence[Sheet], updated: str, computed_at: datetime
) -> None:
    """The workbook is dated when the figures were computed: the same give the same bytes."""
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": "Statistiques", "created": computed_at})
        bold = book.add_format({"bold": True})
        titles = book.add_format(
            {"bold": True, "bg_color": "#DCE6F0", "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        for sheet in sheets:
            _write_sheet(book, sheet, updated, bold, titles)


def _write_sheet(book: Workbook, sheet: Sheet, updated: str, bold: Format, titles: Format) -> None:
    page = book.add_worksheet(SHEET_NAMES[sheet.name])
    page.set_column(0, 0, _FIRST_WIDTH)
    page.set_column(1, len(sheet.columns) - 1, _WIDTH)
    page.write_string(0, 0, sheet.title, bold)
    page.write_string(1, 0, updated)
    for column, title in enumerate(sheet.columns):
        page.write_string(_TITLES_AT, column, title, titles)
    for number, line in enumerate(sheet.lines, start=_TITLES_AT + 1):
        for column, cell in enumerate(line):
            if isinstance(cell, str):
                page.write_string(number, column, plain(cell))
            else:
                page.write_number(number, column, cell)
    page.freeze_panes(_TITLES_AT + 1, 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
