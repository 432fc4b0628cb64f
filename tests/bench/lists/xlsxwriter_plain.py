"""The workbook with xlsxwriter as its manual has it: `… FILE [constant_memory]`."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from xlsxwriter import Workbook

from shared.domain.account_list import GuardianListRow
from tests.bench.lists.school import TITLES, cells, guardians
from tests.bench.stopwatch import print_median


def write(rows: Sequence[GuardianListRow], path: Path, options: dict[str, bool]) -> None:
    with Workbook(str(path), options) as book:
        sheet = book.add_worksheet("Comptes")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, TITLES)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(cells(row)):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                elif cell is not None:
                    sheet.write_string(number, column, cell)


if __name__ == "__main__":
    file, listed = Path(sys.argv[1]), guardians()
    chosen = dict.fromkeys(sys.argv[2:], True)
    print_median(lambda: write(listed, file, chosen), times=3)
