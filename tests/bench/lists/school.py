"""The rows that every contestant writes, and what they make of a row."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby, islice
from operator import attrgetter

from shared.domain.account_list import GUARDIAN_COLUMNS, GuardianListRow, StudentListRow
from tests.unit.lists.rows import guardian_rows, student_rows

CLASSES, SMALLEST, LARGEST = 60, 35, 50
GUARDIANS = 6_000

TITLES = tuple(column.title for column in GUARDIAN_COLUMNS)
_cells_of = attrgetter(*(column.attribute for column in GUARDIAN_COLUMNS))


def pupils() -> list[StudentListRow]:
    """Classes of 35 to 50, sorted by class."""
    classes = groupby(student_rows(CLASSES, LARGEST), key=attrgetter("school_class"))
    return [
        row
        for number, (_, of_class) in enumerate(classes)
        for row in islice(of_class, SMALLEST + number % (LARGEST - SMALLEST + 1))
    ]


def guardians() -> list[GuardianListRow]:
    return list(guardian_rows(CLASSES, GUARDIANS // CLASSES))


def cells(row: GuardianListRow) -> Sequence[str | date | None]:
    """The fourteen cells of a row: texts, days, or nothing."""
    found: Sequence[str | date | None] = _cells_of(row)
    return found
