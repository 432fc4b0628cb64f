"""A generated school, then the next day: the import finds what the generator declares."""

from datetime import date
from pathlib import Path
from typing import Any

from infra.local.roster_generator.export import write_school
from infra.local.roster_generator.plan import SchoolPlan, uai_of
from tests.component.roster_import.world import World

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
