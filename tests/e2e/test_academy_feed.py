"""The académie's own feed, dropped as `make import` does: complete, again, then its delta."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from infra.local.import_report import ImportReport
from infra.local.roster_drop import import_files
from infra.local.roster_generator import (
    DeltaTally,
    FeedTally,
    plan_academy,
    write_delta,
    write_feed,
)
from infra.local.stack import Stack
from tests.e2e.secretary import Json, Secretary
from tests.e2e.stored import every_item

PLAN = replace(
    plan_academy(seed=3, schools=3, students=45, guardians=75, dated=date(2026, 10, 5)),
    feed_id="ENTRETESTS",
)
UAIS = [school.uai for school in PLAN.schools]
_PARTS = ("SCHOOL", "STUDENTS", "EXTERNAL_STUDENTS", "GUARDIANS", "ADDRESSES")


@dataclass(frozen=True)
class Academy:
    """The schools of the feed, each with its secretary."""

    staff: dict[str, Secretary]

    def students(self) -> dict[str, dict[str, Json]]:
        """Every pupil in search, by school and account."""
        return {
            uai: {each["account_id"]: each for each in secretary.all_students()}
            for uai, secretary in self.staff.items()
        }

    def guardians(self) -> dict[str, list[Json]]:
        """The rows of guardians of each school."""
        return {uai: secretary.every("/guardians") for uai, secretary in self.staff.items()}


@pytest.fixture(scope="module")
def academy(stack: Stack) -> Iterator[Academy]:
    with ExitStack() as open_clients:

        def secretary(uai: str) -> Secretary:
            token = stack.token(f"administration:{uai}", ("pwd", "otp"))
            headers = {"Authorization": f"Bearer {token}"}
            client = httpx.Client(base_url=stack.api, headers=headers, timeout=60)
            return Secretary(open_clients.enter_context(client), uai)

        yield Academy({uai: secretary(uai) for uai in UAIS})


@pytest.fixture(scope="module")
def complete(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> FeedTally:
    """What the complete feed holds, once it has been imported."""
    written = write_feed(PLAN, tmp_path_factory.mktemp("complete"))
    [report] = import_files(stack, written.paths)
    assert report.status == "APPLIED", report
    _assert_reported(report, written)
    return written


@pytest.fixture(scope="module")
def before(academy: Academy, complete: FeedTally) -> Academy:
    """The académie as the complete feed has it."""
    assert complete.students
    return academy


@dataclass(frozen=True)
class DayAfter:
    """What the delta tells, and the pupils of each school before and after it."""

    told: DeltaTally
    was: dict[str, dict[str, Json]]
    now: dict[str, dict[str, Json]]

    def left(self) -> Iterator[tuple[str, str]]:
        """School and account of those who are nowhere any more."""
        everywhere = set().union(*self.now.values())
        return ((u, each) for u in UAIS for each in self.was[u] if each not in everywhere)

    def moved(self) -> Iterator[tuple[str, str, str]]:
        """Account, former school and new one."""
        return (
            (each, former, joined)
            for former in UAIS
            for joined in UAIS
            for each in self.was[former].keys() & self.now[joined].keys()
            if former != joined
        )


@pytest.fixture(scope="module")
def day_after(stack: Stack, before: Academy, tmp_path_factory: pytest.TempPathFactory) -> DayAfter:
    """The delta, imported."""
    was = before.students()
    told = write_delta(PLAN, tmp_path_factory.mktemp("delta"))
    [report] = import_files(stack, told.paths)
    assert report.status == "APPLIED", report
    return DayAfter(told, was, before.students())


def _accounts(stack: Stack) -> dict[tuple[str, str], Json]:
    """What is stored of the people of these schools: accounts, links, addresses, registers."""
    of_schools = [f"{uai}#{part}" for uai in UAIS for part in _PARTS]
    return {
        (partition, item["SK"]["S"]): item
        for item in every_item(stack)
        if (partition := item["PK"]["S"]) in of_schools
        or partition.startswith(f"JOINTURE#{PLAN.feed_id}:")
    }


def _assert_reported(report: ImportReport, written: FeedTally) -> None:
    found = report.summary
    declared = {
        "schools": len(UAIS),
        "schools_applied": len(UAIS),
        "students": written.students,
        "guardians": written.guardians,
        "shared_guardians": written.shared_guardians,
        "guardianships": written.legal_links,
        "contacts": written.contacts,
        "orphans": written.orphans,
        "external_students": written.external_students,
    }
    assert {name: found[name] for name in declared} == declared
    assert f"{written.orphans} responsable" in report.message


def test_a_complete_feed_fills_all_its_schools_and_each_reads_its_report(
    complete: FeedTally, academy: Academy
) -> None:
    guardians = {
        uai: len({row["guardian"]["account_id"] for row in rows})
        for uai, rows in academy.guardians().items()
    }
    students = {uai: len(found) for uai, found in academy.students().items()}
    assert students == complete.students_by_school
    assert guardians == complete.guardians_by_school
    for uai, secretary in academy.staff.items():
        counts = secretary.get("")["counts"]
        assert (counts["students"], counts["guardians"], counts["external_students"]) == (
            *(students[uai], guardians[uai], complete.external_by_host[uai]),
        )
        [report] = secretary.get("/imports")["items"]
        assert (report["status"], report["counts"]["arrivals"]) == ("APPLIED", students[uai])


def test_persons_without_a_pupil_are_reported_and_have_no_account(
    stack: Stack, complete: FeedTally
) -> None:
    partitions = [item["PK"]["S"] for item in every_item(stack)]
    registered = [each for each in partitions if each.startswith(f"JOINTURE#{PLAN.feed_id}:")]

    assert complete.orphans > 0
    assert complete.contacts > 0
    assert len(registered) == complete.guardians


def test_a_guardian_of_two_schools_is_one_account_that_shows_each_only_its_own_children(
    complete: FeedTally, before: Academy
) -> None:
    rows = before.guardians()
    seen = {uai: {row["guardian"]["account_id"] for row in rows[uai]} for uai in UAIS}
    shared = {
        each: [uai for uai in UAIS if each in seen[uai]] for each in set().union(*seen.values())
    }
    shared = {each: schools for each, schools in shared.items() if len(schools) > 1}
    students = before.students()

    assert len(shared) == complete.shared_guardians > 0
    for who, schools in shared.items():
        pages = [before.staff[uai].get(f"/guardians/{who}") for uai in schools]
        assert len({page["username"] for page in pages}) == 1
        for uai, page in zip(schools, pages, strict=True):
            children = {child["student"]["account_id"] for child in page["children"]}
            assert children
            assert children <= students[uai].keys()


def test_the_same_feed_again_says_so_and_changes_nothing(stack: Stack, complete: FeedTally) -> None:
    first = _accounts(stack)

    [report] = import_files(stack, complete.paths)

    assert report.status == "UNCHANGED"
    assert report.message == "Aucun changement : ce flux a déjà été importé."
    assert _accounts(stack) == first


def test_a_delta_before_its_feed_is_refused(stack: Stack, before: Academy, tmp_path: Path) -> None:
    assert before.students()
    first = _accounts(stack)
    unknown = replace(PLAN, feed_id="ORLEANS")

    [report] = import_files(stack, write_delta(unknown, tmp_path).paths)

    assert report.status == "REFUSED", report
    assert _accounts(stack) == first


def test_a_delta_changes_what_it_tells_and_leaves_the_rest(day_after: DayAfter) -> None:
    told, was, now = day_after.told, day_after.was, day_after.now

    arrived = set().union(*now.values()) - set().union(*was.values())
    assert len(arrived) == told.arrivals
    assert len(list(day_after.left())) == told.departures
    assert len(list(day_after.moved())) == told.school_moves
    stayed = [(was[u][each], now[u][each]) for u in UAIS for each in was[u].keys() & now[u].keys()]
    assert len([1 for a, b in stayed if a["school_class"] != b["school_class"]]) == (
        told.class_changes
    )
    assert all(a["username"] == b["username"] for a, b in stayed)


def test_the_history_tells_the_departed_the_moved_and_the_returned(
    stack: Stack, before: Academy, day_after: DayAfter, tmp_path: Path
) -> None:
    def newest(uai: str, account_id: str) -> list[tuple[str, str]]:
        history = before.staff[uai].get(f"/accounts/{account_id}/history")["items"]
        return [(each["tag"], each["by"]) for each in history[:2]]

    (home, gone), *_ = day_after.left()
    (mover, former, joined), *_ = day_after.moved()
    by = "l’import des données"
    assert newest(home, gone) == [("account:departed", by), ("account:created", by)]
    assert newest(joined, mover)[0] == ("account:moved", by)
    path = f"/schools/{former}/accounts/{mover}/history"
    assert before.staff[former].client.get(path).status_code == httpx.codes.NOT_FOUND

    as_it_was = replace(PLAN, dated=PLAN.dated + timedelta(days=2))
    [report] = import_files(stack, write_feed(as_it_was, tmp_path).paths)

    assert report.status == "APPLIED", report
    assert newest(home, gone) == [("account:returned", by), ("account:departed", by)]
    back = before.students()[home][gone]
    assert back["username"] == day_after.was[home][gone]["username"]
