"""P8: a hostile roster is refused in 2 s of CPU and 256 MB, with a message that says where."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.promises.campaign import Found
from tests.unit.roster.bombs import (
    BOMBS,
    IN_RECORD,
    LAUGHS,
    Bomb,
    Repeated,
    ZipOf,
    with_doctype,
)
from tests.unit.roster.in_child import in_child
from tests.unit.roster.siecle_files import student, students


def ours(path: Path) -> dict[str, Any]:
    child = in_child("ours", path)
    assert (child.returncode, child.stderr) == (0, "")
    outcome: dict[str, Any] = json.loads(child.stdout)
    assert list((path.parent / "staging-ours").iterdir()) == []
    return outcome


@pytest.mark.promise("P8")
@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.name)
def test_a_hostile_roster_is_refused_and_named(tmp_path: Path, bomb: Bomb, figure: Found) -> None:
    figure(1, "bombs")
    outcome = ours(bomb.write(tmp_path / "bombe"))
    assert (outcome["code"], outcome["record"]) == (bomb.code, bomb.record)
    assert outcome["message"].startswith("Fichier refusé (« dépôt")
    assert bomb.record is None or bomb.record in outcome["message"]


def test_there_are_bombs_of_every_kind_of_refusal_a_lone_file_can_meet() -> None:
    missing = {"MISSING_UAI", "MALFORMED_UAI", "SEVERAL_SCHOOLS"}
    kinds = {bomb.code.value for bomb in BOMBS}
    assert kinds | missing == {code.value for code in type(BOMBS[0].code)}
    assert len({bomb.name for bomb in BOMBS}) == len(BOMBS) >= 60


def test_an_honest_roster_is_read_in_the_same_child(tmp_path: Path) -> None:
    path = tmp_path / "honnête"
    path.write_bytes(students(student()))
    outcome = ours(path)
    assert (outcome["code"], outcome["students"]) == (None, 1)


def test_a_doctype_that_names_an_external_dtd_is_tolerated(tmp_path: Path) -> None:
    path = tmp_path / "doctype"
    path.write_bytes(with_doctype('SYSTEM "http://127.0.0.1:9/ficAlimMENESR.dtd"'))
    assert ours(path)["code"] is None


@pytest.mark.twin("P8")
@pytest.mark.parametrize(
    "bomb",
    [
        Bomb("zip bomb", BOMBS[0].code, ZipOf(300_000_000)),
        Bomb(
            "100 MB text",
            BOMBS[0].code,
            Repeated(f"{IN_RECORD}<X>", b"a" * 1000, 100_000, "</X></ELEVE></ELEVES>"),
        ),
        Bomb("tag flood", BOMBS[0].code, Repeated(IN_RECORD, b"<a/>", 20_000_000)),
    ],
    ids=lambda bomb: bomb.name,
)
def test_the_naive_reader_dies_of_the_same_bombs(tmp_path: Path, bomb: Bomb) -> None:
    child = in_child("naive", bomb.write(tmp_path / "bombe"))
    assert child.returncode != 0
    assert "MemoryError" in child.stderr or child.returncode < 0


@pytest.mark.twin("P8")
def test_the_naive_reader_expands_entities_that_we_refuse(tmp_path: Path) -> None:
    laughs = LAUGHS.split('<!ENTITY l4 "')[0]
    path = tmp_path / "rires"
    path.write_bytes(with_doctype(f"[{laughs}]", "&l3;"))
    child = in_child("naive", path)
    assert (child.returncode, json.loads(child.stdout)["code"]) == (0, None)
