"""Writes one list in a process of its own, and prints the peak of the memory it took, in KiB.

Run as: python -m tests.unit.lists.written_in_child <format> <classes> <how>. "streamed" is ours;
its twin "kept" holds what it has written.
"""

import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import BinaryIO

from shared.adapters.lists import csv_list, pdf_list, xlsx_list
from shared.domain.account_list import GuardianListRow, ListHeading
from tests.unit.lists.rows import HEADING, guardian_rows

PER_CLASS = 35

Write = Callable[[BinaryIO, ListHeading, Iterable[GuardianListRow]], object]
WRITERS: dict[str, Write] = {
    "csv": csv_list.write_guardian_list,
    "xlsx": xlsx_list.write_guardian_list,
    "pdf": pdf_list.write_guardian_list,
}


def streamed(write: Write, classes: int) -> None:
    with tempfile.TemporaryFile() as out:
        write(out, HEADING, guardian_rows(classes, PER_CLASS))


def kept(write: Write, classes: int) -> None:
    rows = list(guardian_rows(classes, PER_CLASS))
    write(BytesIO(), HEADING, rows)


if __name__ == "__main__":
    name, number, how = sys.argv[1:]
    write_so = {"streamed": streamed, "kept": kept}[how]
    write_so(WRITERS[name], 2)  # what a process keeps from its first list, fonts above all
    tracemalloc.start()
    write_so(WRITERS[name], int(number))
    sys.stdout.write(str(tracemalloc.get_traced_memory()[1] // 1024))
