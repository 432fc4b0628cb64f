"""The list as the product writes it for a spreadsheet: `… FILE csv|xlsx`."""

import sys
from pathlib import Path

from shared.adapters.lists import csv_list, xlsx_list
from tests.bench.lists.school import guardians
from tests.bench.stopwatch import print_median
from tests.unit.lists.rows import HEADING

_WRITERS = {"csv": csv_list.write_guardian_list, "xlsx": xlsx_list.write_guardian_list}


def main() -> None:
    path, write_list = Path(sys.argv[1]), _WRITERS[sys.argv[2]]
    rows = guardians()

    def write() -> None:
        with path.open("wb") as out:
            write_list(out, HEADING, rows)

    print_median(write, times=3)


if __name__ == "__main__":
    main()
