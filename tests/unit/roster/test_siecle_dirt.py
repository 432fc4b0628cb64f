"""What real files hold against their specification: imported all the same, and reported."""

import codecs
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from shared.adapters.roster.staging import RosterStaging
from shared.domain.roster import RosterCounts, RosterFileKind, RosterStudent
from shared.domain.roster_problems import Anomaly, AnomalyCode, RefusalCode, RosterRefusedError
from tests.unit.roster.siecle_files import (
    UAI,
    anomaly_codes,
    division,
    document,
    guardians,
    link,
    only_anomaly,
    parameters,
    person,
    staged,
    student,
    students,
)

ZOE = RosterStudent(
    source_id="1",
    ine="000000001AB",
    family_name="LÉGER",
    usual_name=None,
    first_name="Zoé",
    birth_date=date(2010, 2, 1),
    school_class="3A",
    mef_code="10310019110",
    postal_lines=("12 RUE DES LILAS", "BAT B", "75011 PARIS"),
)


def reported(staging: RosterStaging, code: AnomalyCode, detail: str, **changes: str) -> None:
    found = only_anomaly(staging)
    expected = Anomaly(code, RosterFileKind.STUDENTS, "ELEVE 1", "LÉGER Zoé", 4, detail)
    assert found == replace(expected, **changes)  # type: ignore[arg-type]


def test_a_clean_pupil_is_read_whole_and_nothing_is_reported(tmp_path: Path) -> None:
    with staged(tmp_path, students(student())) as staging:
        assert list(staging.students()) == [ZOE]
        assert list(staging.anomalies()) == []


def test_a_byte_order_mark_before_the_declaration_is_tolerated(tmp_path: Path) -> None:
    text = students(student()).decode("iso-8859-15").replace("ISO-8859-15", "UTF-8")
    with staged(tmp_path, codecs.BOM_UTF8 + text.encode()) as staging:
        assert list(staging.students()) == [ZOE]
        assert list(staging.anomalies()) == []


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_a_file_re_saved_as_utf8_that_still_declares_latin9_is_read_as_utf8_and_reported(
    tmp_path: Path, mark: bytes
) -> None:
    with staged(tmp_path, mark + students(student()).decode("iso-8859-15").encode()) as staging:
        assert list(staging.students()) == [ZOE]
        assert only_anomaly(staging) == Anomaly(
            AnomalyCode.ENCODING_MISDECLARED,
            RosterFileKind.STUDENTS,
            "fichier 1.xml",
            "",
            None,
            "Le fichier annonce ISO-8859-15 mais est en UTF-8 : lu comme tel.",
        )


@pytest.mark.parametrize("declared", ["ISO-8859-1", "iso-8859-15", "windows-1252", "UTF-8"])
def test_the_usual_encodings_are_read_as_declared(tmp_path: Path, declared: str) -> None:
    text = students(student()).decode("iso-8859-15").replace("ISO-8859-15", declared)
    with staged(tmp_path, text.encode(declared)) as staging:
        assert list(staging.students()) == [ZOE]
        assert list(staging.anomalies()) == []


def test_the_euro_sign_of_latin9_is_not_taken_for_latin1(tmp_path: Path) -> None:
    with staged(tmp_path, students(student(PRENOM="Cœur€"))) as staging:
        assert [pupil.first_name for pupil in staging.students()] == ["Cœur€"]


@pytest.mark.parametrize("declared", ["UTF-7", "utf-16", "EBCDIC-CP-FR", "x-mac-roman", ""])
def test_an_unknown_encoding_is_refused_with_its_name(tmp_path: Path, declared: str) -> None:
    content = students(student()).replace(b"ISO-8859-15", declared.encode())
    with pytest.raises(RosterRefusedError) as refused, staged(tmp_path, content):
        pass
    assert refused.value.code is RefusalCode.UNKNOWN_ENCODING
    assert str(refused.value) == (
        f"Fichier refusé (« fichier 1.xml », ligne 1) : encodage « {declared} » non pris en "
        "charge ; attendus : ISO-8859-15, ISO-8859-1, Windows-1252, UTF-8."
    )


def test_an_unclosed_tag_is_refused_at_its_line_and_record(tmp_path: Path) -> None:
    broken = student("4242").replace("</PRENOM>", "")
    with pytest.raises(RosterRefusedError) as refused, staged(tmp_path, students(broken)):
        pass
    assert refused.value.code is RefusalCode.MALFORMED_XML
    assert str(refused.value) == (
        "Fichier refusé (« fichier 1.xml », ligne 4, enregistrement ELEVE 4242) : "
        "une balise n’est pas refermée."
    )


@pytest.mark.parametrize(
    "header",
    [
        parameters().replace(f"<UAJ>{UAI}</UAJ>", ""),
        parameters(uai=""),
        "<PARAMETRES/>",
        "",
    ],
)
def test_a_file_that_names_no_school_is_refused(tmp_path: Path, header: str) -> None:
    content = students(student(), header=header)
    with pytest.raises(RosterRefusedError) as refused, staged(tmp_path, content):
        pass
    assert refused.value.code is RefusalCode.MISSING_UAI
    assert str(refused.value) == (
        "Fichier refusé (« fichier 1.xml ») : le fichier ne dit pas, avant ses données, "
        "de quel établissement il est (UAJ)."
    )


def test_a_school_code_that_is_not_one_is_refused(tmp_path: Path) -> None:
    content = students(student(), header=parameters(uai="75A"))
    with pytest.raises(RosterRefusedError) as refused, staged(tmp_path, content):
        pass
    assert refused.value.code is RefusalCode.MALFORMED_UAI
    assert refused.value.line == 2


def test_another_schools_file_is_refused_beside_the_first(tmp_path: Path) -> None:
    other = guardians(person(), link(), header=parameters(uai="0450822X"))
    with (
        pytest.raises(RosterRefusedError) as refused,
        staged(tmp_path, students(student()), other),
    ):
        pass
    assert refused.value.code is RefusalCode.SEVERAL_SCHOOLS
    assert str(refused.value) == (
        "Fichier refusé (« fichier 2.xml ») : le fichier est de l’établissement 0450822X, les "
        "autres sont de 0750655E ; déposez les fichiers d’un seul établissement."
    )


def test_a_school_code_with_an_unusual_letter_is_only_reported(tmp_path: Path) -> None:
    with staged(tmp_path, students(student(), header=parameters(uai="4500000J"))) as staging:
        assert list(staging.students()) == [ZOE]
        assert staging.uai() == "4500000J"
        assert anomaly_codes(staging) == [AnomalyCode.UAI_CHECK_LETTER]


def test_two_pupils_with_the_same_ine_are_both_imported_without_it(tmp_path: Path) -> None:
    records = student("1") + student("2", ID_NATIONAL="000000001AB", PRENOM="Ève")
    with staged(tmp_path, students(records, division("1") + division("2"))) as staging:
        assert list(staging.students()) == [
            replace(ZOE, ine=None),
            replace(ZOE, source_id="2", first_name="Ève", ine=None),
        ]
        detail = "L’INE 000000001AB est porté par 2 élèves : importé sans INE."
        assert [(a.code, a.record, a.name, a.detail) for a in staging.anomalies()] == [
            (AnomalyCode.DUPLICATE_INE, "ELEVE 1", "LÉGER Zoé", detail),
            (AnomalyCode.DUPLICATE_INE, "ELEVE 2", "LÉGER Ève", detail),
        ]


def test_an_ine_also_held_by_a_departed_record_stays_with_the_present_pupil(
    tmp_path: Path,
) -> None:
    gone = student("2", ID_NATIONAL="000000001AB", DATE_SORTIE="01/07/2024")
    with staged(tmp_path, students(student() + gone, division() + division("2"))) as staging:
        assert list(staging.students()) == [ZOE]
        assert list(staging.anomalies()) == []


def test_of_two_records_with_the_same_identifier_the_first_is_kept(tmp_path: Path) -> None:
    with staged(tmp_path, students(student() + student(PRENOM="Ève"))) as staging:
        assert list(staging.students()) == [ZOE]
        detail = "Identifiant déjà rencontré dans le fichier : seul le premier est importé."
        reported(staging, AnomalyCode.DUPLICATE_SOURCE_ID, detail, name="LÉGER Ève")


def test_a_record_without_identifier_is_reported_not_imported(tmp_path: Path) -> None:
    anonymous = student().replace('ELEVE_ID="1"', "")
    with staged(tmp_path, students(anonymous)) as staging:
        assert list(staging.students()) == []
        detail = "Enregistrement sans identifiant (ELEVE_ID) : non importé."
        reported(staging, AnomalyCode.MISSING_SOURCE_ID, detail, record="ELEVE")


@pytest.mark.parametrize("absent", [None, "", "  "])
def test_a_pupil_without_ine_is_imported_and_reported(tmp_path: Path, absent: str | None) -> None:
    with staged(tmp_path, students(student(ID_NATIONAL=absent))) as staging:
        assert list(staging.students()) == [replace(ZOE, ine=None)]
        reported(staging, AnomalyCode.MISSING_INE, "Élève sans INE : importé sans INE.")


def test_a_malformed_ine_is_dropped_and_reported(tmp_path: Path) -> None:
    with staged(tmp_path, students(student(ID_NATIONAL="12345"))) as staging:
        assert list(staging.students()) == [replace(ZOE, ine=None)]
        detail = "« 12345 » n’est pas un INE : importé sans INE."
        reported(staging, AnomalyCode.MALFORMED_INE, detail)


def test_an_ine_of_before_2018_and_the_older_field_are_read(tmp_path: Path) -> None:
    record = student(ID_NATIONAL=None, INE_BEA="0123456789c")
    with staged(tmp_path, students(record)) as staging:
        assert list(staging.students()) == [replace(ZOE, ine="0123456789C")]
        assert list(staging.anomalies()) == []


def test_a_pupil_without_sex_is_imported(tmp_path: Path) -> None:
    with staged(tmp_path, students(student(CODE_SEXE=None))) as staging:
        assert list(staging.students()) == [ZOE]
        assert list(staging.anomalies()) == []


@pytest.mark.parametrize("absent", [None, "", ".", " - "])
def test_a_pupil_without_first_name_is_reported_not_imported(
    tmp_path: Path, absent: str | None
) -> None:
    with staged(tmp_path, students(student(PRENOM=absent))) as staging:
        assert list(staging.students()) == []
        assert staging.counts() == RosterCounts(students_read=1, students_left_out=1, anomalies=1)
        detail = "Sans prénom, aucun identifiant n’est possible : non importé."
        reported(staging, AnomalyCode.MISSING_FIRST_NAME, detail, name="LÉGER")


def test_a_pupil_without_last_name_is_reported_not_imported(tmp_path: Path) -> None:
    with staged(tmp_path, students(student(NOM_DE_FAMILLE=None))) as staging:
        assert list(staging.students()) == []
        detail = "Sans nom de famille, aucun identifiant n’est possible : non importé."
        reported(staging, AnomalyCode.MISSING_FAMILY_NAME, detail, name="Zoé")


def test_the_usual_name_stands_in_for_an_absent_birth_name(tmp_path: Path) -> None:
    with staged(tmp_path, students(student(NOM_DE_FAMILLE="", NOM_USAGE="ROY"))) as staging:
        assert list(staging.students()) == [replace(ZOE, family_name="ROY", usual_name="ROY")]


def test_a_pupil_without_birth_date_is_imported_and_reported(tmp_path: Path) -> None:
    with staged(tmp_path, students(student(DATE_NAISS=None))) as staging:
        assert list(staging.students()) == [replace(ZOE, birth_date=None)]
        detail = "Élève sans date de naissance : importé sans elle."
        reported(staging, AnomalyCode.MISSING_BIRTH_DATE, detail)


@pytest.mark.parametrize(
    ("written", "read", "became"),
    [
        ("2010-02-01", date(2010, 2, 1), "lue année-mois-jour"),
        ("1/2/2010", None, "importé sans elle"),
        ("31/02/2010", None, "importé sans elle"),
        ("01/02/0010", None, "importé sans elle"),
    ],
)
def test_a_birth_date_in_another_format_is_reported(
    tmp_path: Path, written: str, read: date | None, became: str
) -> None:
    with staged(tmp_path, students(student(DATE_NAISS=written))) as staging:
        assert list(staging.students()) == [replace(ZOE, birth_date=read)]
        detail = f"La date de naissance « {written} » n’est pas au format jj/mm/aaaa : {became}."
        reported(staging, AnomalyCode.MALFORMED_BIRTH_DATE, detail)


@pytest.mark.parametrize("left_on", ["01/07/2024", "10/09/2024"])
def test_a_pupil_already_gone_is_counted_and_nothing_of_hers_is_reported(
    tmp_path: Path, left_on: str
) -> None:
    gone = student(DATE_SORTIE=left_on, ID_NATIONAL=None, PRENOM="Zo?")
    with staged(tmp_path, students(gone, "")) as staging:
        assert list(staging.students()) == []
        assert staging.counts() == RosterCounts(students_read=1, already_departed=1)
        assert list(staging.anomalies()) == []


@pytest.mark.parametrize("leaving_on", ["11/09/2024", ""])
def test_a_pupil_who_leaves_later_is_still_imported(tmp_path: Path, leaving_on: str) -> None:
    with staged(tmp_path, students(student(DATE_SORTIE=leaving_on))) as staging:
        assert list(staging.students()) == [ZOE]


def test_an_unreadable_leaving_date_keeps_the_pupil_and_is_reported(tmp_path: Path) -> None:
    with staged(tmp_path, students(student(DATE_SORTIE="juillet"))) as staging:
        assert list(staging.students()) == [ZOE]
        detail = "La date de sortie « juillet » est illisible : élève considéré comme présent."
        reported(staging, AnomalyCode.MALFORMED_LEAVING_DATE, detail)


def test_a_pupil_without_division_is_reported_not_imported(tmp_path: Path) -> None:
    with staged(tmp_path, students(student(), "")) as staging:
        assert list(staging.students()) == []
        assert staging.counts() == RosterCounts(students_read=1, students_left_out=1, anomalies=1)
        detail = "Élève sans classe (aucune division) : non importé."
        reported(staging, AnomalyCode.NO_DIVISION, detail)


def test_of_two_divisions_the_last_is_kept_and_reported(tmp_path: Path) -> None:
    with staged(tmp_path, students(student(), division("1", "3A", "3B"))) as staging:
        assert list(staging.students()) == [replace(ZOE, school_class="3B")]
        anomaly = only_anomaly(staging)
        assert anomaly == Anomaly(
            AnomalyCode.SEVERAL_DIVISIONS,
            RosterFileKind.STUDENTS,
            "ELEVE 1",
            "LÉGER Zoé",
            5,
            "Élève inscrit dans plusieurs classes : la dernière, « 3B », est retenue.",
        )


def test_the_same_division_twice_is_no_anomaly(tmp_path: Path) -> None:
    with staged(tmp_path, students(student(), division("1", "3A", "3A"))) as staging:
        assert list(staging.students()) == [ZOE]
        assert list(staging.anomalies()) == []


@pytest.mark.parametrize(
    ("written", "read"), [("T CAP", "T CAP"), ("213_A", "213_A"), ("  3 A ", "3 A")]
)
def test_class_codes_keep_their_spaces_and_underscores(
    tmp_path: Path, written: str, read: str
) -> None:
    with staged(tmp_path, students(student(), division("1", written))) as staging:
        assert list(staging.students()) == [replace(ZOE, school_class=read)]


def test_no_break_spaces_and_repeated_blanks_in_names_are_made_single_spaces(
    tmp_path: Path,
) -> None:
    record = student(NOM_DE_FAMILLE=" DE\u00a0LA  TOUR\u00a0", PRENOM="Marie\n\tLou")
    with staged(tmp_path, students(record)) as staging:
        assert list(staging.students()) == [
            replace(ZOE, family_name="DE LA TOUR", first_name="Marie Lou")
        ]
        assert list(staging.anomalies()) == []


@pytest.mark.parametrize("lost", ["?", "\x92"])
def test_a_name_with_a_lost_character_is_imported_and_reported(tmp_path: Path, lost: str) -> None:
    with staged(tmp_path, students(student(PRENOM=f"Lo{lost}c"))) as staging:
        assert list(staging.students()) == [replace(ZOE, first_name=f"Lo{lost}c")]
        detail = (
            f"« Lo{lost}c » contient un caractère que la source n’a pas su écrire : "
            "importé tel quel, à corriger dans SIECLE."
        )
        code = AnomalyCode.LOST_CHARACTER_IN_NAME
        reported(staging, code, detail, name=f"LÉGER Lo{lost}c")


def test_an_absent_field_and_an_empty_one_are_the_same(tmp_path: Path) -> None:
    optional = ("ID_NATIONAL", "NOM_USAGE", "DATE_NAISS", "CODE_MEF", "ADRESSE_ID", "DATE_SORTIE")
    outcomes = []
    for value in (None, ""):
        record = student(**dict.fromkeys(optional, value))
        with staged(tmp_path, students(record)) as staging:
            outcomes.append((list(staging.students()), list(staging.anomalies())))
    assert outcomes[0] == outcomes[1]
    bare = replace(ZOE, ine=None, birth_date=None, mef_code="", postal_lines=())
    assert outcomes[0][0] == [bare]


def test_unknown_fields_and_sections_are_passed_over(tmp_path: Path) -> None:
    section = "<OPTIONS><OPTION ELEVE_ID='1'><CODE_STRUCTURE>X</CODE_STRUCTURE></OPTION></OPTIONS>"
    content = (
        f"{section}<ELEVES>{student(COMMENTAIRE='long ' * 900)}</ELEVES>"
        f"<STRUCTURES>{division()}</STRUCTURES>"
    )
    with staged(tmp_path, document("BEE_ELEVES", content).encode("iso-8859-15")) as staging:
        assert list(staging.students()) == [replace(ZOE, postal_lines=())]
