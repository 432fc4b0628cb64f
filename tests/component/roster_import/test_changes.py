"""What a later roster changes, and what it leaves alone."""

from dataclasses import replace

from shared.adapters.dynamodb.student_items import student_to_item
from shared.domain.account import AccountStatus, SealedPassword
from tests.component.roster_import import siecle
from tests.component.roster_import.siecle import OTHER_UAI, UAI, Adult, Link, Pupil
from tests.component.roster_import.world import World, changes

ANA = Pupil("1", "ROY", "Ana", ine="111111111AA", address="1 RUE A")
BEN = Pupil("2", "SOW", "Ben", ine="111111111AB")
MUM = Adult("90", "ROY", "Mona", "mona@example.fr", address="1 RUE A")
DAD = Adult("91", "SOW", "Didier", "didier@example.fr", civility="M.")
LINKS = (Link("1", "90"), Link("2", "91", kinship="20"))

STUDENT_CHANGES = {
    *("arrivals", "moves", "returns", "departures"),
    *("class_changes", "name_changes", "other_changes", "unchanged"),
}


def _load(world: World) -> None:
    world.drop(siecle.students([ANA, BEN]))
    world.drop(siecle.guardians([MUM, DAD], LINKS))


def _students(world: World, *pupils: Pupil, **options: str) -> dict[str, int]:
    job = world.drop(siecle.students(pupils, **options))
    return {name: n for name, n in changes(job).items() if name in STUDENT_CHANGES}


def test_a_pupil_no_longer_in_the_roster_is_kept_and_marked(world: World) -> None:
    _load(world)

    assert _students(world, ANA) == {"departures": 1, "unchanged": 1}

    ben = world.students()["b.sow"]
    assert ben.departed_on == world.clock.now.date()
    assert ben.account.version == 2
    assert world.guardians()["d.sow"].departed_on == world.clock.now.date()
    assert world.links() == {("m.roy", "a.roy", "MOTHER")}


def test_a_return_revives_the_same_account_and_its_guardian(world: World) -> None:
    _load(world)
    gone = world.students()["b.sow"].account.account_id
    _students(world, ANA)

    assert _students(world, ANA, BEN) == {"returns": 1, "unchanged": 1}

    assert world.students()["b.sow"].account.account_id == gone
    assert world.students()["b.sow"].departed_on is None
    assert world.guardians()["d.sow"].departed_on is None
    assert ("d.sow", "b.sow", "FATHER") in world.links()


def test_class_name_and_identity_change_while_the_username_stays(world: World) -> None:
    _load(world)

    counts = _students(
        world,
        replace(ANA, school_class="5B", family="ROYER", usual="DUPONT"),
        replace(BEN, ine="111111111AZ", mef="10110001110", born="04/02/2014"),
    )

    assert counts == {"class_changes": 1, "name_changes": 1, "other_changes": 1}
    ana, ben = world.students()["a.roy"], world.students()["b.sow"]
    assert (ana.family_name, ana.usual_name, ana.school_class) == ("ROYER", "DUPONT", "5B")
    assert (ben.ine, ben.mef_code, str(ben.birth_date)) == (
        *("111111111AZ", "10110001110", "2014-02-04"),
    )
    registered = {i["PK"]["S"] for i in world.items() if i["PK"]["S"].startswith("INE#")}
    assert registered == {"INE#111111111AA", "INE#111111111AZ"}


def test_two_pupils_may_exchange_their_mistyped_ines(world: World) -> None:
    _load(world)

    _students(world, replace(ANA, ine=BEN.ine), replace(BEN, ine=ANA.ine))

    ids = {name: s.account.account_id for name, s in world.students().items()}
    assert _holder(world, BEN.ine) == (ids["a.roy"], UAI)
    assert _holder(world, ANA.ine) == (ids["b.sow"], UAI)


def test_a_pupil_entered_anew_in_the_source_is_known_by_her_ine(world: World) -> None:
    _load(world)

    assert _students(world, replace(ANA, number="77"), BEN) == {
        "other_changes": 1,
        "unchanged": 1,
    }
    assert world.students()["a.roy"].source_id == "77"


def test_a_mistyped_ine_does_not_hand_over_a_departed_pupils_account(world: World) -> None:
    world.drop(siecle.students([ANA, BEN]))
    _students(world, ANA)
    stranger = Pupil("8", "AUTRE", "Zoé", ine=BEN.ine, born="01/01/2013")

    job = world.drop(siecle.students([ANA, stranger]))

    assert world.students()["z.autre"].ine is None
    assert world.students()["b.sow"].departed_on is not None
    assert [a["code"] for a in job["summary"]["anomalies"]] == ["INE_OF_ANOTHER"]


def test_an_export_without_addresses_leaves_addresses_alone(world: World) -> None:
    _load(world)
    before = [line for line in world.dump() if "#ADDRESSES" in line]

    _students(world, replace(ANA, address=""), BEN)

    assert [line for line in world.dump() if "#ADDRESSES" in line] == before
    _students(world, replace(ANA, address=""), replace(BEN, address="9 RUE B"))
    left = [line for line in world.dump() if "#ADDRESSES" in line]
    assert len(left) == 2
    assert "9 RUE B" in "".join(left)


def test_guardians_change_their_email_their_children_and_their_kinship(world: World) -> None:
    _load(world)

    job = world.drop(
        siecle.guardians(
            [replace(MUM, email="new@example.fr"), replace(DAD, email="")],
            [Link("1", "90"), Link("2", "90"), Link("2", "91", kinship="50")],
        )
    )

    assert {name: n for name, n in changes(job).items() if "guardian" in name} == {
        "guardians": 2,
        "guardian_email_changes": 2,
        "guardianships": 3,
        "guardianships_added": 1,
        "guardianships_changed": 1,
    }
    assert world.guardians()["m.roy"].roster_email == "new@example.fr"
    assert world.guardians()["d.sow"].roster_email is None
    assert world.links() == {
        ("m.roy", "a.roy", "MOTHER"),
        ("m.roy", "b.sow", "MOTHER"),
        ("d.sow", "b.sow", "TUTOR"),
    }


def test_a_changed_kinship_keeps_what_else_the_link_bears(world: World) -> None:
    _load(world)
    link = next(i for i in world.items() if "LINK#" in i["SK"]["S"])
    disputed = {"disputed_at": {"S": "2026-10-06T08:00:00+00:00"}}
    world.dynamodb.put_item(TableName="accounts", Item=link | disputed)

    tutors = [replace(each, kinship="50") for each in LINKS]
    world.drop(siecle.guardians([MUM, DAD], tutors))

    kept = world.table.get(link["PK"]["S"], link["SK"]["S"])
    assert kept == link | disputed | {"kinship": {"S": "TUTOR"}}


def test_two_schools_share_one_register_of_usernames(world: World) -> None:
    world.drop(siecle.students([ANA]))
    world.drop(siecle.students([replace(ANA, ine="111111111AX")], uai=OTHER_UAI))

    assert set(world.students(UAI)) == {"a.roy"}
    assert set(world.students(OTHER_UAI)) == {"a.roy2"}


def test_a_pupil_who_left_another_school_comes_with_her_account(world: World) -> None:
    _load(world)
    before = world.students()["b.sow"]
    used = replace(
        before,
        account=replace(
            before.account,
            status=AccountStatus.NOTIFIED,
            password=SealedPassword(b"sealed", f"{UAI}/1", 1),
            generation=1,
        ),
    )
    world.dynamodb.put_item(TableName="accounts", Item=student_to_item(used))
    _students(world, ANA)

    job = world.drop(siecle.students([replace(BEN, number="500")], uai=OTHER_UAI))

    assert changes(job)["moves"] == 1
    assert set(world.students(UAI)) == {"a.roy"}
    moved = world.students(OTHER_UAI)["b.sow"]
    assert (moved.account.account_id, moved.account.password) == (
        before.account.account_id,
        used.account.password,
    )
    assert (moved.source_id, moved.departed_on) == ("500", None)
    assert _holder(world, BEN.ine) == (before.account.account_id, OTHER_UAI)
    pointer = world.table.get("USERNAME#b.sow", "USERNAME")
    assert pointer is not None
    assert pointer["uai"] == {"S": OTHER_UAI}


def test_an_ine_still_present_elsewhere_comes_over_once_she_has_left(world: World) -> None:
    _load(world)
    there = siecle.students([replace(BEN, number="500")], uai=OTHER_UAI)

    job = world.drop(there)

    assert [a["code"] for a in job["summary"]["anomalies"]] == ["INE_ELSEWHERE"]
    assert world.students(OTHER_UAI)["b.sow2"].ine is None
    assert _holder(world, BEN.ine)[1] == UAI
    _students(world, ANA)
    assert world.drop(there)["status"] == "APPLIED"
    mine = world.students(OTHER_UAI)["b.sow2"]
    assert mine.ine == BEN.ine
    assert _holder(world, BEN.ine) == (mine.account.account_id, OTHER_UAI)


def _holder(world: World, ine: str) -> tuple[str, str]:
    item = world.table.get(f"INE#{ine}", "INE")
    assert item is not None
    return item["account_id"]["S"], item["uai"]["S"]
