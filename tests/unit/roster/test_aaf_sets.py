"""Which drops are a set of the feed, and which sets are refused before anything is read."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from shared.adapters.aaf_reader import AafReader
from shared.domain.feed import FeedSummary
from shared.domain.import_report import ImportRefusedError
from shared.domain.roster_problems import AnomalyCode, RefusalCode, RosterRefusedError
from tests.unit.roster.aaf_files import (
    SCHOOLS,
    UAI,
    delta,
    document,
    dropped,
    feed,
    name_of,
    opened,
    person,
    student,
)
from tests.unit.roster.siecle_files import student as siecle_student
from tests.unit.roster.siecle_files import students as siecle_students
from tests.unit.roster.siecle_files import zipped

PUPILS = document(student())


def summary(folder: Path, content: bytes, name: str = "dépôt.zip") -> FeedSummary | None:
    return AafReader().summary(dropped(folder, content, name))


def refusal(folder: Path, content: bytes, *, state: Path | None = None) -> ImportRefusedError:
    with pytest.raises(ImportRefusedError) as refused, opened(folder, content, state=state):
        pass
    assert list(folder.glob("feed-*")) == []
    return refused.value


def test_the_names_say_whose_feed_of_when_and_whether_it_is_whole(tmp_path: Path) -> None:
    names = (name_of("Eleve"), name_of("EtabEducNat"), name_of("PersRelEleve"))
    assert summary(tmp_path, feed()) == FeedSummary(
        "075", complete=True, dated=date(2024, 9, 9), files=names
    )
    only = name_of("Eleve", 12, mode="Delta", dated="20241231")
    found = summary(tmp_path, zipped((f"dossier/{only}", PUPILS)))
    assert found == FeedSummary(
        "075", complete=False, dated=date(2024, 12, 31), files=(f"dossier/{only}",)
    )


def test_a_lone_document_is_known_by_the_name_of_the_drop(tmp_path: Path) -> None:
    name = "ENT_Mon_ENT-2_Delta_20240909_Eleve_0000.xml"
    found = summary(tmp_path, PUPILS, name)
    assert found == FeedSummary("Mon_ENT-2", complete=False, dated=date(2024, 9, 9), files=(name,))


@pytest.mark.parametrize(
    "content",
    [
        siecle_students(siecle_student()),
        zipped(("ElevesAvecAdresses.xml", siecle_students(siecle_student()))),
        zipped((name_of("Eleve"), siecle_students(siecle_student()))),
        zipped(("a.xml", b"pas du XML")),
        b"Identifiant_de_l_etablissement;Nom_etablissement\n",
        b"PK\x03\x04 rompu",
        b"",
    ],
)
def test_another_drop_is_left_to_the_other_readers(tmp_path: Path, content: bytes) -> None:
    assert summary(tmp_path, content) is None


def test_a_broken_document_of_the_right_name_is_the_feed_s_and_refused_when_read(
    tmp_path: Path,
) -> None:
    content = zipped((name_of("Eleve"), b"rien"), (name_of("EtabEducNat"), document(SCHOOLS)))
    assert summary(tmp_path, content) is not None
    with pytest.raises(RosterRefusedError) as refused, opened(tmp_path, content):
        pass
    assert refused.value.code is RefusalCode.NOT_XML


def test_a_feed_under_another_name_is_refused_with_the_name_expected(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError) as refused:
        summary(tmp_path, PUPILS, "eleves.xml")
    assert str(refused.value) == (
        "Fichier refusé (« eleves.xml ») : le nom n’est pas celui d’un fichier de l’annuaire "
        "fédérateur : ENT_<flux>_Complet_<aaaammjj>_<Catégorie>_<nnnn>.xml (ou Delta)."
    )
    with pytest.raises(ImportRefusedError):
        summary(tmp_path, PUPILS, name_of("Eleve", dated="20241340"))


@pytest.mark.parametrize(
    "other",
    [
        name_of("Eleve", 1, dated="20240908"),
        name_of("Eleve", 1, mode="Delta"),
        name_of("Eleve", 1).replace("075", "078"),
    ],
)
def test_documents_of_several_sets_are_refused(tmp_path: Path, other: str) -> None:
    first = (name_of("EtabEducNat"), document(SCHOOLS))
    error = refusal(tmp_path, zipped(first, (name_of("Eleve"), PUPILS), (other, PUPILS)))
    assert error.code == "several_feeds"


def test_a_stranger_among_the_documents_is_refused(tmp_path: Path) -> None:
    content = zipped((name_of("Eleve"), PUPILS), ("autre.xml", PUPILS))
    assert summary(tmp_path, content) is not None
    assert refusal(tmp_path, content).code == "unexpected_name"


@pytest.mark.parametrize("lone", ["Eleve", "EtabEducNat", "PersEducNat"])
def test_a_complete_set_without_pupils_or_schools_is_refused(tmp_path: Path, lone: str) -> None:
    error = refusal(tmp_path, zipped((name_of(lone), document())))
    assert error.code == "incomplete_feed"
    assert lone == "PersEducNat" or lone not in error.reason


def test_categories_of_no_use_are_never_read(tmp_path: Path) -> None:
    parts = [
        (name_of("Eleve"), PUPILS),
        (name_of("EtabEducNat"), document(SCHOOLS)),
        (name_of("MatiereEducNat"), b"illisible"),
        (name_of("PersEducNat"), b"illisible"),
    ]
    with opened(tmp_path, zipped(*parts)) as found:
        assert [each.uai for each in found.schools()] == [UAI]


def test_parts_come_in_any_order_and_categories_never_share_identifiers(tmp_path: Path) -> None:
    link = {"ENTElevePersRelEleve": "1$10$1$1$1$0"}
    parts = [
        (name_of("PersRelEleve", 1), document(person("1"))),
        (name_of("Eleve", 1), document(student("2", **link))),
        (name_of("PersRelEleve"), document(person("2"))),
        (name_of("Eleve"), document(student("1", **link))),
        (name_of("EtabEducNat"), document(SCHOOLS)),
    ]
    prints = []
    for order in (parts, parts[::-1]):
        with opened(tmp_path, zipped(*order)) as found:
            roster = found.roster(UAI)
            assert [each.source_id for each in roster.students()] == ["91", "92"]
            assert [each.jointure for each in roster.guardians()] == ["1"]
            prints.append(found.fingerprint(UAI))
    assert prints[0] == prints[1]


def test_a_delta_without_a_complete_set_before_it_is_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, delta(student()))
    assert str(error) == (
        "Fichier refusé (« dépôt.zip ») : c’est un fichier Delta : déposez d’abord un fichier "
        "complet de ce flux."
    )


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ENT_078_Delta_20240910_Eleve_0000.xml", "another_feed"),
        ("ENT_075_Delta_20240908_Eleve_0000.xml", "older_delta"),
    ],
)
def test_a_delta_of_another_feed_or_older_is_refused(tmp_path: Path, name: str, code: str) -> None:
    with opened(tmp_path, feed(student(), person())) as found:
        kept = found.state.rename(tmp_path / "conservé.sqlite")
    before = kept.read_bytes()
    assert refusal(tmp_path, zipped((name, document())), state=kept).code == code
    assert kept.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"pas une base", b"SQLite format 3\0" + b"\1" * 4096])
def test_a_state_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    kept = tmp_path / "conservé.sqlite"
    kept.write_bytes(content)
    assert refusal(tmp_path, delta(student()), state=kept).code == "unusable_feed_state"


def test_a_set_dated_ahead_is_read_and_told(tmp_path: Path) -> None:
    with opened(tmp_path, feed(student(), person(), dated="20240911")) as found:
        (only,) = found.anomalies(None)
        assert (only.code, only.record) == (AnomalyCode.FEED_DATED_AHEAD, "dépôt.zip")


def test_the_state_can_be_read_meanwhile_and_is_all_that_stays(tmp_path: Path) -> None:
    with opened(tmp_path, feed(student(), person())) as found:
        copy = sqlite3.connect(":memory:")
        copy.deserialize(found.state.read_bytes())
        assert copy.execute("SELECT count(*) FROM record").fetchone() == (4,)
        copy.close()
    assert list(tmp_path.glob("feed-*")) == [found.state]


def test_a_refused_document_names_file_line_and_record_and_leaves_nothing(tmp_path: Path) -> None:
    broken = document(student("4242")).replace("Zoé</value>".encode(), b"")
    content = zipped((name_of("EtabEducNat"), document(SCHOOLS)), (name_of("Eleve"), broken))
    with pytest.raises(RosterRefusedError) as refused, opened(tmp_path, content):
        pass
    file = f"dépôt.zip › {name_of('Eleve')}"
    assert str(refused.value) == (
        f"Fichier refusé (« {file} », ligne 4, enregistrement ELEVE 4242) : "
        "une balise n’est pas refermée."
    )
    assert list(tmp_path.glob("feed-*")) == []
