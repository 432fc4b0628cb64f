"""Lists as CSV: what French Excel opens by a double click, and no cell that computes."""

import csv
import io
from collections.abc import Iterator
from datetime import date

import pytest

from shared.adapters.lists.cell_text import LONGEST_CELL, disarmed, plain
from shared.adapters.lists.csv_list import write_csv, write_guardian_list, write_student_list
from shared.domain.account import AccountStatus
from shared.domain.account_list import GUARDIAN_COLUMNS, STUDENT_COLUMNS, StudentListRow
from tests.unit.lists.hostile import (
    PREFIXES,
    TEXTS,
    hostile_guardians,
    hostile_students,
    text_attributes,
)
from tests.unit.lists.rows import HEADING, guardian_row, student_row, student_rows

ENDS_OF_LINES = str.maketrans(dict.fromkeys("\t\r\n\v\x85\u2028", " "))


def read(raw: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_bytes_are_those_that_french_excel_opens() -> None:
    out = io.BytesIO()
    write_student_list(
        out,
        HEADING,
        [
            student_row(),
            student_row(
                school_class="1BTS2",
                class_label="",
                family_name='D’ŒUVRE; dit "Z"',
                status=AccountStatus.ACTIVATED,
                notified_on=None,
                last_sign_in_on=date(2026, 1, 2),
            ),
        ],
    )

    assert out.getvalue() == (
        b"\xef\xbb\xbf"
        + (
            "UAI;Établissement;Nom élève;Prénom élève;MEF;Classe;État du compte;Identifiant;"
            "Mot de passe;Date de notification;Date de dernière connexion\r\n"
            "0450822X;Collège Jean Moulin;LEFÈVRE-DUPRÉ;Élodie;3EME GENERALE;Troisième A;"
            "Compte notifié et non activé;e.lefevredupre;bdfk-mprt-xznc;05/11/2026;\r\n"
            '0450822X;Collège Jean Moulin;"D’ŒUVRE; dit ""Z""";Élodie;3EME GENERALE;1BTS2;'
            "Compte activé;e.lefevredupre;*****;;02/01/2026\r\n"
        ).encode()
    )


def test_guardians_have_their_fourteen_columns() -> None:
    out = io.BytesIO()
    write_guardian_list(out, HEADING, [guardian_row(status=AccountStatus.ACTIVATING)])

    assert read(out.getvalue())[1] == [
        *("0450822X", "Collège Jean Moulin", "LEFÈVRE-DUPRÉ", "Élodie", "3EME GENERALE"),
        *("Troisième A", "D’ŒUVRE", "Noël", "Compte en cours d’activation", "Établissement"),
        *("n.doeuvre", "*****", "05/11/2026", ""),
    ]


def test_no_row_leaves_the_titles() -> None:
    out = io.BytesIO()
    write_student_list(out, HEADING, [])

    assert read(out.getvalue()) == [[column.title for column in STUDENT_COLUMNS]]


@pytest.mark.promise("P6")
def test_no_text_of_any_column_begins_a_formula() -> None:
    """P6: each text, in every column of free text, comes back disarmed and otherwise the same."""
    expected = [expected_of(text) for text in TEXTS]
    assert len(PREFIXES) >= 60
    for columns, rows in (
        (STUDENT_COLUMNS, hostile_students()),
        (GUARDIAN_COLUMNS, hostile_guardians()),
    ):
        out = io.BytesIO()
        write_csv(out, columns, rows)
        titles, *lines = read(out.getvalue())

        assert titles == [column.title for column in columns]
        attributes = [column.attribute for column in columns]
        for attribute in text_attributes(columns):
            place = attributes.index(attribute)
            assert [line[place] for line in lines] == expected, attribute


def expected_of(text: str) -> str:
    """An apostrophe before the cell, or after the last separator that would begin one."""
    text = text.translate(ENDS_OF_LINES)
    if text[0] not in "DA":
        return f"'{text}"
    at = max(text.find(separator, 0, 8) for separator in ",;") + 1
    return f"{text[:at]}'{text[at:]}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("DUPONT,=1", "DUPONT,'=1"),
        ("DUPONT; -1", "DUPONT;' -1"),
        ('DUPONT","=1', 'DUPONT",\'"=1'),
        ("'=1", "'=1"),
        ("?=1", "?=1"),
        ("A=1", "A=1"),
        ("ANNE-MARIE, NOË", "ANNE-MARIE, NOË"),
        ("2NDE GEN.-TECHNO (A+B)", "2NDE GEN.-TECHNO (A+B)"),
        ("\x00=1", "?=1"),
        ("DU\x1bPONT\ud800\uffff", "DU?PONT??"),
        ("DU\tPONT\r\nÉ", "DU PONT  É"),
        ("e.lefevre12", "e.lefevre12"),
        ("bdfk-mprt-xznc", "bdfk-mprt-xznc"),
        ("*****", "*****"),
        ("Non renseigné", "Non renseigné"),
        ("", ""),
    ],
)
def test_only_what_could_compute_is_altered(text: str, shown: str) -> None:
    assert disarmed(text) == shown


def test_a_text_is_never_longer_than_a_cell() -> None:
    for text in ("A" * 100_000, "É " * 50_000, "😀" * 50_000):
        shown = plain(text)
        assert len(shown) == LONGEST_CELL
        assert shown.endswith("…")
        assert len(shown.encode("utf-16-le")) // 2 <= 32_767
    assert plain("A" * LONGEST_CELL) == "A" * LONGEST_CELL


def test_rows_are_written_as_they_arrive() -> None:
    out = io.BytesIO()
    sizes = []

    def arriving() -> Iterator[StudentListRow]:
        for row in student_rows(10, 100):
            sizes.append(len(out.getvalue()))
            yield row

    write_student_list(out, HEADING, arriving())

    assert len(set(sizes)) > 5
    assert not out.closed


def test_the_file_stays_open_when_the_rows_fail() -> None:
    out = io.BytesIO()

    def failing() -> Iterator[StudentListRow]:
        yield student_row()
        raise LookupError

    with pytest.raises(LookupError):
        write_student_list(out, HEADING, failing())

    assert not out.closed
