"""An export made before a few names were corrected: those names, and nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest

from infra.local.roster_generator import DEMO_SCHOOLS, SchoolPlan, write_school
from tests.unit.roster_generator.reading import Export, Record, read_export

Names = tuple[str, str]

COLLEGE, LYCEE = DEMO_SCHOOLS
PUPILS: dict[str, list[tuple[Names, Names]]] = {
    COLLEGE.uai: [
        (("LUAS", "Maël"), ("LUCAS", "Maël")),
        (("Juliette", "LEBRUN"), ("LEBRUN", "Juliette")),
        (("ROEBRT", "Yasmine"), ("ROBERT", "Yasmine")),
        (("SIMON-SCHNEIDER", "Mélissa"), ("SIMON", "Mélissa")),
    ],
    LYCEE.uai: [
        (("MIHEL", "Eliott"), ("MICHEL", "Eliott")),
        (("Sacha", "HOAREAU"), ("HOAREAU", "Sacha")),
        (("RIHCARD", "Maria"), ("RICHARD", "Maria")),
        (("MOREL", "Élif"), ("MARTIN", "Élif")),
    ],
}
MOTHERS: dict[str, list[tuple[Names, Names]]] = {
    COLLEGE.uai: [
        (("DUVAL", "Patricia"), ("LEFÈVRE", "Patricia")),
        (("DUONT", "Gaëlle"), ("DUPONT", "Gaëlle")),
    ],
    LYCEE.uai: [
        (("BOYER", "Julie"), ("LÉVÊQUE", "Julie")),
        (("LARENT", "Nathalie"), ("LAURENT", "Nathalie")),
    ],
}


def exported(plan: SchoolPlan, folder: Path) -> Export:
    return read_export(write_school(plan, folder).paths)


def corrected(
    before: dict[str, Record], after: dict[str, Record], family: str, first: str
) -> list[tuple[Names, Names]]:
    """Names as typed and as they are, of each of whom they differ; all else is the same."""
    found = []
    for number, now in after.items():
        typed = before[number]
        if typed != now:
            found.append(((typed[family], typed[first]), (now[family], now[first])))
        assert typed | {family: now[family], first: now[first]} == now
    return found


@pytest.mark.parametrize("plan", [COLLEGE, LYCEE], ids=lambda plan: plan.uai)
def test_a_demo_school_had_typed_the_names_of_four_pupils_and_two_mothers_wrong(
    plan: SchoolPlan, tmp_path: Path
) -> None:
    before = exported(replace(plan, misspelled=True), tmp_path / "before")
    after = exported(plan, tmp_path / "after")

    pupils = corrected(before.pupils, after.pupils, "NOM_DE_FAMILLE", "PRENOM")
    people = corrected(before.people, after.people, "NOM_DE_FAMILLE", "PRENOM")
    assert (pupils, people) == (PUPILS[plan.uai], MOTHERS[plan.uai])
    assert replace(before, pupils={}, people={}) == replace(after, pupils={}, people={})


def test_those_whose_names_were_wrong_are_in_a_class_and_their_mothers_are_legal_guardians(
    tmp_path: Path,
) -> None:
    before = exported(replace(LYCEE, misspelled=True), tmp_path / "before")
    after = exported(LYCEE, tmp_path / "after")

    pupils = {number for number in after.pupils if before.pupils[number] != after.pupils[number]}
    mothers = {number for number in after.people if before.people[number] != after.people[number]}
    legal = {
        link["PERSONNE_ID"]
        for link in after.links_at("NIVEAU_RESPONSABILITE", "1")
        if link["CODE_PARENTE"] == "10"
    }
    assert pupils <= after.present()
    assert mothers <= legal


def test_a_school_too_small_for_every_mistake_makes_the_first_ones(tmp_path: Path) -> None:
    small = replace(COLLEGE, students=60)
    before = exported(replace(small, misspelled=True), tmp_path / "before")
    after = exported(small, tmp_path / "after")

    pupils = corrected(before.pupils, after.pupils, "NOM_DE_FAMILLE", "PRENOM")
    assert pupils == PUPILS[COLLEGE.uai][:2]
