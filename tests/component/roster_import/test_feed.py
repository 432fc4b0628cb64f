"""The académie's feed: its schools in one drop, and the people they share."""

from dataclasses import replace
from typing import Any

import pytest

from shared.adapters.dynamodb.external_students import ExternalStudentRepository
from shared.adapters.dynamodb.guardians import GuardianRepository
from shared.domain.data_source import DataSource
from shared.domain.identifiers import Uai
from shared.domain.roster_state import DirectoryEntry
from tests.component.roster_import import siecle
from tests.component.roster_import.feed import HOME, NEXT, THIRD, Child, Feed, Parent
from tests.component.roster_import.world import World, changes

MONA = Parent("900", "ROY", "Mona", "mona@example.fr", ("1 RUE A", "45000 ORLEANS"))
DIDIER = Parent("901", "SOW", "Didier")
ORPHAN = Parent("902", "PERSONNE", "Nul")
ANA = Child("1", HOME, "ROY", "Ana", ("900",), ine="111111111AA")
BEN = Child("2", NEXT, "ROY", "Ben", ("900", "901"), ine="111111111AB", hosts=(THIRD,))
ZOE = Child("3", THIRD, "SOW", "Zoé", ("901",), ine="111111111AC")
FEED = Feed(children=(ANA, BEN, ZOE), parents=(MONA, DIDIER, ORPHAN))


def _drop(world: World, feed: Feed, *, confirmed: bool = False) -> dict[str, Any]:
    return world.drop(feed.content(), "ENT_375.zip", confirmed=confirmed)


def _tags(world: World) -> list[tuple[str, str, str]]:
    """(username, tag, school) of every audit row of an import."""
    names = {
        item["account_id"]["S"]: item["PK"]["S"].removeprefix("USERNAME#")
        for item in world.items()
        if item["PK"]["S"].startswith("USERNAME#")
    }
    rows = [item for item in world.items() if "#AUDIT#" in item["PK"]["S"]]
    assert {row["by"]["S"] for row in rows} == {"roster-import"}
    assert all(len(row["SK"]["S"]) == 24 for row in rows)
    return sorted(
        (names[row["PK"]["S"].rsplit("#", 1)[-1]], row["tag"]["S"], row["school"]["S"])
        for row in rows
    )


def test_a_drop_makes_the_accounts_of_all_its_schools(world: World) -> None:
    job = _drop(world, FEED)

    assert job["status"] == "APPLIED"
    assert job["uai"] == ""
    assert job["message"] == (
        "Flux académique importé. 3 établissements : 3 mis à jour, 0 sans changement, 0 refusé. "
        "1 responsable sans élève, sans compte. 1 anomalie à examiner."
    )
    found = changes(job)
    assert (found["schools_applied"], found["arrivals"], found["orphans"]) == (3, 3, 1)
    usernames = {uai: set(world.students(uai)) for uai in (HOME, NEXT, THIRD)}
    assert usernames == {HOME: {"a.roy"}, NEXT: {"b.roy"}, THIRD: {"z.sow"}}
    for uai in usernames:
        (report,) = world.reports(uai)
        assert (report.status, report.files[0].kind, report.files[0].name) == (
            *("APPLIED", "AAF", "ENT_375.zip"),
        )


def test_a_guardian_of_two_schools_is_one_account_with_a_pointer(world: World) -> None:
    _drop(world, FEED)

    here, there = world.guardians(HOME)["m.roy"], world.guardians(NEXT)["m.roy"]
    assert here == there
    assert (here.account.uai, here.schools, here.jointure) == (HOME, (HOME, NEXT), "375:900")
    assert world.links(HOME) == {("m.roy", "a.roy", "MOTHER")}
    assert world.links(NEXT) == {("m.roy", "b.roy", "MOTHER"), ("d.sow", "b.roy", "MOTHER")}
    assert set(world.guardians(THIRD)) == {"d.sow"}
    pointer = world.table.get(f"{NEXT}#GUARDIANS", f"ACCOUNT#{here.account.account_id}")
    assert pointer is not None
    assert pointer["lives_in"] == {"S": HOME}
    assert not any("PERSONNE" in str(item) for item in world.items())


def test_the_host_school_sees_the_student_it_teaches(world: World) -> None:
    _drop(world, FEED)

    (ben,) = ExternalStudentRepository(world.table).all_of(THIRD)
    assert (ben.account.username, ben.account.uai, ben.host_schools) == ("b.roy", NEXT, (THIRD,))
    host, home = world.schools.get(THIRD), world.schools.get(NEXT)
    assert host is not None
    assert home is not None
    assert (host.external_students, host.students, home.external_students) == (1, 1, 0)

    _drop(world, FEED.but(replace(BEN, hosts=())))

    assert ExternalStudentRepository(world.table).all_of(THIRD) == []
    host = world.schools.get(THIRD)
    assert host is not None
    assert host.external_students == 0


def test_a_departed_student_is_no_longer_an_external_one(world: World) -> None:
    _drop(world, FEED)

    _drop(world, FEED.but(Child("4", NEXT, "NEUF", "Léa"), without=("2",)))

    assert world.students(NEXT)["b.roy"].departed_on is not None
    assert not [i for i in world.items() if i["PK"]["S"].endswith("#EXTERNAL_STUDENTS")]


def test_the_same_feed_again_writes_no_school(world: World) -> None:
    _drop(world, FEED)
    before = world.dump()

    job = _drop(world, FEED)

    assert job["status"] == "UNCHANGED"
    assert world.dump() == before
    assert len(world.reports(HOME)) == 1


def test_a_later_feed_writes_only_the_schools_that_differ(world: World) -> None:
    _drop(world, FEED)
    others = {line for line in world.dump() if f'"{NEXT}#' not in line}

    job = _drop(world, FEED.but(replace(BEN, school_class="5B"), dated="2026-10-06"))

    assert changes(job)["class_changes"] == 1
    assert changes(job)["schools_unchanged"] == 2
    assert {line for line in world.dump() if f'"{NEXT}#' not in line} == others
    assert [len(world.reports(uai)) for uai in (HOME, NEXT, THIRD)] == [1, 2, 1]


def test_a_delta_changes_what_it_tells_and_leaves_the_rest(world: World) -> None:
    _drop(world, FEED)
    new = Child("5", HOME, "ROY", "Eve", ("901",), ine="111111111AE")

    delta = Feed(children=(new,), gone=("3",), dated="2026-10-06", complete=False)
    job = _drop(world, delta, confirmed=True)

    assert job["status"] == "APPLIED"
    assert set(world.students(HOME)) == {"a.roy", "e.roy"}
    assert world.students(THIRD)["z.sow"].departed_on is not None
    assert world.guardians(HOME)["d.sow"].schools == (HOME, NEXT)
    assert set(world.guardians(THIRD)) == set()


def test_a_delta_of_an_unknown_feed_is_refused(world: World) -> None:
    job = _drop(world, Feed(complete=False))

    assert job["status"] == "REFUSED"
    assert [a["code"] for a in job["summary"]["anomalies"]] == ["no_complete_feed"]


def test_an_older_feed_is_refused_and_changes_nothing(world: World) -> None:
    _drop(world, FEED)
    before = world.dump()

    job = _drop(world, FEED.but(without=("1",), dated="2026-10-04"))

    assert [a["code"] for a in job["summary"]["anomalies"]] == ["older_export"]
    assert world.dump() == before


@pytest.mark.parametrize(("left", "joined"), [(HOME, NEXT), (NEXT, HOME)])
def test_a_pupil_whom_the_feed_places_elsewhere_moves_with_her_account(
    world: World, left: Uai, joined: Uai
) -> None:
    lea = Child("6", left, "LUNE", "Léa", ("900",), ine="111111111AF", hosts=(THIRD,))
    _drop(world, FEED.but(lea))
    before = world.students(left)["l.lune"]

    _drop(world, FEED.but(replace(lea, uai=joined), dated="2026-10-06"))

    moved = world.students(joined)["l.lune"]
    assert moved.account.account_id == before.account.account_id
    assert moved.departed_on is None
    assert "l.lune" not in world.students(left)
    register = world.table.get("INE#111111111AF", "INE")
    assert register is not None
    assert register["uai"] == {"S": joined}
    hosted = ExternalStudentRepository(world.table).all_of(THIRD)
    assert {s.account.username: s.account.uai for s in hosted}["l.lune"] == joined
    assert ("m.roy", "l.lune", "MOTHER") in world.links(joined)
    links = GuardianRepository(world.table).all_of(left)[1]
    assert before.account.account_id not in {link.student_id for link in links}
    assert ("l.lune", "account:moved", joined) in _tags(world)


def test_a_guardian_keeps_her_account_where_no_child_is_left(world: World) -> None:
    _drop(world, FEED)
    before = world.guardians(HOME)["m.roy"]

    _drop(world, FEED.but(Child("7", HOME, "AUTRE", "Lou"), without=("1",), dated="2026-10-06"))

    mona = world.guardians(NEXT)["m.roy"]
    assert mona.account.account_id == before.account.account_id
    assert (mona.account.uai, mona.schools, mona.departed_on) == (HOME, (NEXT,), None)
    assert not mona.present_in(HOME)

    _drop(
        world,
        FEED.but(Child("7", HOME, "AUTRE", "Lou"), without=("1", "2"), dated="2026-10-07"),
        confirmed=True,
    )
    gone = world.guardians(HOME)["m.roy"]
    assert (gone.schools, gone.departed_on, gone.names_by_source) == (
        *((), world.clock.now.date(), ()),
    )
    assert "m.roy" not in world.guardians(NEXT)
    assert not [line for line in world.dump() if f'"{NEXT}#ADDRESSES"' in line]

    _drop(world, FEED.but(dated="2026-10-08"))
    back = world.guardians(NEXT)["m.roy"]
    assert back.account.account_id == before.account.account_id
    assert (back.schools, back.departed_on) == ((HOME, NEXT), None)


def test_arrivals_departures_and_returns_leave_a_trace_each(world: World) -> None:
    _drop(world, FEED)
    created = [
        ("a.roy", "account:created", HOME),
        ("b.roy", "account:created", NEXT),
        ("d.sow", "account:created", NEXT),
        ("m.roy", "account:created", HOME),
        ("z.sow", "account:created", THIRD),
    ]
    assert _tags(world) == created

    without_ben = FEED.but(Child("4", NEXT, "NEUF", "Léa"), without=("2",), dated="2026-10-06")
    _drop(world, without_ben)
    _drop(world, without_ben.but(BEN, dated="2026-10-07"))

    assert sorted(set(_tags(world)) - set(created)) == [
        ("b.roy", "account:departed", NEXT),
        ("b.roy", "account:returned", NEXT),
        ("l.neuf", "account:created", NEXT),
    ]


def test_a_refused_school_is_named_and_the_others_go_on(world: World) -> None:
    crowd = [Child(f"1{n:02d}", HOME, "FOULE", "Ana", ine=f"2222222{n:02d}AA") for n in range(60)]
    _drop(world, FEED.but(*crowd))
    less = FEED.but(*crowd[:10], Child("8", NEXT, "NEUF", "Léa"), dated="2026-10-06")

    job = _drop(world, less)

    assert job["status"] == "APPLIED"
    assert f"1 refusé ({HOME})" in job["message"]
    first = job["summary"]["anomalies"][0]
    assert (first["code"], first["record"]) == ("mass_departure", HOME)
    assert "confirm-mass-departure: yes" in job["message"]
    assert "l.neuf" in world.students(NEXT)
    assert all(student.departed_on is None for student in world.students(HOME).values())
    report = world.reports(HOME)[0]
    assert report.status == "REFUSED"
    assert "métadonnée" not in report.message

    job = _drop(world, less, confirmed=True)

    assert changes(job)["departures"] == 50
    assert job["status"] == "APPLIED"


def test_the_feed_names_a_school_that_the_directory_does_not(world: World) -> None:
    known = DirectoryEntry(HOME, "Collège connu", ("2 RUE B",))
    world.schools.keep_directory([known])

    _drop(world, FEED)

    named = {school.uai: school.name for school in world.schools.get_many([HOME, NEXT])}
    assert named == {HOME: "Collège connu", NEXT: f"ECOLE {NEXT}"}


def test_what_a_call_has_no_time_for_goes_to_another(world: World) -> None:
    world.context.milliseconds_left = 60_000
    key, event_id = world.put(FEED.content())

    job = world.deliver(key, event_id)

    assert job["status"] == "RUNNING"
    assert job["message"] == "Import en cours : 1 établissement(s) sur 3."
    assert changes(job) == {"schools": 3, "schools_done": 1}
    assert not world.students(NEXT)
    assert world.deliver_what_was_sent_again() == [key]
    assert world.deliver_what_was_sent_again() == [key]
    assert world.deliver_what_was_sent_again() == []
    job = world.job(key)
    assert (job["status"], changes(job)["schools_applied"]) == ("APPLIED", 3)
    assert changes(job)["arrivals"] == 3


def test_a_feed_handed_on_is_not_overtaken_by_the_next(world: World) -> None:
    world.context.milliseconds_left = 60_000
    key, event_id = world.put(FEED.content())
    world.deliver(key, event_id)

    later = FEED.but(without=("3",), dated="2026-10-06")
    with pytest.raises(Exception, match="SchoolBusyError"):
        _drop(world, later)

    world.context.milliseconds_left = 300_000
    world.deliver_what_was_sent_again()
    assert world.job(key)["status"] == "APPLIED"


def test_both_sources_are_one_person_and_siecle_is_shown(world: World) -> None:
    pupil = siecle.Pupil("1", "ROY", "Anna", "6Z", ine="111111111AA")
    adult = siecle.Adult("55", "ROY", "Mona", "siecle@example.fr")
    world.drop(siecle.students([pupil]))
    world.drop(siecle.guardians([adult], [siecle.Link("1", "55")]))
    ana, mona = world.students(HOME)["a.roy"], world.guardians(HOME)["m.roy"]

    _drop(world, FEED)

    both = world.students(HOME)["a.roy"]
    assert both.account.account_id == ana.account.account_id
    assert (both.first_name, both.school_class) == ("Anna", "6Z")
    assert {n.source: n.first_name for n in both.names_by_source} == {
        DataSource.SIECLE: "Anna",
        DataSource.AAF: "Ana",
    }
    mother = world.guardians(HOME)["m.roy"]
    assert mother.account.account_id == mona.account.account_id
    assert (mother.roster_email, mother.jointure, mother.source_id) == (
        *("siecle@example.fr", "375:900", "55"),
    )
    assert mother.schools == (HOME, NEXT)
    assert len(world.links(HOME)) == 1

    world.drop(siecle.students([siecle.Pupil("9", "SEUL", "Luc", ine="111111111AZ")]))

    left = world.students(HOME)["a.roy"]
    assert (left.departed_on, left.first_name) == (None, "Ana")
    assert [n.source for n in left.names_by_source] == [DataSource.AAF]
    assert world.guardians(HOME)["m.roy"].present_in(HOME)
    assert len(world.links(HOME)) == 1

    _drop(world, FEED.but(Child("4", HOME, "NEUF", "Léa"), without=("1",), dated="2026-10-07"))

    assert world.students(HOME)["a.roy"].departed_on is not None
    assert set(world.students(HOME)) == {"a.roy", "l.seul", "l.neuf"}
    assert world.links(HOME) == set()


def test_siecle_recognises_the_guardian_whom_the_feed_has_made(world: World) -> None:
    _drop(world, FEED)
    before = world.guardians(HOME)["m.roy"].account.account_id

    for uai, number in ((HOME, "1"), (NEXT, "2")):
        world.drop(siecle.students([siecle.Pupil(number, "ROY", "A")], uai=uai))
        adult = siecle.Adult(f"77{number}", "Roy", "MONA", "siecle@example.fr")
        link = [siecle.Link(number, f"77{number}")]
        world.drop(siecle.guardians([adult], link, uai=uai))

    assert {name: person.account.account_id for name, person in world.guardians(HOME).items()} == {
        "m.roy": before
    }
    assert "m.roy" in world.guardians(NEXT)
    assert not [name for name in world.guardians(NEXT) if name.startswith("m.roy2")]
    dump = world.dump()
    assert _drop(world, FEED.but(dated="2026-10-09"))["status"] == "UNCHANGED"
    assert {line for line in world.dump() if "#SCHOOL" not in line} == {
        line for line in dump if "#SCHOOL" not in line
    }


def test_two_accounts_of_one_guardian_are_kept_and_told(world: World) -> None:
    for uai, number in ((HOME, "1"), (NEXT, "2")):
        world.drop(siecle.students([siecle.Pupil(number, "ROY", "A")], uai=uai))
        adult = siecle.Adult("77", "ROY", "Mona")
        world.drop(siecle.guardians([adult], [siecle.Link(number, "77")], uai=uai))

    job = _drop(world, FEED)

    assert "GUARDIAN_TWICE" in {each["code"] for each in job["summary"]["anomalies"]}
    assert world.guardians(HOME)["m.roy"].jointure == "375:900"
    assert world.guardians(HOME)["m.roy"].schools == (HOME,)
    assert world.guardians(NEXT)["m.roy2"].jointure == ""
    assert ("m.roy2", "a.roy2", "MOTHER") in world.links(NEXT)
    assert not [link for link in world.links(NEXT) if link[0] == "m.roy"]


def test_the_register_tells_the_jointures_of_two_feeds_apart(world: World) -> None:
    _drop(world, FEED)
    mona = world.guardians(HOME)["m.roy"]
    row = world.table.get("JOINTURE#375:900", "JOINTURE")
    assert row is not None
    assert row["account_id"] == {"S": mona.account.account_id}
    assert world.table.get("JOINTURE#900", "JOINTURE") is None
