"""Memory does not grow with the school: everything between the bytes and the reader is on disk."""

import json
from pathlib import Path

import pytest

from tests.unit.roster.in_child import in_child
from tests.unit.roster.siecle_files import (
    division,
    guardians,
    link,
    person,
    student,
    students,
    zipped,
)

MOST_GROWTH_KIB = 30 * 1024
FEW, MANY = 2_000, 40_000


def school_of(pupils: int, path: Path) -> Path:
    """Pupils with two guardians each; every tenth has no INE, so anomalies grow as well."""
    numbers = [str(number) for number in range(1, pupils + 1)]
    records = "".join(
        student(each, PRENOM=f"Zoé {each}", **({} if int(each) % 10 else {"ID_NATIONAL": ""}))
        for each in numbers
    )
    divisions = "".join(division(each, f"C{int(each) % 60}") for each in numbers)
    persons = "".join(person(f"{side}{each}") for each in numbers for side in "67")
    links = "".join(link(each, f"{side}{each}") for each in numbers for side in "67")
    members = ("e.xml", students(records, divisions)), ("r.xml", guardians(persons, links))
    path.write_bytes(zipped(*members))
    return path


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    return {
        pupils: school_of(pupils, tmp_path_factory.mktemp(str(pupils)) / "école.zip")
        for pupils in (FEW, MANY)
    }


def growth_kib(how: str, schools: dict[int, Path]) -> int:
    peaks = {}
    for pupils, path in schools.items():
        child = in_child(how, path)
        assert (child.returncode, child.stderr) == (0, "")
        outcome = json.loads(child.stdout)
        assert outcome["items"] == pupils * 5 + pupils // 10
        peaks[pupils] = outcome["peak_kib"]
    return int(peaks[MANY] - peaks[FEW])


def test_twenty_times_more_pupils_take_no_more_memory(schools: dict[int, Path]) -> None:
    assert growth_kib("streamed", schools) < MOST_GROWTH_KIB


def test_a_reader_that_keeps_them_all_is_caught(schools: dict[int, Path]) -> None:
    assert growth_kib("listed", schools) > MOST_GROWTH_KIB
