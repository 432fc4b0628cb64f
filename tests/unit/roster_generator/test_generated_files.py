"""Files, names, encoding, bytes and memory of generated exports."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from infra.local.roster_generator import (
    DEMO_SCHOOLS,
    SchoolPlan,
    WrittenRoster,
    uai_of,
    write_school,
    write_school_directory,
)
from infra.local.roster_generator.__main__ import main
from tests.unit.roster_generator.reading import Export, read_export, xml_of

NAMES = ["ElevesAvecAdresses", "ResponsablesAvecAdresses", "Nomenclature", "Structures"]


def digests(written: WrittenRoster) -> list[str]:
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in written.paths]


def test_each_file_stands_alone_in_its_zip(written: WrittenRoster) -> None:
    found = [(path.name, ZipFile(path).namelist()) for path in written.paths]
    assert found == [(f"ExportXML_{name}.zip", [f"{name}.xml"]) for name in NAMES]


def test_bare_files_hold_what_the_zips_hold(
    lycee: SchoolPlan, written: WrittenRoster, folder: Path
) -> None:
    bare = write_school(lycee, folder, zipped=False)
    assert [path.name for path in bare.paths] == [f"{name}.xml" for name in NAMES]
    assert [path.read_bytes() for path in bare.paths] == [xml_of(path) for path in written.paths]
    assert sorted(folder.iterdir()) == sorted(bare.paths)


def test_equal_plans_give_equal_bytes(
    lycee: SchoolPlan, written: WrittenRoster, folder: Path
) -> None:
    assert digests(write_school(lycee, folder)) == digests(written)


def test_another_seed_gives_other_people(
    lycee: SchoolPlan, written: WrittenRoster, folder: Path
) -> None:
    other = digests(write_school(replace(lycee, seed=8), folder))
    assert not set(other[:2]) & set(digests(written)[:2])


def test_files_are_in_the_encoding_they_declare(written: WrittenRoster) -> None:
    content = xml_of(written.paths[0])
    assert content.startswith(b'<?xml version="1.0" encoding="ISO-8859-15"?>')
    text = content.decode("iso-8859-15")
    assert set("éèëïôÉÈŒ'") <= set(text)
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")


def test_a_letter_the_encoding_lacks_becomes_a_question_mark(
    written: WrittenRoster, export: Export
) -> None:
    tags = ("NOM_DE_FAMILLE", "NOM_USAGE", "PRENOM")
    replaced = sum(
        any("?" in export.pupils[number].get(tag, "") for tag in tags)
        for number in export.present()
    )
    assert replaced == written.counts.pupils_with_replaced_letters > 0


CHILD = """
import re, sys, tempfile
from dataclasses import replace
from pathlib import Path
from infra.local.roster_generator import DEMO_SCHOOLS, write_school
plan = replace(DEMO_SCHOOLS[1], students=int(sys.argv[1]))
with tempfile.TemporaryDirectory() as folder:
    counts = write_school(plan, Path(folder)).counts
# Not ru_maxrss: it starts at the size of the process that forked this one.
(peak,) = re.findall(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(counts.importable_pupils, peak)
"""


def start_child(students: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CHILD, str(students)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603  our own words


def peak_kib(child: subprocess.Popen[str], students: int) -> int:
    output, _ = child.communicate(timeout=120)
    written, peak = map(int, output.split())
    assert written == students
    return peak


def test_memory_does_not_grow_with_the_school() -> None:
    small, large = start_child(1_000), start_child(20_000)
    assert abs(peak_kib(large, 20_000) - peak_kib(small, 1_000)) < 30 * 1024


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda plan: replace(plan, uai="0450822A"),
            "uai 0450822A: its letter should make 0450822Z",
        ),
        (lambda plan: replace(plan, uai="45"), "A UAI starts with seven digits, not '45'"),
        (lambda plan: replace(plan, students=0), "students must lie between 1 and 300000, not 0"),
        (
            lambda plan: replace(plan, school_year=2030),
            "exported_on 2026-10-05 must lie between 2030-09-15 and",
        ),
    ],
)
def test_a_plan_that_cannot_be_says_why(
    lycee: SchoolPlan, change: Callable[[SchoolPlan], SchoolPlan], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        change(lycee)


def test_check_letters_skip_i_o_and_q() -> None:
    letters = {uai_of(f"{digits:07d}")[-1] for digits in range(23)}
    assert "".join(sorted(letters)) == "ABCDEFGHJKLMNPRSTUVWXYZ"


def test_the_directory_gives_names_and_addresses(tmp_path: Path) -> None:
    path = write_school_directory(tmp_path / "annuaire.csv", DEMO_SCHOOLS)
    header, college, lycee = path.read_text(encoding="utf-8").splitlines()
    assert header == (
        "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;"
        "Adresse_1;Adresse_2;Adresse_3;Code_postal;Nom_commune;Libelle_academie"
    )
    assert college == (
        "0450801B;Collège Jeanne-Villepreux;Collège;Public;14 rue des Frères-Lumière;;"
        "45140 SAINT-JEAN-DE-LA-RUELLE;45140;Saint-Jean-de-la-Ruelle;Orléans-Tours"
    )
    assert lycee.startswith("0450822Z;Lycée polyvalent Auguste-Rodin;Lycée;Public;")


def test_the_command_writes_the_demo_schools(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--out", str(tmp_path)])
    *reports, directory = capsys.readouterr().out.splitlines()
    declared = [(report["uai"], report["importable_pupils"]) for report in map(json.loads, reports)]
    assert declared == [("0450801B", 500), ("0450822Z", 3000)]
    read = [read_export((tmp_path / uai).iterdir()) for uai, _ in declared]
    assert [(e.parameters["UAJ"], len(e.present())) for e in read] == declared
    assert Path(directory).exists()


def test_the_command_writes_one_school(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = "--students 40 --kind college --uai 0450801B --seed 3 --day 2 --bare --before-2018"
    main(["--out", str(tmp_path), *words.split()])
    report = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (report["importable_pupils"], report["arrivals"], report["departures"]) == (40, 1, 1)
    assert b"<RESP_LEGAL>" in (tmp_path / "0450801B/ResponsablesAvecAdresses.xml").read_bytes()


def test_the_command_refuses_a_wrong_uai(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["--out", str(tmp_path), "--uai", "0450801A"])
    assert "its letter should make 0450801B" in capsys.readouterr().err
