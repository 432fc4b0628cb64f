"""Exports written once and read by several tests."""

from datetime import date
from pathlib import Path

import pytest

from infra.local.roster_generator import SchoolPlan, WrittenRoster, uai_of, write_school
from tests.unit.roster_generator.reading import Export, read_export


@pytest.fixture(scope="session")
def lycee() -> SchoolPlan:
    return SchoolPlan(
        uai=uai_of("0450822"),
        name="Lycée Auguste-Rodin",
        kind="lycee",
        students=800,
        seed=7,
        exported_on=date(2026, 10, 5),
    )


@pytest.fixture(scope="session")
def college() -> SchoolPlan:
    return SchoolPlan(
        uai=uai_of("0450801"),
        name="Collège Jeanne-Villepreux",
        kind="college",
        students=500,
        seed=801,
        exported_on=date(2026, 10, 5),
    )


@pytest.fixture(scope="session")
def written(lycee: SchoolPlan, tmp_path_factory: pytest.TempPathFactory) -> WrittenRoster:
    return write_school(lycee, tmp_path_factory.mktemp("lycee"))


@pytest.fixture(scope="session")
def export(written: WrittenRoster) -> Export:
    return read_export(written.paths)


@pytest.fixture(scope="session")
def college_export(college: SchoolPlan, tmp_path_factory: pytest.TempPathFactory) -> Export:
    return read_export(write_school(college, tmp_path_factory.mktemp("college")).paths)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "made" / "if need be"
