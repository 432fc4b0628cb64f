"""A generated académie, then the day after: the import finds what the generator declares."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from infra.local.roster_generator.academy import plan_academy
from infra.local.roster_generator.feed import write_feed
from infra.local.roster_generator.feed_delta import write_delta
from shared.adapters.dynamodb.external_students import ExternalStudentRepository
from shared.adapters.dynamodb.guardians import GuardianRepository
from shared.adapters.dynamodb.students import StudentRepository
from shared.domain.identifiers import Uai
from tests.component.roster_import.world import World

PLAN = plan_academy(seed=3, schools=3, students=45, guardians=75, dated=date(2026, 10, 5))


def _drop(world: World, paths: Sequence[Path], name: str) -> dict[str, Any]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(paths):
            archive.writestr(zipfile.ZipInfo(path.name), path.read_bytes())
    return world.drop(packed.getvalue(), name)


def test_the_import_finds_what_the_generator_declares(world: World, tmp_path: Path) -> None:
    declared = write_feed(PLAN, tmp_path / "complete")

    job = _drop(world, declared.paths, "ENT_Complet.zip")

    found = job["summary"]
    assert job["status"] == "APPLIED"
    assert (
        found["arrivals"],
        found["persons_read"],
        found["guardians"],
        found["shared_guardians"],
        found["orphans"],
        found["guardianships_added"],
        found["self_guardians"],
        found["students_without_guardian"],
    ) == (
        declared.students,
        declared.persons,
        declared.guardians,
        declared.shared_guardians,
        declared.orphans,
        declared.legal_links,
        declared.self_guardians,
        declared.students_without_legal_guardian,
    )
    by_school = declared.students_by_school
    assert {uai: len(world.students(uai)) for uai in by_school} == by_school
    assert {uai: len(world.guardians(uai)) for uai in by_school} == declared.guardians_by_school
    hosted = {
        uai: len(ExternalStudentRepository(world.table).all_of(Uai(uai))) for uai in by_school
    }
    assert {uai: n for uai, n in hosted.items() if n} == {
        uai: n for uai, n in declared.external_by_host.items() if n
    }
    accounts = {i["account_id"]["S"] for i in world.items() if i["PK"]["S"].startswith("USERNAME#")}
    assert len(accounts) == declared.students + declared.guardians
    _assert_each_school_sees_its_own(world, list(by_school))

    world.clock.advance(days=1)
    later = write_delta(PLAN, tmp_path / "delta")
    job = _drop(world, later.paths, "ENT_Delta.zip")

    found = job["summary"]
    assert job["status"] == "APPLIED"
    assert (found["arrivals"], found["moves"], found["class_changes"]) == (
        *(later.arrivals, later.school_moves, later.class_changes),
    )
    assert found["guardian_email_changes"] == later.guardian_email_changes
    _assert_each_school_sees_its_own(world, list(by_school))


def _assert_each_school_sees_its_own(world: World, uais: Sequence[str]) -> None:
    """Every link is between a pupil of the school and a guardian who has that school."""
    for uai in map(Uai, uais):
        guardians, links = GuardianRepository(world.table).all_of(uai)
        everyone = StudentRepository(world.table).all_of(uai)
        students = {each.account.account_id for each in everyone if each.present_in(uai)}
        linked = {link.guardian_id for link in links}
        assert {link.student_id for link in links} <= students
        assert {each.account.account_id for each in guardians if each.present_in(uai)} == linked
