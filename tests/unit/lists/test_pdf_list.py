"""Lists as PDF: what they say, page by page, and the file that carries them."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pytest

from shared.adapters.lists.list_layout import GUARDIAN_LAYOUT, STUDENT_LAYOUT, Layout
from shared.adapters.lists.pdf_list import write_guardian_list, write_student_list
from shared.domain.account import AccountStatus
from shared.domain.account_list import StudentListRow
from tests.pdf_reading import inflated, read_pdf, text_boxes
from tests.unit.lists.hostile import TEXTS, hostile_guardians
from tests.unit.lists.rows import (
    HEADING,
    guardian_row,
    guardian_rows,
    student_row,
    student_rows,
)

LONG_NAME = "DE LA ROCHEFOUCAULD-MONTBEL DE SAINT-ÉTIENNE"
LONG_USERNAME = "j.delarochefoucauldmontbeldesaintetienne12"


def students(rows: Any) -> bytes:
    out = io.BytesIO()
    write_student_list(out, HEADING, rows)
    return out.getvalue()


def guardians(rows: Any) -> bytes:
    out = io.BytesIO()
    write_guardian_list(out, replace(HEADING, title="Comptes des responsables"), rows)
    return out.getvalue()


def test_a_page_of_pupils_says_what_the_guide_shows() -> None:
    rows = [
        student_row(school_class="1BTS2", class_label="1ère année BTS"),
        student_row(
            school_class="1BTS2",
            class_label="1ère année BTS",
            family_name="D’ŒUVRE",
            status=AccountStatus.ACTIVATED,
        ),
    ]

    (page,) = read_pdf(students(rows)).pages

    assert page == (
        "Collège Jean Moulin · UAI 0450822X Comptes des élèves Le 24 novembre 2026 "
        "Nom élève Prénom élève État du compte Identifiant Mot de passe "
        "Document confidentiel : il contient des identifiants et des mots de passe. "
        "1BTS2 1ère année BTS "
        "LEFÈVRE-DUPRÉ Élodie Compte notifié et non activé e.lefevredupre bdfk-mprt-xznc "
        "D’ŒUVRE Élodie Compte activé e.lefevredupre ***** "
        "Page 1 / 1"
    )


def test_a_page_of_guardians_names_the_pupil_and_the_guardian() -> None:
    (page,) = read_pdf(guardians([guardian_row(), guardian_row(first_name="Ève")])).pages

    assert "Comptes des responsables" in page
    assert (
        "Nom élève Prénom élève Nom responsable Prénom responsable État du compte Identifiant "
        "Mot de passe"
    ) in page
    assert (
        "3A Troisième A LEFÈVRE-DUPRÉ Élodie D’ŒUVRE Noël Compte notifié et non activé n.doeuvre "
        "bdfk-mprt-xznc LEFÈVRE-DUPRÉ Élodie D’ŒUVRE Ève"
    ) in page


@pytest.mark.parametrize(
    ("write", "rows", "layout", "portrait"),
    [
        (students, student_rows, STUDENT_LAYOUT, True),
        (guardians, guardian_rows, GUARDIAN_LAYOUT, False),
    ],
)
def test_pages_are_a4(write: Any, rows: Any, layout: Layout, *, portrait: bool) -> None:
    with pdfium.PdfDocument(write(rows(1, layout.rows + 1))) as document:
        assert len(document) == 2
        sizes = {tuple(round(side * 25.4 / 72) for side in page.get_size()) for page in document}
    assert sizes == {(210, 297) if portrait else (297, 210)}


def test_a_whole_class_of_pupils_stands_on_one_page() -> None:
    assert len(read_pdf(students(student_rows(2, 36))).pages) == 2


def test_each_class_starts_a_page_and_has_a_bookmark() -> None:
    rows = [*student_rows(2, 40), student_row(school_class="", class_label="")]

    pdf = read_pdf(students(rows))

    pages = pdf.pages
    assert pdf.bookmarks == [
        ("C000 – Classe 000", 0),
        ("C001 – Classe 001", 2),
        ("Sans classe", 4),
    ]
    assert ["C000 Classe 000" in page for page in pages] == [True] + [False] * 4
    assert "C000 (suite) Classe 000" in pages[1]
    assert [f"Page {n} / 5" in page for n, page in enumerate(pages, 1)] == [True] * 5
    assert all("Nom élève Prénom élève État du compte Identifiant Mot de passe" in p for p in pages)
    usernames = [name for page in pages for name in re.findall(r"p\.nom\d+", page)]
    assert usernames == [f"p.nom{n}" for n in range(80)]


def test_external_pupils_stand_under_their_home_school() -> None:
    name = "Lycée Auguste Rodin"
    row = student_row(school_class="", class_label="", school_name=name, external=True)

    pdf = read_pdf(students([row]))

    assert pdf.bookmarks == [("Lycée Auguste Rodin", 0)]
    assert pdf.pages[0].count("Lycée Auguste Rodin") == 1


def test_a_label_that_repeats_the_code_is_said_once() -> None:
    pdf = read_pdf(students([student_row(school_class="3EME4", class_label="3EME4")]))

    assert pdf.bookmarks == [("3EME4", 0)]
    assert pdf.pages[0].count("3EME4") == 1


def test_long_texts_stay_whole_and_within_their_columns() -> None:
    row = guardian_row(
        student_family_name=LONG_NAME,
        student_first_name="Jean-Christophe-Maximilien",
        family_name=LONG_NAME,
        first_name="Marie-Antoinette-Joséphine",
        username=LONG_USERNAME,
    )

    (page,) = read_pdf(guardians([row])).pages

    assert page.count("DE LA ROCHEFOUCAULD- MONTBEL DE SAINT-ÉTIENNE") == 2
    assert "Jean-Christophe- Maximilien" in page
    assert LONG_USERNAME in page.replace(" ", "")
    assert "…" not in page


def test_no_text_leaves_its_column_or_its_row() -> None:
    layout = GUARDIAN_LAYOUT
    wide = ("W" * 400, LONG_NAME * 3, "ДМИТРИЕВ " * 9, "x", "m." + "m" * 90, "山" * 50, "É-" * 60)
    rows = [
        guardian_row(
            student_family_name=text,
            student_first_name=text,
            family_name=text,
            first_name=text,
            username=text,
            password_text=text,
        )
        for text in wide
    ]
    bottom = layout.table_top - len(wide) * (layout.table_top - layout.row_bottom(0))

    inside = [
        box
        for box in text_boxes(guardians(rows))
        if bottom <= box[1] and box[3] <= layout.table_top
    ]

    assert len(inside) >= len(wide) * len(layout.columns)
    for left, low, right, high in inside:
        assert any(a <= left and right <= b for a, b in pairwise(layout.edges)), (left, right)
        assert any(
            layout.row_bottom(n) <= low and high <= layout.row_bottom(n - 1)
            for n in range(len(wide))
        ), (low, high)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (r"(DU\PONT) Tj ET)", r"(DU\PONT) Tj ET)"),
        ("DU\x00PONT", "DU?PONT"),
        ("NGUYỄN ŁUKASZ", "NGUYỄN ŁUKASZ"),
        ("עברית", "?????"),
        ("\u202eTNOPUD\u202c", "TNOPUD"),
        ("\ud800DUPONT 😀", "?DUPONT ?"),
        ("", "Troisième A Élodie Compte"),
    ],
)
def test_a_name_is_shown_or_visibly_replaced(name: str, shown: str) -> None:
    assert shown in read_pdf(students([student_row(family_name=name)])).pages[0]


def test_hostile_texts_make_a_list_that_reads() -> None:
    pdf = read_pdf(guardians(hostile_guardians()))

    assert len(pdf.pages) == len(pdf.bookmarks) >= len(set(TEXTS)) / 2
    assert all("Compte notifié et non activé" in page for page in pdf.pages)


def test_the_document_names_its_title_language_and_day() -> None:
    raw = students([student_row()])

    assert read_pdf(raw).metadata == {
        "Title": "Comptes des élèves – Collège Jean Moulin",
        "Producer": "Administration des comptes ÉduConnect",
        "CreationDate": "D:20261124000000Z",
    }
    assert b"/Lang(fr-FR)" in inflated(raw)


def test_only_embedded_fonts_are_listed_and_secrets_are_in_monospace() -> None:
    structure = inflated(students([student_row(family_name="ДМИТРИЕВ")]))

    fonts = structure.count(b"/Type/Font/")
    assert fonts == structure.count(b"/FontFile2 ") == structure.count(b"/ToUnicode ")
    assert re.search(rb"/M 9 Tf\(bdfk-mprt-xznc\)Tj", structure)


def test_the_same_rows_give_the_same_bytes() -> None:
    rows = list(student_rows(4, 30))

    assert students(rows) == students(iter(rows))
    assert students(rows) != students(rows[:-1])


def test_pages_are_written_as_rows_arrive() -> None:
    out = io.BytesIO()
    sizes = []

    def arriving() -> Iterator[StudentListRow]:
        for row in student_rows(5, 3):
            sizes.append(out.tell())
            yield row

    assert write_student_list(out, HEADING, arriving()) == 5
    assert len(set(sizes)) > 5


def test_no_row_at_all_is_refused_before_anything_is_written() -> None:
    out = io.BytesIO()

    with pytest.raises(ValueError, match="no row to write"):
        write_student_list(out, HEADING, [])

    assert out.getvalue() == b""
