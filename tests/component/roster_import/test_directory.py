"""The directory of schools: names and addresses for letters."""

import pytest

from shared.domain.identifiers import Uai
from tests.component.roster_import import siecle
from tests.component.roster_import.siecle import OTHER_UAI, UAI, Pupil
from tests.component.roster_import.world import World

HEADER = (
    "Identifiant_de_l_etablissement;Nom_etablissement;Adresse_1;Adresse_2;Adresse_3;"
    "Code_postal;Nom_commune;Libelle_academie\n"
)
RODIN = (
    f"{UAI};Lycée Auguste-Rodin;2 avenue de l’Île;BP 20117;45071 ORLEANS CEDEX 2;45071;Orléans;X\n"
)
OTHER = f"{OTHER_UAI.lower()};Collège de l’Est;1 rue Basse;;;75001;Paris;X\n"


def _drop(world: World, *rows: str) -> dict[str, object]:
    return world.drop((HEADER + "".join(rows)).encode(), "annuaire.csv")


def test_names_and_postal_lines_are_written_and_a_roster_keeps_them(world: World) -> None:
    job = _drop(world, RODIN, OTHER)
    world.drop(siecle.students([Pupil("1", "ROY", "Ana")]))

    assert (job["status"], job["uai"]) == ("APPLIED", "")
    assert job["message"] == "Annuaire des établissements : 2 lus, 2 mis à jour."
    here, there = world.schools.get_many([Uai(UAI), Uai(OTHER_UAI)])
    assert (here.name, here.students) == ("Lycée Auguste-Rodin", 1)
    assert here.postal_lines == ("2 avenue de l’Île", "BP 20117", "45071 ORLEANS CEDEX 2")
    assert there.postal_lines == ("1 rue Basse", "75001 Paris")


def test_only_what_differs_is_written(world: World) -> None:
    _drop(world, RODIN, OTHER)
    before = world.dump()

    assert _drop(world, RODIN, OTHER)["status"] == "UNCHANGED"
    assert world.dump() == before
    renamed = _drop(world, RODIN.replace("Rodin", "Renoir"), OTHER)
    assert renamed["message"] == "Annuaire des établissements : 2 lus, 1 mis à jour."


def test_rows_that_cannot_be_used_are_told_with_their_line(world: World) -> None:
    job = _drop(world, "12;Sans code;;;;;;\n", RODIN, RODIN, f"{OTHER_UAI};;;;;;;\n")

    summary = job["summary"]
    assert isinstance(summary, dict)
    assert [(a["code"], a["line"]) for a in summary["anomalies"]] == [
        ("MALFORMED_UAI", 2),
        ("DUPLICATE_UAI", 4),
        ("MISSING_NAME", 5),
    ]
    assert (summary["schools"], summary["anomaly_count"]) == (1, 3)


@pytest.mark.parametrize(
    "content",
    [
        HEADER.replace("Code_postal", "Code").encode() + RODIN.encode(),
        (HEADER + RODIN).encode() + "Collège".encode("latin-1"),
        (HEADER + RODIN + '"jamais fermé').encode(),
    ],
    ids=["column-missing", "not-utf-8", "open-quote"],
)
def test_a_broken_directory_changes_nothing(world: World, content: bytes) -> None:
    job = world.drop(content, "annuaire.csv")

    assert job["status"] == "REFUSED"
    assert "annuaire.csv" in job["message"]
    assert world.dump() == []
