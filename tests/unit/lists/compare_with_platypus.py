"""Prints how much faster lists are written than by ReportLab's tables of paragraphs.

Run by hand: python -m tests.unit.lists.compare_with_platypus
"""

import io
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import groupby
from statistics import median

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from shared.adapters.lists import csv_list, pdf_list, xlsx_list
from shared.domain.account_list import PRINTED_STUDENT_COLUMNS, StudentListRow
from tests.unit.lists.rows import HEADING, guardian_rows, student_rows

CLASSES, PER_CLASS, RUNS = 60, 35, 5


def lean(rows: list[StudentListRow]) -> None:
    pdf_list.write_student_list(io.BytesIO(), HEADING, rows)


def platypus(rows: list[StudentListRow]) -> None:
    style = getSampleStyleSheet()["BodyText"]
    story = []
    for school_class, pupils in groupby(rows, key=lambda row: row.school_class):
        lines = [[Paragraph(column.title, style) for column in PRINTED_STUDENT_COLUMNS]]
        lines += [
            [Paragraph(getattr(row, column.attribute), style) for column in PRINTED_STUDENT_COLUMNS]
            for row in pupils
        ]
        table = Table(lines, repeatRows=1)
        table.setStyle([("GRID", (0, 0), (-1, -1), 0.25, colors.grey)])
        story += [Paragraph(school_class, style), table, PageBreak()]
    SimpleDocTemplate(io.BytesIO(), pagesize=A4).build(story)


def cpu_seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    rows = list(student_rows(CLASSES, PER_CLASS))
    guardians = list(guardian_rows(60, 100))
    lean(rows)
    pairs = [
        (cpu_seconds(lambda: lean(rows)), cpu_seconds(lambda: platypus(rows))) for _ in range(RUNS)
    ]
    ours = median(pair[0] for pair in pairs)
    ratios = sorted(pair[1] / pair[0] for pair in pairs)
    sys.stdout.write(
        f"{len(rows)} rows: {ours:.3f} s, platypus {ratios[0]:.1f} to {ratios[-1]:.1f} ×\n"
    )
    for name, write in (
        ("CSV", csv_list.write_guardian_list),
        ("XLSX", xlsx_list.write_guardian_list),
    ):
        spent = median(
            cpu_seconds(partial(write, io.BytesIO(), HEADING, guardians)) for _ in range(RUNS)
        )
        sys.stdout.write(f"{name}, {len(guardians)} × 14: {spent:.2f} s\n")


if __name__ == "__main__":
    main()
