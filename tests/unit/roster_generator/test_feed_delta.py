"""The delta of the day after: applied to the complete feed, it changes what was declared."""

from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from infra.local.roster_generator import (
    DeltaTally,
    FeedTally,
    plan_academy,
    write_delta,
    write_feed,
)
from tests.unit.roster_generator.feed_reading import Feed, applied, read_feed, requests

DATED = date(2026, 10, 5)
SIZES = [
    {"seed": 1, "schools": 10, "students": 6000, "guardians": 10_000},
    {"seed": 3, "schools": 2, "students": 30, "guardians": 50},
    {"seed": 5, "schools": 1, "students": 200, "guardians": 340},
]
ADDRESS = ("ENTPersonAdresse", "ENTPersonCodePostal", "ENTPersonVille", "ENTPersonPays")


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"{size['students']} students")
def written(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[FeedTally, DeltaTally]:
    folder = tmp_path_factory.mktemp("feed")
    plan = plan_academy(dated=DATED, **request.param)
    return write_feed(plan, folder), write_delta(plan, folder)


@pytest.fixture(scope="module")
def feeds(written: tuple[FeedTally, DeltaTally]) -> tuple[Feed, Feed]:
    """Before and after. A delta that speaks of an unknown record cannot be applied."""
    complete, delta = written
    before = read_feed(complete.paths)
    return before, applied(before, delta.paths)


def legal(feed: Feed) -> set[str]:
    return {person for _, person, _ in feed.links("1", "2")}


def differing(before: Feed, after: Feed, name: str, *, category: str) -> set[str]:
    was, now = before.records[category], after.records[category]
    return {
        number
        for number in was.keys() & now.keys()
        if was[number].get(name, []) != now[number].get(name, [])
    }


def test_the_delta_changes_what_was_declared(
    written: tuple[FeedTally, DeltaTally], feeds: tuple[Feed, Feed]
) -> None:
    _, delta = written
    before, after = feeds
    moves = differing(before, after, "ENTPersonStructRattach", category="Eleve")
    classes = differing(before, after, "ENTEleveClasses", category="Eleve")
    links = differing(before, after, "ENTElevePersRelEleve", category="Eleve")
    mails = differing(before, after, "mail", category="PersRelEleve")
    names = differing(before, after, "givenName", category="PersRelEleve")
    addresses = {
        number
        for name in ADDRESS
        for number in differing(before, after, name, category="PersRelEleve")
    }
    new_persons = after.persons.keys() - before.persons.keys()
    gone_persons = before.persons.keys() - after.persons.keys()
    found = {
        "arrivals": len(after.students.keys() - before.students.keys()),
        "guardian_arrivals": len(new_persons & legal(after)),
        "departures": len(before.students.keys() - after.students.keys()),
        "guardian_departures": len(gone_persons & legal(before)),
        "class_changes": len(classes - moves),
        "name_corrections": len(differing(before, after, "givenName", category="Eleve")),
        "school_moves": len(moves),
        "links_removed": len(links - moves),
        "guardians_without_child": len(legal(before) & after.persons.keys() - legal(after)),
        "guardian_email_changes": len(mails & legal(after)),
        "guardian_address_changes": len(addresses & legal(after)),
        "guardian_name_corrections": len(names & legal(after)),
        "persons_added": len(new_persons),
        "persons_deleted": len(gone_persons),
    }
    declared = asdict(delta)
    del declared["paths"]
    assert found == declared


def test_everything_happens_in_an_academie(
    written: tuple[FeedTally, DeltaTally], feeds: tuple[Feed, Feed]
) -> None:
    complete, delta = written
    schools = len(complete.students_by_school)
    figures = asdict(delta)
    never = {"guardian_name_corrections"} | ({"school_moves"} if schools == 1 else set())
    assert all(count for name, count in figures.items() if name not in never)
    before, after = feeds
    assert len(after.students) == len(before.students)


def test_a_school_move_is_whole(feeds: tuple[Feed, Feed]) -> None:
    before, after = feeds
    for number in differing(before, after, "ENTPersonStructRattach", category="Eleve"):
        student = after.students[number]
        (school,) = student["ENTPersonStructRattach"]
        (school_class,) = student["ENTEleveClasses"]
        code = school_class.removeprefix(f"{school}$")
        declared = [each.split("$") for each in after.schools[school]["ENTStructureClasses"]]
        mefs = {mef for found, _, *mefs in declared if found == code for mef in mefs}
        assert student["ENTEleveMEF"][0] in mefs
        assert student.get("ENTEleveGroupes", [""]) == [""]
        assert _persons(before, number) == _persons(after, number)


def test_a_removed_link_leaves_another_legal_guardian(feeds: tuple[Feed, Feed]) -> None:
    before, after = feeds
    moves = differing(before, after, "ENTPersonStructRattach", category="Eleve")
    removed = differing(before, after, "ENTElevePersRelEleve", category="Eleve") - moves
    for number in removed:
        (gone,) = _persons(before, number) - _persons(after, number)
        assert gone in after.persons
        assert any(student == number for student, _, _ in after.links("1", "2"))


def _persons(feed: Feed, student: str) -> set[str]:
    links = feed.students[student].get("ENTElevePersRelEleve", [])
    return {link.split("$")[0] for link in links if link}


def test_whoever_leaves_takes_only_her_own_people(feeds: tuple[Feed, Feed]) -> None:
    before, after = feeds
    linked = {person for _, person, _ in after.links("0", "1", "2")}
    assert linked <= after.persons.keys()
    orphans = before.persons.keys() - {person for _, person, _ in before.links("0", "1", "2")}
    assert orphans <= after.persons.keys()


def test_each_record_meets_one_request(written: tuple[FeedTally, DeltaTally]) -> None:
    _, delta = written
    asked = Counter((each.category, each.number) for each in requests(delta.paths))
    assert set(asked.values()) == {1}
    actions = Counter(each.action for each in requests(delta.paths))
    assert actions.keys() == {"addRequest", "modifyRequest", "deleteRequest"}
    assert all(each.values for each in requests(delta.paths) if each.action == "modifyRequest")


def test_the_delta_is_dated_the_day_after_and_repeats_itself(tmp_path: Path) -> None:
    plan = plan_academy(dated=DATED, **SIZES[1])
    one, same = (write_delta(plan, tmp_path / name) for name in ("one", "same"))
    assert {path.name.rsplit("_", 2)[0] for path in one.paths} == {
        "ENT_ORLEANSTOURS_Delta_20261006"
    }
    assert [path.read_bytes() for path in one.paths] == [path.read_bytes() for path in same.paths]
