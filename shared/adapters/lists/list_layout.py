"""Where things stand on a page of a list, in points from positions in millimetres; what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from shared.adapters.letters.page_geometry import PAGE_HEIGHT, PAGE_WIDTH, mm
from shared.domain.account_list import PRINTED_GUARDIAN_COLUMNS, PRINTED_STUDENT_COLUMNS, Column

CONFIDENTIAL = "Document confidentiel : il contient des identifiants et des mots de passe."
CONTINUED = " (suite)"

MARGIN = mm(13)
ROW_HEIGHT = mm(6.3)
TEXT_RISE = mm(2.05)
"""From the bottom of a row to the baseline of its text."""

_TABLE_TOP = 48
_TABLE_END = 18


@dataclass(frozen=True)
class PrintedColumn:
    """A column on paper: `share` of the width of the table; texts of `mono` ones are copied."""

    column: Column
    share: float
    mono: bool


@dataclass(frozen=True)
class Layout:
    """A page and its table; heights are from the bottom."""

    width: float
    height: float
    columns: Sequence[PrintedColumn]

    @property
    def right(self) -> float:
        return self.width - MARGIN

    @property
    def table_width(self) -> float:
        return self.width - 2 * MARGIN

    @property
    def table_top(self) -> float:
        """The upper edge of the first row, under the titles of the columns."""
        return self.from_top(_TABLE_TOP)

    @cached_property
    def rows(self) -> int:
        """How many rows a page holds: a whole class on one page, in portrait."""
        return int((self.table_top - mm(_TABLE_END)) / ROW_HEIGHT)

    @cached_property
    def edges(self) -> tuple[float, ...]:
        """The left edges of the columns, and the right edge of the last."""
        edges = [MARGIN]
        total = sum(column.share for column in self.columns)
        for column in self.columns:
            edges.append(edges[-1] + column.share / total * self.table_width)
        return tuple(edges)

    def row_bottom(self, rank: int) -> float:
        """The lower edge of the row of that rank on the page, the first being 0."""
        return self.table_top - ROW_HEIGHT * (rank + 1)

    def from_top(self, distance: float) -> float:
        """The height of what is `distance` millimetres under the upper edge."""
        return self.height - mm(distance)


_COPIED = {"username", "password_text"}


def _printed(columns: Sequence[Column], shares: Sequence[float]) -> tuple[PrintedColumn, ...]:
    return tuple(
        PrintedColumn(column, share, column.attribute in _COPIED)
        for column, share in zip(columns, shares, strict=True)
    )


STUDENT_LAYOUT = Layout(
    PAGE_WIDTH, PAGE_HEIGHT, _printed(PRINTED_STUDENT_COLUMNS, (116, 86, 118, 124, 90))
)
GUARDIAN_LAYOUT = Layout(
    PAGE_HEIGHT,
    PAGE_WIDTH,
    _printed(PRINTED_GUARDIAN_COLUMNS, (112, 88, 112, 88, 120, 140, 92)),
)
