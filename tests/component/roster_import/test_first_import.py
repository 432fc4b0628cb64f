"""A school's first files, in any order, then again."""

from itertools import permutations

import pytest

from shared.domain.account import AccountStatus
from shared.domain.identifiers import Uai
from tests.component.roster_import import siecle
from tests.component.roster_import.siecle import UAI, Adult, Link, Pupil
from tests.component.roster_import.world import World, changes

PUPILS = (
    Pupil("1", "LEFÈVRE", "Zoé", "6A", "111111111AA", address="3 RUE DES LILAS"),
    Pupil("2", "LEFEVRE", "Zacharie", "6B", "111111111AB"),
    Pupil("3", "D'ŒUVRE", "Élise", "6A", "111111111AC", usual="MARTIN"),
    Pupil("4", "PARTI", "Paul", "6A", "111111111AD", left="01/10/2026"),
)
ADULTS = (
    Adult("90", "LEFÈVRE", "Zita", "zita@example.fr", address="3 RUE DES LILAS"),
    Adult("91", "DURAND", "Luc", civility="M."),
    Adult("92", "VOISIN", "Ève"),
    Adult("93", "ADJOINT", "Rémi"),
)
LINKS = (
    Link("1", "90"),
    Link("2", "90"),
    Link("3", "91", kinship="20"),
    Link("1", "92", level="3", kinship="90"),
    Link("1", "93", level="2", kinship="50"),
)
FILES = {
    "students": siecle.students(PUPILS),
    "guardians": siecle.guardians(ADULTS, LINKS),
    "nomenclature": siecle.nomenclature({"10010012110": "6EME"}),
    "structures": siecle.structures({"6A": "SIXIEME A", "6B": "SIXIEME B"}),
}


def _drop_all(world: World) -> None:
    for content in FILES.values():
        world.drop(content)


def test_pupils_get_an_account_that_is_not_notified_and_a_username_at_once(world: World) -> None:
    job = world.drop(FILES["students"])

    assert job["status"] == "APPLIED"
    assert job["uai"] == UAI
    assert job["message"] == (
        "Import appliqué. 3 élèves : 3 arrivées, 0 retour, 0 départ, 0 changement. "
        "0 responsable : 0 ajouté, 0 retiré."
    )
    assert changes(job) == {
        "students": 3,
        "arrivals": 3,
        "address_changes": 1,
        "students_read": 4,
        "already_departed": 1,
        "students_without_guardian": 3,
    }
    assert {
        username: (s.family_name, s.usual_name, s.first_name, s.school_class, s.ine)
        for username, s in world.students().items()
    } == {
        "z.lefevre": ("LEFÈVRE", None, "Zoé", "6A", "111111111AA"),
        "z.lefevre2": ("LEFEVRE", None, "Zacharie", "6B", "111111111AB"),
        "e.doeuvre": ("D'ŒUVRE", "MARTIN", "Élise", "6A", "111111111AC"),
    }
    assert {s.account.status for s in world.students().values()} == {AccountStatus.NOT_NOTIFIED}


def test_a_guardian_of_two_pupils_has_one_account_and_two_links(world: World) -> None:
    world.drop(FILES["students"])
    job = world.drop(FILES["guardians"])

    assert changes(job) == {
        "students": 3,
        "unchanged": 3,
        "guardians": 2,
        "guardian_arrivals": 2,
        "guardianships": 3,
        "guardianships_added": 3,
        "address_changes": 1,
        "students_read": 4,
        "already_departed": 1,
        "persons_read": 4,
        "persons_in_charge": 1,
        "contacts": 1,
    }
    assert world.links() == {
        ("z.lefevre3", "z.lefevre", "MOTHER"),
        ("z.lefevre3", "z.lefevre2", "MOTHER"),
        ("l.durand", "e.doeuvre", "FATHER"),
    }
    assert world.guardians()["z.lefevre3"].roster_email == "zita@example.fr"


def test_the_school_shows_its_numbers_its_labels_and_the_date(world: World) -> None:
    _drop_all(world)

    school = world.schools.get(Uai(UAI))

    assert school is not None
    assert (school.students, school.guardians) == (3, 2)
    assert school.roster_updated_at == world.clock.now
    assert school.class_label("6A") == "SIXIEME A"
    assert school.mef_label("10010012110") == "6EME"
    assert world.schools.get_many([Uai(UAI), Uai("0000000A")]) == [school]


@pytest.mark.parametrize("order", list(permutations(FILES))[1::3], ids="-".join)
def test_the_files_may_come_in_any_order(world: World, order: tuple[str, ...]) -> None:
    statuses = [world.drop(FILES[kind])["status"] for kind in order]

    before = order.index("students")
    assert statuses == ["WAITING"] * before + ["APPLIED"] * (4 - before)
    assert set(world.students()) == {"z.lefevre", "z.lefevre2", "e.doeuvre"}
    assert len(world.links()) == 3
    school = world.schools.get(Uai(UAI))
    assert school is not None
    assert (school.students, school.guardians) == (3, 2)
    assert (school.class_label("6B"), school.mef_label("10010012110")) == ("SIXIEME B", "6EME")


def test_the_four_files_may_come_as_one_archive(world: World) -> None:
    _drop_all(world)
    apart = world.named_dump()
    for item in world.items():
        world.table.delete(item["PK"]["S"], item["SK"]["S"])
    for each in world.s3.list_objects_v2(Bucket="rosters")["Contents"]:
        world.s3.delete_object(Bucket="rosters", Key=each["Key"])

    archive = siecle.zipped({f"{name}.xml": content for name, content in FILES.items()})
    job = world.drop(archive, "roster.zip")

    assert job["status"] == "APPLIED"
    assert world.named_dump() == apart


def test_the_same_files_again_change_nothing_and_say_so(world: World) -> None:
    _drop_all(world)
    before = world.dump()

    jobs = [world.drop(content) for content in FILES.values()]

    assert [job["status"] for job in jobs] == ["UNCHANGED"] * 4
    assert {job["message"] for job in jobs} == {
        "Aucun changement : la base correspond déjà à ces fichiers."
    }
    assert world.dump() == before


@pytest.mark.promise("P19")
def test_an_event_delivered_twice_does_nothing_the_second_time(world: World) -> None:
    key, event_id = world.put(FILES["students"])
    world.deliver(key, event_id)
    before = world.items()

    job = world.deliver(key, event_id)

    assert job["status"] == "APPLIED"
    assert world.items() == before


def test_the_report_lists_its_files_its_counts_and_each_anomaly(world: World) -> None:
    world.drop(siecle.students([Pupil("1", "M?LLER", "Inès", ine="oops")]), "eleves.xml")
    (report,) = world.reports()

    assert report.status == "APPLIED"
    assert [(file.kind, file.name, file.dropped) for file in report.files] == [
        ("STUDENTS", "eleves.xml", True)
    ]
    assert report.counts["arrivals"] == 1
    assert report.anomaly_count == 2
    key = next(item["PK"]["S"] for item in world.items() if "#IMPORT#" in item["PK"]["S"])
    assert key == f"{UAI}#IMPORT#{report.import_id}"


def test_a_name_that_gives_no_letter_is_told_and_not_imported(world: World) -> None:
    silent = Pupil("1", "ʔʔ", "Ana")  # a glottal stop: a letter, with no letter to write it by

    job = world.drop(siecle.students([silent, Pupil("2", "ROY", "Ana", ine="111111111AB")]))

    assert set(world.students()) == {"a.roy"}
    assert job["summary"]["anomalies"][-1] == {
        "code": "NO_USERNAME",
        "file_kind": "STUDENTS",
        "record": "ELEVE 1",
        "name": "ʔʔ Ana",
        "line": None,
        "detail": "Aucune lettre pour former un identifiant : non importé.",
    }


def test_homonyms_are_numbered_one_after_another(world: World) -> None:
    world.drop(siecle.students([Pupil(f"{n:02d}", "MARTIN", "Marie") for n in range(60)]))

    assert set(world.students()) == {"m.martin", *(f"m.martin{n}" for n in range(2, 61))}
    assert world.table.get("USERNAME_STEM#m.martin", "STEM") == {
        "PK": {"S": "USERNAME_STEM#m.martin"},
        "SK": {"S": "STEM"},
        "last": {"N": "60"},
    }


def test_more_anomalies_than_an_item_holds_are_all_kept(world: World) -> None:
    links = [Link(f"{n:04d}", "nobody") for n in range(650)]

    job = world.drop(siecle.guardians([], links))

    (report,) = world.reports()
    kept = world.anomalies(report.import_id)
    assert report.anomaly_count == len(kept) == 650
    assert len(job["summary"]["anomalies"]) == 50
    assert len({anomaly.line for anomaly in kept}) == 650
