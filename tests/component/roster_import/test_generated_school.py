"""A generated school, then the next day: the import finds what the generator declares."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from infra.local.demo_rosters import exports_of
from infra.local.roster_generator.export import write_school
from infra.local.roster_generator.plan import SchoolPlan, uai_of
from shared.domain.person import Guardian, Student
from tests.component.roster_import.world import World, changes

PLAN = SchoolPlan(
    uai=uai_of("0450801"),
    name="Collège",
    kind="college",
    students=24,
    seed=7,
    exported_on=date(2026, 10, 5),
)


def _import(world: World, folder: Path, *, day: int) -> tuple[list[dict[str, Any]], Any]:
    written = write_school(PLAN, folder, day=day)
    jobs = [world.drop(path.read_bytes(), path.name) for path in written.paths]
    return jobs, written.counts


def test_the_import_finds_what_the_generator_declares(world: World, tmp_path: Path) -> None:
    jobs, declared = _import(world, tmp_path / "first", day=0)

    found = jobs[-1]["summary"]
    assert [job["status"] for job in jobs] == ["APPLIED"] * 4
    assert (
        found["students"],
        found["already_departed"],
        found["guardians"],
        found["guardianships"],
        found["persons_in_charge"],
        found["contacts"],
        found["self_guardians"],
        found["students_without_guardian"],
    ) == (
        declared.importable_pupils,
        declared.departed_pupils,
        declared.legal_guardians,
        declared.legal_links,
        declared.persons_in_charge,
        declared.contacts,
        declared.own_guardians,
        declared.pupils_without_legal_guardian,
    )

    world.clock.advance(days=1)
    jobs, declared = _import(world, tmp_path / "next", day=1)

    students, guardians = jobs[0]["summary"], jobs[1]["summary"]
    assert (
        students["arrivals"],
        students["departures"],
        students["class_changes"],
        students["name_changes"],
        guardians["guardian_email_changes"],
    ) == (
        declared.arrivals,
        declared.departures,
        declared.class_changes,
        declared.name_corrections,
        declared.guardian_email_changes,
    )
    assert declared.arrivals
    assert declared.departures


def test_names_that_a_first_export_had_wrong_are_corrected_and_their_usernames_stay(
    world: World, tmp_path: Path
) -> None:
    others, [pupils], [archive] = exports_of(replace(PLAN, students=30), tmp_path)
    statuses = [world.drop(path.read_bytes(), path.name)["status"] for path in (*others, pupils)]
    typed = _names_by_username(world)

    corrected = world.drop(archive.read_bytes(), archive.name)

    assert [*statuses, corrected["status"]] == [*(["WAITING"] * 3), "APPLIED", "APPLIED"]
    found = {name: n for name, n in changes(corrected).items() if name.endswith("_changes")}
    assert found == {"name_changes": 1, "guardian_name_changes": 1}
    now = _names_by_username(world)
    assert now == typed | {
        "a.betrand": ("BERTRAND", "Anaël"),
        "p.dorgeval": ("DUPUY", "Patricia"),
    }


def _names_by_username(world: World) -> dict[str, tuple[str, str]]:
    uai = PLAN.uai
    everyone: dict[str, Student | Guardian] = {**world.students(uai), **world.guardians(uai)}
    return {name: (each.family_name, each.first_name) for name, each in everyone.items()}
