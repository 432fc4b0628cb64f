"""The workbook with openpyxl, in the mode it has for long sheets."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from shared.domain.account_list import GuardianListRow
from tests.bench.lists.school import TITLES, cells, guardians
from tests.bench.stopwatch import print_median


def write(rows: Sequence[GuardianListRow], path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Comptes")
    sheet.append(TITLES)
    for row in rows:
        sheet.append(list(_shown(sheet, row)))
    book.save(path)


def _shown(sheet: Any, row: GuardianListRow) -> Iterator[Any]:
    for cell in cells(row):
        if isinstance(cell, date):
            day = WriteOnlyCell(sheet, cell)
            day.number_format = "dd/mm/yyyy"
            yield day
        else:
            yield cell


if __name__ == "__main__":
    file, listed = Path(sys.argv[1]), guardians()
    print_median(lambda: write(listed, file), times=1)
