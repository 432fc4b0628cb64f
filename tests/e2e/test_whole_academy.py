"""A feed of ten schools, 6,000 pupils and 10,000 persons: in little memory, and once only."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from infra.local.roster_drop import import_files
from infra.local.roster_generator import plan_academy, write_feed
from infra.local.roster_generator.plan import uai_of
from infra.local.stack import Stack
from shared.adapters.dynamodb.table import Item, Table

FEED_ID = "ENTIERE"
SCHOOLS, STUDENTS, PERSONS = 10, 6_000, 10_000
UAIS = [uai_of(f"04190{number:02d}") for number in range(SCHOOLS)]
"""Not those of the other feeds of this session."""

MOST_KIB = 300_000_000 // 1024
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)
_PARTS = ("SCHOOL", "STUDENTS", "EXTERNAL_STUDENTS", "GUARDIANS", "ADDRESSES", "IMPORTS")


def test_a_whole_academy_takes_less_than_300_mb_and_again_changes_nothing(
    stack: Stack, tmp_path: Path
) -> None:
    plan = plan_academy(
        seed=11, schools=SCHOOLS, students=STUDENTS, guardians=PERSONS, dated=date(2026, 10, 5)
    )
    schools = tuple(
        replace(school, uai=uai, plan=replace(school.plan, uai=uai))
        for school, uai in zip(plan.schools, UAIS, strict=True)
    )
    written = write_feed(replace(plan, feed_id=FEED_ID, schools=schools), tmp_path)

    [first] = import_files(stack, written.paths)

    found = first.summary
    assert first.status == "APPLIED", first
    assert (found["schools_applied"], found["arrivals"]) == (SCHOOLS, STUDENTS)
    assert (found["persons_read"], found["guardians"]) == (PERSONS, written.guardians)
    peaks = list(_peaks_kib(stack))
    assert peaks, "no process of the import was found"
    assert max(peaks) < MOST_KIB

    before = _digest(stack)
    [again] = import_files(stack, written.paths)

    assert again.status == "UNCHANGED"
    assert _digest(stack) == before


def _peaks_kib(stack: Stack) -> Iterator[int]:
    """The most memory each process of the import function has ever had."""
    of_this_stack = str(Path(stack.logs).parent)
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_text(encoding="utf-8")
            if "RosterImportFunction" in command and of_this_stack in command:
                status = (process / "status").read_text(encoding="utf-8")
                yield from map(int, _PEAK.findall(status))
        except OSError:  # it has ended meanwhile
            continue


def _digest(stack: Stack) -> str:
    """What is stored of the schools of the feed, their reports included, and of the feed."""
    table = Table(stack.outputs["TableName"], stack.client("dynamodb"))
    digest, items = sha256(), 0
    for partition in (*(f"{uai}#{part}" for uai in UAIS for part in _PARTS), f"FEED#{FEED_ID}"):
        for item in table.query(partition):
            digest.update(repr(_in_order(item)).encode())
            items += 1
    assert items > STUDENTS + PERSONS
    return digest.hexdigest()


def _in_order(item: Item) -> list[tuple[str, object]]:
    return sorted(item.items())
