"""Later exports of the same school: only what is declared has changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from infra.local.roster_generator import RosterCounts, SchoolPlan, write_school
from tests.unit.roster_generator.reading import Export, Record, read_export

Exported = tuple[Export, RosterCounts]


@pytest.fixture(scope="module")
def on_day(
    lycee: SchoolPlan, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[int], Exported]:
    written: dict[int, Exported] = {}

    def export(day: int) -> Exported:
        if day not in written:
            roster = write_school(lycee, tmp_path_factory.mktemp(f"day{day}"), day=day)
            written[day] = read_export(roster.paths), roster.counts
        return written[day]

    return export


def changed(before: dict[str, Record], after: dict[str, Record], tag: str) -> set[str]:
    both = before.keys() & after.keys()
    return {number for number in both if before[number].get(tag) != after[number].get(tag)}


def legal(export: Export) -> set[str]:
    return {link["PERSONNE_ID"] for link in export.links_at("NIVEAU_RESPONSABILITE", "1")}


@pytest.mark.parametrize("day", [1, 2, 3])
def test_what_changed_since_the_day_before_is_what_was_declared(
    on_day: Callable[[int], Exported], day: int
) -> None:
    (before, _), (after, counts) = on_day(day - 1), on_day(day)
    was, now = before.present(), after.present()
    stayed = was & now
    moved = {
        number
        for number, person in after.people.items()
        if number in before.people
        and before.people_addresses[person["ADRESSE_ID"]]
        != after.people_addresses[person["ADRESSE_ID"]]
    }
    found = {
        "arrivals": len(now - was),
        "departures": len(was - now),
        "class_changes": sum(before.classes[n] != after.classes[n] for n in stayed),
        "name_corrections": len(changed(before.pupils, after.pupils, "PRENOM")),
        "guardian_email_changes": len(changed(before.people, after.people, "MEL") & legal(after)),
        "guardian_address_changes": len(moved & legal(after)),
    }
    assert found == {name: getattr(counts, name) for name in found}
    assert (found["arrivals"], found["departures"], found["class_changes"]) == (8, 8, 8)
    assert all(found.values())


def test_everything_else_stays(on_day: Callable[[int], Exported]) -> None:
    (before, _), (after, _) = on_day(0), on_day(3)
    assert before.pupils.keys() <= after.pupils.keys()
    may_change = {"PRENOM", "DATE_SORTIE", "CODE_MOTIF_SORTIE", "CODE_MEF", "CODE_STATUT"}
    tags = {tag for pupil in after.pupils.values() for tag in pupil} - may_change
    assert {tag for tag in tags if changed(before.pupils, after.pupils, tag)} == set()
    may_change = {"MEL", "PRENOM"}
    tags = {tag for person in after.people.values() for tag in person} - may_change
    assert {tag for tag in tags if changed(before.people, after.people, tag)} == set()
    assert [k for k in after.links if k["ELEVE_ID"] in before.pupils] == before.links


def test_the_school_keeps_its_size_and_those_who_left_stay_in_the_file(
    on_day: Callable[[int], Exported],
) -> None:
    (_, first), (_, later) = on_day(0), on_day(3)
    assert (first.arrivals, first.departures, first.class_changes) == (0, 0, 0)
    assert later.importable_pupils == first.importable_pupils == 800
    assert later.departed_pupils == first.departed_pupils + 3 * 8


def test_a_day_too_far_says_how_far_one_can_go(lycee: SchoolPlan, folder: Path) -> None:
    with pytest.raises(ValueError, match=r"day 99: .* of 800 pupils go from day 0 to day 36"):
        write_school(lycee, folder, day=99)
