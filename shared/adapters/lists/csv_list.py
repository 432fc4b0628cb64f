"""A list of accounts as CSV, as French Excel opens it by a double click."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import BinaryIO

from shared.adapters.lists.cell_text import REMEMBERED_CELLS, disarmed
from shared.domain.account_list import (
    GUARDIAN_COLUMNS,
    STUDENT_COLUMNS,
    Column,
    GuardianListRow,
    ListHeading,
    StudentListRow,
)


def write_student_list(
    out: BinaryIO, _heading: ListHeading, rows: Iterable[StudentListRow]
) -> None:
    """Write pupils' rows; the guide's columns and nothing above them."""
    write_csv(out, STUDENT_COLUMNS, rows)


def write_guardian_list(
    out: BinaryIO, _heading: ListHeading, rows: Iterable[GuardianListRow]
) -> None:
    """Write guardians' rows; the guide's columns and nothing above them."""
    write_csv(out, GUARDIAN_COLUMNS, rows)


def write_csv(
    out: BinaryIO,
    columns: Sequence[Column],
    rows: Iterable[StudentListRow] | Iterable[GuardianListRow],
) -> None:
    """Write a line of titles, then a line per row as rows arrive; `out` stays open.

    UTF-8 with a byte order mark, semicolons, CRLF, days as dd/mm/yyyy. No cell is a formula.
    """
    cells = attrgetter(*(column.attribute for column in columns))
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    try:
        lines = csv.writer(text, delimiter=";", lineterminator="\r\n")
        lines.writerow(column.title for column in columns)
        shown = lru_cache(maxsize=REMEMBERED_CELLS)(_shown)
        lines.writerows(map(shown, cells(row)) for row in rows)
    finally:
        text.detach()


def _shown(cell: str | date | None) -> str:
    if isinstance(cell, str):
        return disarmed(cell)
    return "" if cell is None else f"{cell:%d/%m/%Y}"
