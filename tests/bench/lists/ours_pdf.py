"""The list as the product writes it: PDF."""

import sys
from pathlib import Path

from shared.adapters.lists.pdf_list import write_student_list
from tests.bench.lists.school import pupils
from tests.bench.stopwatch import print_median
from tests.unit.lists.rows import HEADING


def main() -> None:
    path, rows = Path(sys.argv[1]), pupils()

    def write() -> None:
        with path.open("wb") as out:
            write_student_list(out, HEADING, rows)

    print_median(write, times=5)


if __name__ == "__main__":
    main()
