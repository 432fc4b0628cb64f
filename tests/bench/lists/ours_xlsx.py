"""The list as the product writes it: XLSX."""

import sys
from pathlib import Path

from shared.adapters.lists.xlsx_list import write_guardian_list
from tests.bench.lists.school import guardians
from tests.bench.stopwatch import print_median
from tests.unit.lists.rows import HEADING


def main() -> None:
    path, rows = Path(sys.argv[1]), guardians()

    def write() -> None:
        with path.open("wb") as out:
            write_guardian_list(out, HEADING, rows)

    print_median(write, times=3)


if __name__ == "__main__":
    main()
