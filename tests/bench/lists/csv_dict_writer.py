"""The CSV with the standard library's `DictWriter`: nothing guards against formulas."""

import csv
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from shared.domain.account_list import GuardianListRow
from tests.bench.lists.school import TITLES, cells, guardians
from tests.bench.stopwatch import print_median


def write(rows: Sequence[GuardianListRow], path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        lines = csv.DictWriter(out, TITLES, delimiter=";")
        lines.writeheader()
        for row in rows:
            lines.writerow(dict(zip(TITLES, map(_shown, cells(row)), strict=True)))


def _shown(cell: str | date | None) -> str | None:
    return cell.strftime("%d/%m/%Y") if isinstance(cell, date) else cell


if __name__ == "__main__":
    file, listed = Path(sys.argv[1]), guardians()
    print_median(lambda: write(listed, file), times=3)
