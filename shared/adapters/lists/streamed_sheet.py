"""A sheet whose rows are written as markup: most of a list's time went into making it cell by cell.

What stands around the rows (styles, columns, the package) is xlsxwriter's.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from string import ascii_uppercase

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from shared.adapters.lists.cell_text import REMEMBERED_CELLS, plain

_DAY_ZERO = date(1899, 12, 30).toordinal()
"""Excel counts days from it, since it takes 1900 for a leap year."""

_LIKE_CONTROL = re.compile("_(?=x[0-9a-fA-F]{4}_)")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class StreamedSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
    """In a workbook of constant memory: what is above the rows is written the usual way."""

    def begin_rows(self, row: int) -> None:
        """All above the row of that number, the first being 0, has been written."""
        self._write_single_row(row)

    def add_row(self, row: int, markup: str) -> None:
        """Write the row of that number; rows come in order."""
        self.fh.write(markup)
        self.dim_rowmax = row


class RowMarkup:
    """Makes the markup of rows, texts in one format and days in another."""

    def __init__(self, text: Format, day: Format) -> None:
        self._text = f' s="{_index(text)}" t="inlineStr"><is><t'
        self._day = f' s="{_index(day)}"><v>'
        self._cell = lru_cache(maxsize=REMEMBERED_CELLS)(self._cell_markup)

    def of(self, row: int, cells: Iterable[str | date | None]) -> str:
        """The row of that number, the first being 0, of at most 26 cells; None is no cell."""
        number, cell_of = row + 1, self._cell
        cells_markup = [
            f'<c r="{column}{number}"{cell_of(cell)}'
            for column, cell in zip(ascii_uppercase, cells, strict=False)
            if cell is not None
        ]
        return f'<row r="{number}">{"".join(cells_markup)}</row>'

    def _cell_markup(self, cell: str | date) -> str:
        if not isinstance(cell, str):
            return f"{self._day}{cell.toordinal() - _DAY_ZERO}</v></c>"
        text = plain(cell)
        kept = ' xml:space="preserve"' if text != text.strip() else ""
        escaped = _LIKE_CONTROL.sub("_x005F_", text).translate(_MARKUP)
        return f"{self._text}{kept}>{escaped}</t></is></c>"


def _index(cell_format: Format) -> int:
    index: int = cell_format._get_xf_index()  # noqa: SLF001  where the styles have it
    return index
