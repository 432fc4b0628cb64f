"""The complete feed of an académie, read back and compared with the declared figures."""

import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from infra.local.roster_generator import (
    DEMO_FEED,
    DEMO_FEED_SCHOOLS,
    DEMO_SCHOOLS,
    FeedTally,
    plan_academy,
    uai_of,
    write_feed,
    write_school_directory,
)
from infra.local.roster_generator.__main__ import main
from infra.local.roster_generator.feed_files import RECORDS_IN_A_PART
from tests.unit.roster_generator.feed_reading import Feed, meant, read_feed

DATED = date(2026, 10, 5)
LARGE = {"seed": 1, "schools": 10, "students": 6000, "guardians": 10_000}
SMALL = {"seed": 3, "schools": 2, "students": 30, "guardians": 50}


@pytest.fixture(scope="module")
def tally(tmp_path_factory: pytest.TempPathFactory) -> FeedTally:
    return write_feed(plan_academy(dated=DATED, **LARGE), tmp_path_factory.mktemp("feed"))


@pytest.fixture(scope="module")
def feed(tally: FeedTally) -> Feed:
    return read_feed(tally.paths)


def counted(feed: Feed) -> dict[str, object]:
    uais = {
        number: (school.get("ENTStructureUAI") or school["ENTEtablissementUAI"])[0]
        for number, school in feed.schools.items()
    }
    legal = {person for _, person, _ in feed.links("1", "2")}
    linked = {person for _, person, _ in feed.links("0", "1", "2")}
    hosts = [
        value.split("$")[0]
        for student in feed.students.values()
        for value in student.get("ENTEleveEnseignementsEtablissementsAccueil", [])
    ]
    homes = Counter(uais[feed.school_of(number)] for number in feed.students)
    around = Counter(uais[place] for places in feed.legal_schools().values() for place in places)
    hosting = Counter(uais[host] for host in hosts)
    return {
        "students": len(feed.students),
        "persons": len(feed.persons),
        "guardians": len(legal),
        "contacts": len(linked - legal),
        "orphans": len(feed.persons.keys() - linked),
        "shared_guardians": sum(len(places) > 1 for places in feed.legal_schools().values()),
        "external_students": len(hosts),
        "students_without_guardian": sum(
            "ENTElevePersRelEleve" not in student for student in feed.students.values()
        ),
        "students_without_legal_guardian": len(
            feed.students.keys() - {student for student, _, _ in feed.links("1", "2")}
        ),
        "self_guardians": sum(kinship in {"7", "70"} for _, _, kinship in feed.links("1", "2")),
        "students_without_ine": sum(
            student.get("ENTEleveINE", [""]) == [""] for student in feed.students.values()
        ),
        "legal_links": len(list(feed.links("1", "2"))),
        "contact_links": len(list(feed.links("0"))),
        "students_by_school": {uai: homes[uai] for uai in uais.values()},
        "guardians_by_school": {uai: around[uai] for uai in uais.values()},
        "external_by_host": {uai: hosting[uai] for uai in uais.values()},
    }


def declared(tally: FeedTally) -> dict[str, object]:
    figures = asdict(tally)
    del figures["paths"]
    return figures


def test_the_feed_holds_what_was_declared(tally: FeedTally, feed: Feed) -> None:
    assert counted(feed) == declared(tally)


def test_the_figures_are_those_asked_for(tally: FeedTally) -> None:
    assert (tally.students, tally.persons) == (6000, 10_000)
    assert (tally.guardians, tally.contacts, tally.orphans) == (9400, 400, 200)
    assert tally.external_students == 60
    assert 300 <= tally.shared_guardians <= 700
    assert min(tally.students_without_guardian, tally.self_guardians) > 10
    assert len(set(tally.students_by_school.values())) == 10


@pytest.mark.parametrize("guardians", [45, 50, 60])
def test_a_small_feed_holds_what_was_declared(tmp_path: Path, guardians: int) -> None:
    plan = plan_academy(dated=DATED, **SMALL | {"guardians": guardians})
    tally = write_feed(plan, tmp_path)

    assert counted(read_feed(tally.paths)) == declared(tally)
    assert (tally.students, tally.persons) == (30, guardians)


def test_the_feed_of_the_demo_holds_what_was_declared(tmp_path: Path) -> None:
    tally = write_feed(DEMO_FEED, tmp_path)

    assert counted(read_feed(tally.paths)) == declared(tally)
    assert tally.students_by_school == {"0450833L": 120, "0450844Y": 120}
    assert tally.external_by_host == {"0450833L": 0, "0450844Y": 25}
    assert tally.shared_guardians >= 20


def test_the_demo_schools_of_the_feed_are_in_the_directory(tmp_path: Path) -> None:
    path = write_school_directory(tmp_path / "annuaire.csv", (*DEMO_SCHOOLS, *DEMO_FEED_SCHOOLS))
    *_, lp, college = path.read_text(encoding="utf-8").splitlines()

    assert lp.startswith("0450833L;Lycée professionnel Simone-Biaggi;Lycée;Public;37 rue")
    assert college.startswith("0450844Y;Collège Ernest-Lafaurie;Collège;Public;5 allée")


def test_parts_are_full_before_the_next_and_end_like_whole_files(tally: FeedTally) -> None:
    sizes = Counter(
        {path.name: path.read_text(encoding="utf-8").count("<addRequest>") for path in tally.paths}
    )
    stem = "ENT_ORLEANSTOURS_Complet_20261005"
    parts = [sizes[f"{stem}_PersRelEleve_{part:04d}.xml"] for part in range(5)]
    assert parts == [RECORDS_IN_A_PART] * 5
    assert [sizes[f"{stem}_Eleve_{part:04d}.xml"] for part in range(3)] == [2000] * 3
    others = ("EtabEducNat", "MefEducNat", "MatiereEducNat", "PersEducNat")
    assert all(sizes[f"{stem}_{category}_0000.xml"] > 0 for category in others)
    assert len(sizes) == 5 + 3 + 4


def test_every_file_declares_utf_8_and_names_the_dtd(tally: FeedTally) -> None:
    for path in tally.paths:
        first, second, _ = path.read_text(encoding="utf-8").split("\n", 2)
        assert first == '<?xml version="1.0" encoding="UTF-8"?>'
        assert second == '<!DOCTYPE ficAlimMENESR SYSTEM "ficAlimMENESR.dtd">'


def test_equal_arguments_give_equal_bytes_and_another_seed_other_people(tmp_path: Path) -> None:
    one, same, other = (
        write_feed(plan_academy(dated=DATED, **SMALL | {"seed": seed}), tmp_path / name)
        for name, seed in (("one", 3), ("same", 3), ("other", 4))
    )
    contents = [
        {path.name: path.read_bytes() for path in tally.paths} for tally in (one, same, other)
    ]
    assert contents[0] == contents[1]
    assert contents[0].keys() == contents[2].keys()
    name = "ENT_ORLEANSTOURS_Complet_20261005_Eleve_0000.xml"
    assert contents[0][name] != contents[2][name]


CHILD = """
import re, sys, tempfile
from datetime import date
from pathlib import Path
from infra.local.roster_generator import plan_academy, write_feed
students = int(sys.argv[1])
with tempfile.TemporaryDirectory() as folder:
    figures = {"schools": 10, "students": students, "guardians": students * 5 // 3}
    plan = plan_academy(seed=1, dated=date(2026, 10, 5), **figures)
    written = write_feed(plan, Path(folder)).students
# Not ru_maxrss: it starts at the size of the process that forked this one.
(peak,) = re.findall(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(written, peak)
"""


def peak_kib(students: int) -> int:
    command = [sys.executable, "-c", CHILD, str(students)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)  # noqa: S603  our own words
    written, peak = map(int, done.stdout.split())
    assert written == students
    return peak


def test_memory_does_not_grow_with_the_feed() -> None:
    """Its records alone would take some 2 KiB a pupil."""
    assert abs(peak_kib(8_000) - peak_kib(800)) < 8 * 1024


def test_every_reference_leads_somewhere(feed: Feed) -> None:
    assert {person for _, person, _ in feed.links("0", "1", "2")} <= feed.persons.keys()
    assert not feed.persons.keys() & feed.students.keys()
    classes = {
        f"{number}${label.split('$')[0]}"
        for number, school in feed.schools.items()
        for label in school["ENTStructureClasses"]
    }
    for number, student in feed.students.items():
        (school_class,) = student["ENTEleveClasses"]
        assert school_class in classes
        assert school_class.split("$")[0] == feed.school_of(number)
        assert student["ENTEleveMEF"][0] in feed.mefs
        hosts = student.get("ENTEleveEnseignementsEtablissementsAccueil", [])
        assert all(host.split("$")[0] in feed.schools for host in hosts)
        assert all(not host.startswith(f"{feed.school_of(number)}$") for host in hosts)


def test_records_are_named_by_their_own_number_and_ines_are_never_twice(feed: Feed) -> None:
    for number, student in feed.students.items():
        assert student["ENTPersonJointure"] == [number]
    ines = [student.get("ENTEleveINE", [""])[0] for student in feed.students.values()]
    given = [ine for ine in ines if ine]
    assert len(set(given)) == len(given)
    assert {len(ine) for ine in given} == {11}


def test_links_are_of_both_generations(feed: Feed) -> None:
    kinships = {kinship for _, _, kinship in feed.links("0", "1", "2")}
    assert {"1", "2", "7", "10", "20", "70"} <= kinships
    by_school: dict[str, set[int]] = {}
    for student, _, kinship in feed.links("0", "1", "2"):
        by_school.setdefault(feed.school_of(student), set()).add(len(kinship))
    assert Counter(map(tuple, by_school.values())) == {(2,): 7, (1,): 3}
    assert list(feed.links("2"))


def test_one_school_bears_a_letter_that_is_not_its_check_letter(tally: FeedTally) -> None:
    wrong = [uai for uai in tally.students_by_school if uai != uai_of(uai[:7])]
    assert len(wrong) == 1
    assert all(re.fullmatch(r"[0-9]{7}[A-HJ-NPR-Z]", uai) for uai in tally.students_by_school)


def test_names_are_as_dirty_as_real_ones(tally: FeedTally, feed: Feed) -> None:
    students = feed.students.values()
    usual = [s for s in students if s["sn"] != s["ENTPersonNomPatro"]]
    assert 100 < len(usual) < 600
    everyone = [*students, *feed.persons.values()]
    names = [person["sn"][0] for person in everyone]
    assert {"Œ", "É", "'"} <= set("".join(names))
    escaped = [name for name in names if meant(name) != name]
    assert escaped
    assert all("'" in meant(name) for name in escaped)
    full = Counter((s["ENTPersonNomPatro"][0], s["givenName"][0]) for s in students)
    assert full[("MARTIN", "Camille")] > 10
    assert any(s["ENTPersonAutresPrenoms"] == [""] for s in students)
    assert any(s["personalTitle"] == [""] for s in students)
    assert any(person.get("mail") == [""] for person in feed.persons.values())
    mefs = next(path for path in tally.paths if "_MefEducNat_" in path.name)
    assert "&amp;amp;" in mefs.read_text(encoding="utf-8")


def test_siblings_of_two_schools_are_of_one_family(feed: Feed) -> None:
    children: dict[str, list[str]] = {}
    for student, person, _ in feed.links("1", "2"):
        children.setdefault(person, []).append(student)
    shared = [c for c in children.values() if len({feed.school_of(s) for s in c}) > 1]
    for siblings in shared:
        records = [feed.students[student] for student in siblings]
        assert len({meant(record["ENTPersonNomPatro"][0]) for record in records}) == 1
        assert len({record["givenName"][0] for record in records}) == len(records)


def test_people_can_only_be_reached_where_nobody_is(feed: Feed) -> None:
    everyone = [*feed.students.values(), *feed.persons.values()]
    mails = [value for person in everyone for value in person.get("mail", []) if value]
    assert {mail.partition("@")[2] for mail in mails} == {"example.fr", "example.org"}
    phones = [
        value
        for person in feed.persons.values()
        for name in ("mobile", "homePhone")
        for value in person.get(name, [])
    ]
    assert all(re.fullmatch(r"(019900|026191|035301|046571|053649|063998)\d{4}", p) for p in phones)


@pytest.mark.parametrize(
    ("figures", "message"),
    [
        ({"schools": 0}, "schools must lie between 1 and 99, not 0"),
        ({"students": 9}, "9 students are too few for 2 schools"),
        ({"guardians": 500}, "30 students may have from [0-9]+ to [0-9]+ guardians, not 500"),
    ],
)
def test_figures_that_cannot_be_say_why(
    tmp_path: Path, figures: dict[str, int], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        write_feed(plan_academy(dated=DATED, **SMALL | figures), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_a_feed_and_its_delta(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "--schools 2 --students 30 --guardians 50 --seed 3 --dated 2026-11-02 --delta"
    main(["aaf", "--out", str(tmp_path), *words.split()])
    complete, delta = map(json.loads, capsys.readouterr().out.splitlines())
    assert (complete["students"], complete["persons"]) == (30, 50)
    assert delta["arrivals"] > 0
    assert {path.name for path in tmp_path.iterdir()} == {
        Path(path).name for path in (*complete["paths"], *delta["paths"])
    }
    assert (tmp_path / "ENT_ORLEANSTOURS_Delta_20261103_Eleve_0000.xml").exists()


def test_the_command_refuses_what_cannot_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["aaf", "--out", str(tmp_path), "--schools", "100"])
    assert "schools must lie between 1 and 99" in capsys.readouterr().err
