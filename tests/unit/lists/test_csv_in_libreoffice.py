"""Lists as CSV, opened by a real spreadsheet: no cell computes, no text changes (P6)."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shared.adapters.lists.csv_list import write_csv
from shared.domain.account_list import GUARDIAN_COLUMNS, STUDENT_COLUMNS, Column
from tests.promises.campaign import Found
from tests.unit.lists.hostile import (
    TEXTS,
    hostile_guardians,
    hostile_students,
    text_attributes,
)
from tests.unit.lists.office import CSV_AS_FRENCH_EXCEL, CSV_WITH_COMMAS, Cell, opened
from tests.unit.lists.rows import student_row

ROWS_OF: dict[tuple[Column, ...], Callable[[], Any]] = {
    STUDENT_COLUMNS: hostile_students,
    GUARDIAN_COLUMNS: hostile_guardians,
}


def computing(rows: list[list[Cell]]) -> list[Cell]:
    return [cell for row in rows for cell in row if cell.formula or cell.kind == "error"]


def hostile_list(path: Path, columns: tuple[Column, ...]) -> Path:
    with path.open("wb") as out:
        write_csv(out, columns, ROWS_OF[columns]())
    return path


@pytest.mark.promise("P6")
@pytest.mark.parametrize("columns", ROWS_OF, ids=len)
def test_no_cell_computes_and_every_text_is_the_same(
    columns: tuple[Column, ...], tmp_path: Path, figure: Found
) -> None:
    path = hostile_list(tmp_path / "list.csv", columns)
    written = io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")

    rows = opened(path, as_csv=CSV_AS_FRENCH_EXCEL)

    assert computing(rows) == []
    expected = list(csv.reader(written, delimiter=";"))
    assert len(expected) == 1 + len(TEXTS)
    texts = text_attributes(columns)
    figure(len(TEXTS) * len(texts), "hostile cells")
    for place, column in enumerate(columns):
        if column.attribute in texts:
            assert [row[place].text for row in rows] == [line[place] for line in expected]
            assert {row[place].kind for row in rows} == {"string"}


@pytest.mark.promise("P6")
@pytest.mark.parametrize("columns", ROWS_OF, ids=len)
def test_no_cell_computes_when_the_separator_is_mistaken(
    columns: tuple[Column, ...], tmp_path: Path
) -> None:
    rows = opened(hostile_list(tmp_path / "list.csv", columns), as_csv=CSV_WITH_COMMAS)

    assert computing(rows) == []
    assert any(len(row) > 1 for row in rows)


@pytest.mark.twin("P6")
@pytest.mark.parametrize(
    ("text", "read_as"),
    [("=1+1", CSV_AS_FRENCH_EXCEL), ("DUPONT,=1+1", CSV_WITH_COMMAS)],
)
def test_the_twin_that_does_nothing_computes(text: str, read_as: str, tmp_path: Path) -> None:
    path = tmp_path / "naive.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out, delimiter=";").writerow([text, "e.lefevre"])

    assert computing(opened(path, as_csv=read_as))


def test_days_are_days_and_usernames_are_themselves(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with path.open("wb") as out:
        write_csv(out, STUDENT_COLUMNS, [student_row()])

    _, row = opened(path, as_csv=CSV_AS_FRENCH_EXCEL)

    assert [cell.text for cell in row[7:9]] == ["e.lefevredupre", "bdfk-mprt-xznc"]
    assert (row[9].kind, row[9].day) == ("date", "2026-11-05")
