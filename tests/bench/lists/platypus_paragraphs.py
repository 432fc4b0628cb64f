"""Class lists as tables of ReportLab's page layout, each cell a paragraph that wraps."""

import sys
from collections.abc import Callable, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from shared.domain.account_list import PRINTED_STUDENT_COLUMNS, StudentListRow
from tests.bench.letters import fonts
from tests.bench.lists.school import pupils
from tests.bench.stopwatch import print_median

_WIDTHS = [share / 534 * (A4[0] - 26 * mm) for share in (116, 86, 118, 124, 90)]
_TITLE = ParagraphStyle("title", fontName=fonts.BOLD, fontSize=16, leading=20)
_HEAD = ParagraphStyle("head", fontName=fonts.BOLD, fontSize=8.5, textColor=colors.white)
_CELL = ParagraphStyle("cell", fontName=fonts.REGULAR, fontSize=9, leading=10.5)
_COPIED = ParagraphStyle("copied", _CELL, fontName=fonts.MONO)
_STYLES = (_CELL, _CELL, _CELL, _COPIED, _COPIED)
_TABLE = [
    ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.09, 0.27, 0.42)),
    ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.white, colors.Color(0.945, 0.962, 0.978)]),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
]

CellOf = Callable[[str, ParagraphStyle], Any]
_cells_of = attrgetter(*(column.attribute for column in PRINTED_STUDENT_COLUMNS))


def write(rows: Sequence[StudentListRow], path: Path, cell: CellOf, style: list[Any]) -> None:
    story: list[Any] = []
    for (_, label), of_class in groupby(rows, key=attrgetter("group")):
        lines = [[Paragraph(column.title, _HEAD) for column in PRINTED_STUDENT_COLUMNS]]
        lines += [list(map(cell, _cells_of(row), _STYLES)) for row in of_class]
        table = Table(lines, _WIDTHS, repeatRows=1, style=[*_TABLE, *style])
        story += Paragraph(label, _TITLE), table, PageBreak()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 13 * mm)
    SimpleDocTemplate(str(path), pagesize=A4, **margins).build(story)


def contest(cell: CellOf, style: list[Any]) -> None:
    """A run with that kind of cells, and a table style of theirs."""
    fonts.register()
    path, rows = Path(sys.argv[1]), pupils()
    print_median(lambda: write(rows, path, cell, style), times=1)


if __name__ == "__main__":
    contest(Paragraph, [])
