"""Files of every kind, in archives or bare, in any order, into one staged roster."""

import zipfile
from datetime import date
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.adapters.roster.reading import identify, read_roster_file
from shared.adapters.roster.staging import RosterStaging
from shared.domain.roster import FileSummary, RosterFileKind
from shared.domain.roster_problems import AnomalyCode, RefusalCode, RosterRefusedError
from tests.unit.roster.siecle_files import (
    TODAY,
    UAI,
    anomaly_codes,
    division,
    guardians,
    link,
    nomenclature,
    only_anomaly,
    parameters,
    person,
    staged,
    structures,
    student,
    students,
    zipped,
)

ALL_FILES = (
    students(student("1") + student("2", ID_NATIONAL="?"), division("1") + division("2", "T CAP")),
    guardians(person(), link("1") + link("2") + link("3")),
    nomenclature(),
    structures(),
)
OLDER = students(student("9"), division("9"), header=parameters(exported="01/09/2024"))
FULLER = students(student("1") + student("5"), division("1") + division("5", "3B"))


def everything(staging: RosterStaging) -> dict[str, Any]:
    return {
        "uai": staging.uai(),
        "school_year": staging.school_year(),
        "kinds": staging.kinds(),
        "students": list(staging.students()),
        "guardians": list(staging.guardians()),
        "guardianships": list(staging.guardianships()),
        "class_labels": staging.class_labels(),
        "mef_labels": staging.mef_labels(),
        "anomalies": sorted((a.code, a.record, a.detail) for a in staging.anomalies()),
        "counts": staging.counts(),
    }


def read_named(files: list[tuple[str, bytes]]) -> dict[str, Any]:
    with TemporaryDirectory() as folder, RosterStaging(Path(folder), today=TODAY) as staging:
        for name, content in files:
            path = Path(folder) / name
            path.write_bytes(content)
            read_roster_file(path, staging, name=name)
        return everything(staging)


@given(st.permutations(list(enumerate((*ALL_FILES, OLDER, FULLER, ALL_FILES[0])))))
def test_files_in_any_order_give_the_same_staged_roster(
    files: list[tuple[int, bytes]],
) -> None:
    sorted_files = sorted(files)
    expected = read_named([(f"{number}.xml", content) for number, content in sorted_files[:-1]])
    assert read_named([(f"{number % 6}.xml", content) for number, content in files]) == expected


def test_the_four_files_of_a_school_are_read_together(tmp_path: Path) -> None:
    with staged(tmp_path, *ALL_FILES) as staging:
        assert staging.kinds() == set(RosterFileKind)
        assert (staging.uai(), staging.school_year()) == (UAI, "2024")
        assert staging.mef_labels() == {
            "10310019110": "3EME",
            "1031000D11A": "3eme prépa-métiers",
        }
        assert staging.class_labels() == {"3A": "Troisième A", "T CAP": "Terminale CAP"}
        assert [(s.source_id, s.school_class) for s in staging.students()] == [
            ("1", "3A"),
            ("2", "T CAP"),
        ]
        assert anomaly_codes(staging) == [
            AnomalyCode.UNKNOWN_STUDENT,
            AnomalyCode.MALFORMED_INE,
        ]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (students(student()), RosterFileKind.STUDENTS),
        (guardians(person(), link()), RosterFileKind.GUARDIANS),
        (nomenclature(), RosterFileKind.NOMENCLATURE),
        (structures(), RosterFileKind.STRUCTURES),
    ],
)
@pytest.mark.parametrize("archived", [False, True])
def test_a_file_says_what_it_is_archived_or_bare_whatever_its_name(
    tmp_path: Path, content: bytes, kind: RosterFileKind, *, archived: bool
) -> None:
    path = tmp_path / "depot.txt"
    path.write_bytes(zipped(("ExportXML.xml", content)) if archived else content)
    expected = FileSummary("Export", (kind,), UAI, "2024", date(2024, 9, 9))
    assert identify(path, name="Export") == expected
    with RosterStaging(tmp_path, today=TODAY) as staging:
        assert read_roster_file(path, staging, name="Export") == expected
        assert staging.kinds() == {kind}


def test_every_document_of_an_archive_is_read(tmp_path: Path) -> None:
    members = [(f"dossier/{number}.xml", content) for number, content in enumerate(ALL_FILES)]
    path = tmp_path / "tout.zip"
    extras = [("lisez-moi.txt", b"notes"), ("__MACOSX/._0.xml", b"\0\5\26\7"), ("vide/", b"")]
    path.write_bytes(zipped(*extras, *members))
    with staged(tmp_path, *ALL_FILES) as bare, RosterStaging(tmp_path, today=TODAY) as staging:
        summary = read_roster_file(path, staging, name="tout.zip")
        assert summary == FileSummary(
            "tout.zip", tuple(sorted(RosterFileKind)), UAI, "2024", date(2024, 9, 9)
        )
        assert everything(staging) == everything(bare)


def test_an_archive_of_two_schools_is_refused_before_any_lock_is_taken(tmp_path: Path) -> None:
    other = guardians(person(), link(), header=parameters(uai="4500000J"))
    path = tmp_path / "deux.zip"
    path.write_bytes(zipped(("a.xml", students(student())), ("b.xml", other)))
    with pytest.raises(RosterRefusedError) as refused:
        identify(path, name="deux.zip")
    assert refused.value.code is RefusalCode.SEVERAL_SCHOOLS
    assert str(refused.value) == (
        "Fichier refusé (« deux.zip ») : plusieurs établissements dans une archive : "
        "0750655E, 4500000J."
    )


def test_two_schools_in_one_document_are_refused(tmp_path: Path) -> None:
    header = parameters() + parameters(uai="4500000J")
    with (
        pytest.raises(RosterRefusedError) as refused,
        staged(tmp_path, students(student(), header=header)),
    ):
        pass
    assert refused.value.code is RefusalCode.SEVERAL_SCHOOLS


def test_identifying_reads_no_further_than_the_header(tmp_path: Path) -> None:
    path = tmp_path / "coupé.xml"
    path.write_bytes(students(student())[:400] + b"\xff\xfe <<<")
    assert identify(path, name="coupé.xml").uai == UAI


def test_the_later_of_two_exports_is_kept_whole_and_the_other_reported(tmp_path: Path) -> None:
    for contents in permutations([students(student()), OLDER]):
        with staged(tmp_path, *contents) as staging:
            assert [pupil.source_id for pupil in staging.students()] == ["1"]
            anomaly = only_anomaly(staging)
            older = f"fichier {contents.index(OLDER) + 1}.xml"
            assert (anomaly.code, anomaly.record) == (AnomalyCode.FILE_SUPERSEDED, older)


def test_of_two_exports_of_a_day_the_one_with_addresses_is_kept(tmp_path: Path) -> None:
    with_addresses = students(student())
    start, end = with_addresses.index(b"<ADRESSES>"), with_addresses.index(b"</DONNEES>")
    without = with_addresses[:start] + with_addresses[end:]
    for contents in permutations([with_addresses, without]):
        with staged(tmp_path, *contents) as staging:
            assert [pupil.postal_lines[-1] for pupil in staging.students()] == ["75011 PARIS"]


def test_the_same_file_twice_is_read_once_without_a_word(tmp_path: Path) -> None:
    with staged(tmp_path, students(student()), students(student())) as staging:
        assert staging.counts().students_read == 1
        assert list(staging.anomalies()) == []


def test_a_file_left_aside_is_still_refused_when_it_is_broken(tmp_path: Path) -> None:
    broken = OLDER.replace(b"</PRENOM>", b"")
    with pytest.raises(RosterRefusedError), staged(tmp_path, students(student()), broken):
        pass


def test_files_of_two_school_years_are_reported(tmp_path: Path) -> None:
    last_year = structures(header=parameters(year="2023"))
    with staged(tmp_path, students(student()), last_year) as staging:
        assert staging.school_year() == "2024"
        assert only_anomaly(staging).detail == (
            "Fichier de l’année scolaire 2023, un autre est de 2024."
        )


def test_after_a_refusal_the_staging_answers_nothing(tmp_path: Path) -> None:
    with RosterStaging(tmp_path, today=TODAY) as staging:
        path = tmp_path / "a.xml"
        path.write_bytes(students(student())[:-20])
        with pytest.raises(RosterRefusedError):
            read_roster_file(path, staging, name="a.xml")
        with pytest.raises(RuntimeError, match="must be thrown away"):
            next(staging.students())
        with pytest.raises(RuntimeError, match="must be thrown away"):
            read_roster_file(path, staging, name="a.xml")


def test_nothing_stays_on_disk_after_use(tmp_path: Path) -> None:
    with RosterStaging(tmp_path, today=TODAY):
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []


def test_files_read_after_a_first_look_are_seen(tmp_path: Path) -> None:
    with staged(tmp_path, students(student())) as staging:
        assert staging.counts().guardians == 0
        path = tmp_path / "r.xml"
        path.write_bytes(guardians(person(), link()))
        read_roster_file(path, staging, name="r.xml")
        assert staging.counts().guardians == 1


def test_a_stored_archive_member_is_read(tmp_path: Path) -> None:
    path = tmp_path / "stocké.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.xml", students(student()))
    assert identify(path, name="stocké.zip").kinds == (RosterFileKind.STUDENTS,)
