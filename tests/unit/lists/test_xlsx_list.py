"""Lists as Excel workbooks: texts are texts, days are days, the same rows the same bytes."""

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from shared.adapters.lists.xlsx_list import write_guardian_list, write_student_list
from shared.domain.account_list import GUARDIAN_COLUMNS, STUDENT_COLUMNS, StudentListRow
from tests.promises.campaign import Found
from tests.unit.lists.hostile import TEXTS, hostile_guardians, text_attributes
from tests.unit.lists.office import opened
from tests.unit.lists.rows import HEADING, guardian_rows, student_row, student_rows

ENDS_OF_LINES = str.maketrans(dict.fromkeys("\t\r\n\v\x85\u2028", " "))

TEXT_FORMAT = "49"
FIRST_OWN_FORMAT = "164"


def written(rows: list[StudentListRow]) -> bytes:
    out = io.BytesIO()
    write_student_list(out, HEADING, rows)
    return out.getvalue()


def parts_of(raw: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def sheet_of(raw: bytes) -> str:
    return parts_of(raw)["xl/worksheets/sheet1.xml"]


def test_texts_are_strings_and_days_are_numbers_shown_as_days() -> None:
    raw = written([student_row(family_name="=1+1", school_class="6E1", class_label="")])

    sheet = sheet_of(raw)
    assert '<c r="C2" s="2" t="inlineStr"><is><t>=1+1</t></is></c>' in sheet
    assert '<c r="F2" s="2" t="inlineStr"><is><t>6E1</t></is></c>' in sheet
    assert '<c r="J2" s="3"><v>46331</v></c>' in sheet
    assert 'r="K2"' not in sheet
    assert "<f>" not in sheet
    styles = parts_of(raw)["xl/styles.xml"]
    assert 'formatCode="dd/mm/yyyy"' in styles
    formats = re.findall(r'<xf numFmtId="(\d+)"', styles.partition("<cellXfs")[2])
    assert (formats[2], formats[3]) == (TEXT_FORMAT, FIRST_OWN_FORMAT)


def test_titles_stay_in_sight_can_be_filtered_and_are_printed_again() -> None:
    parts = parts_of(written([student_row(), student_row()]))

    sheet = parts["xl/worksheets/sheet1.xml"]
    assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in sheet
    assert '<autoFilter ref="A1:K3"/>' in sheet
    assert "Comptes!$1:$1" in parts["xl/workbook.xml"]
    titles = re.findall(r'<c r="[A-K]1"[^>]*><is><t>([^<]*)<', sheet)
    assert titles == [column.title for column in STUDENT_COLUMNS]


def test_no_row_leaves_the_titles() -> None:
    sheet = sheet_of(written([]))

    assert '<autoFilter ref="A1:K1"/>' in sheet
    assert sheet.count("<row ") == 1


def test_the_same_rows_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = list(student_rows(3, 20))
    before = written(rows)
    monkeypatch.setattr("time.time", lambda: 0.0)

    assert written(rows) == before
    assert written(rows[:-1]) != before


def test_nothing_says_who_wrote_it_or_when() -> None:
    core = parts_of(written([student_row()]))["docProps/core.xml"]

    assert "<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>" in core
    assert "<dc:title>Comptes des élèves</dc:title>" in core
    assert re.findall(r">(\d[^<]*)<", core) == ["2026-11-24T00:00:00Z"] * 2


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("<r><t>x</t></r>", "&lt;r&gt;&lt;t&gt;x&lt;/t&gt;&lt;/r&gt;"),
        ("<r>&</r>", "&lt;r&gt;&amp;&lt;/r&gt;"),
        ("_x0041_", "_x005F_x0041_"),
        ("DU\x00PONT\ud800\ufffe", "DU?PONT??"),
        ("A" * 40_000, "A" * 16_382 + "…"),
        ("https://a.test/x", "https://a.test/x"),
        ("{=1+1}", "{=1+1}"),
    ],
)
def test_a_text_is_never_markup_a_link_or_lost(text: str, markup: str) -> None:
    sheet = sheet_of(written([student_row(family_name=text)]))

    assert re.findall(r'<c r="C2"[^>]*><is><t[^>]*>(.*?)</t></is></c>', sheet) == [markup]
    assert "hyperlink" not in sheet


@pytest.mark.promise("P6")
def test_libreoffice_sees_texts_and_days(tmp_path: Path, figure: Found) -> None:
    path = tmp_path / "list.xlsx"
    ordinary = next(guardian_rows(1, 1))
    with path.open("wb") as out:
        write_guardian_list(out, HEADING, [*hostile_guardians(), ordinary])

    titles, *rows = opened(path)

    assert [cell.text for cell in titles] == [column.title for column in GUARDIAN_COLUMNS]
    assert len(rows) == len(TEXTS) + 1
    figure(len(TEXTS) * len(text_attributes(GUARDIAN_COLUMNS)), "hostile cells")
    assert {cell.kind for row in rows for cell in row[:12]} == {"string"}
    assert [cell for row in rows for cell in row if cell.formula] == []
    assert {(row[12].kind, row[12].day) for row in rows} == {("date", "2026-11-05")}
    for place, column in enumerate(GUARDIAN_COLUMNS):
        if column.attribute in text_attributes(GUARDIAN_COLUMNS):
            expected = [text.translate(ENDS_OF_LINES) for text in TEXTS]
            assert [row[place].text for row in rows[:-1]] == expected
    assert [cell.text for cell in rows[-1][8:10]] == ["Compte non notifié", "Établissement"]


def test_nothing_is_left_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    seen: list[Path] = []

    def failing() -> Iterator[StudentListRow]:
        yield student_row(last_sign_in_on=date(2026, 1, 2))
        seen.extend(tmp_path.iterdir())
        raise LookupError

    out = io.BytesIO()
    with pytest.raises(LookupError):
        write_student_list(out, HEADING, failing())

    assert seen
    assert list(tmp_path.iterdir()) == []
    assert out.getvalue() == b""
