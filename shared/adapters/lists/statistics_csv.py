"""Statistics as CSV: one table alone, or all of them one under the other."""

import csv
import io
from collections.abc import Sequence
from typing import BinaryIO

from shared.adapters.lists.cell_text import disarmed
from shared.domain.statistics_sheet import Cell, Sheet


def write_statistics(out: BinaryIO, sheets: Sequence[Sheet], updated: str) -> None:
    """UTF-8 with a byte order mark, semicolons, CRLF; no cell is a formula.

    A table alone is nothing but its columns, for a program; several each have their title, with
    `updated` above them, for a person.
    """
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    try:
        lines = csv.writer(text, delimiter=";", lineterminator="\r\n")
        if len(sheets) > 1:
            lines.writerow([updated])
        for sheet in sheets:
            if len(sheets) > 1:
                lines.writerows([[], [disarmed(sheet.title)]])
            lines.writerow(sheet.columns)
            lines.writerows([_shown(cell) for cell in line] for line in sheet.lines)
    finally:
        text.detach()


def _shown(cell: Cell) -> Cell:
    return disarmed(cell) if isinstance(cell, str) else cell
