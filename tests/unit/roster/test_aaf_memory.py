"""Memory does not grow with the académie: all between the bytes and the reader is on disk."""

import json
from pathlib import Path

import pytest

from tests.unit.roster.aaf_files import document, name_of, person, school, student
from tests.unit.roster.in_child import in_child
from tests.unit.roster.siecle_files import zipped

CHILD = Path(__file__).with_name("aaf_child.py")
MOST_GROWTH_KIB = 20 * 1024
MOST_PEAK_KIB = 100 * 1024
FEW, MANY = 1_000, 20_000
SCHOOLS = 10


def academy_of(pupils: int, path: Path) -> Path:
    """Pupils of ten schools with two guardians each; every tenth has no INE; as many orphans."""
    schools = "".join(school(str(5000 + each), f"07500{each:02d}I") for each in range(SCHOOLS))
    records = (
        student(
            str(each),
            ENTPersonStructRattach=f"{5000 + each % SCHOOLS}",
            ENTEleveClasses=f"{5000 + each % SCHOOLS}$C{each % 60}",
            ENTElevePersRelEleve=[f"6{each:06d}$10$1$1$1$0", f"7{each:06d}$20$1$2$1$0"],
            **({} if each % 10 else {"ENTEleveINE": None}),
        )
        for each in range(pupils)
    )
    persons = (person(f"{side}{each:06d}") for each in range(pupils) for side in "678")
    members = [
        (name_of("EtabEducNat"), document(schools)),
        (name_of("Eleve"), document(*records)),
        (name_of("PersRelEleve"), document(*persons)),
    ]
    path.write_bytes(zipped(*members))
    return path


@pytest.fixture(scope="module")
def academies(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    return {
        pupils: academy_of(pupils, tmp_path_factory.mktemp(str(pupils)) / "académie.zip")
        for pupils in (FEW, MANY)
    }


def peaks_kib(how: str, academies: dict[int, Path]) -> dict[int, int]:
    peaks = {}
    for pupils, path in academies.items():
        child = in_child(how, path, child=CHILD)
        assert (child.returncode, child.stderr) == (0, "")
        outcome = json.loads(child.stdout)
        orphans_and_letters = 51 + SCHOOLS
        assert outcome["items"] == pupils * 5 + pupils // 10 + orphans_and_letters
        peaks[pupils] = outcome["peak_kib"]
    return peaks


def test_twenty_times_more_people_take_no_more_memory(academies: dict[int, Path]) -> None:
    peaks = peaks_kib("streamed", academies)
    assert peaks[MANY] - peaks[FEW] < MOST_GROWTH_KIB
    assert peaks[MANY] < MOST_PEAK_KIB


def test_a_reader_that_keeps_them_all_is_caught(academies: dict[int, Path]) -> None:
    peaks = peaks_kib("listed", academies)
    assert peaks[MANY] - peaks[FEW] > MOST_GROWTH_KIB
