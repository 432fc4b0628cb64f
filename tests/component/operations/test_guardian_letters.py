"""Guardians notified by letter (guide §5.2), and what external students are sent (guide §4)."""

from typing import Any

from shared.adapters.dynamodb import keys
from shared.domain.account import AccountOrigin, AccountStatus
from tests.component.operations.desk import EVERYONE, Desk, pages_behind
from tests.unit.operations.builders import (
    OTHER_UAI,
    UAI,
    a_guardian,
    a_student,
    account_id,
    guardian_id,
    link,
    point,
    store_guardians,
    store_students,
)


def a_family(desk: Desk) -> None:
    store_students(
        desk.table,
        [
            a_student(1, family_name="Adam", first_name="Léa", school_class="6B"),
            a_student(2, family_name="Adam", first_name="Tom", school_class="3A"),
        ],
    )
    store_guardians(desk.table, [(a_guardian(1), [1, 2]), (a_guardian(2), [1])])


def letters(desk: Desk, body: dict[str, Any]) -> list[str]:
    status, found = desk.download(body["operation_id"])
    assert status == 200, found
    return pages_behind(found["url"])


def test_a_guardian_has_one_letter_with_all_her_children(desk: Desk) -> None:
    a_family(desk)

    status, body = desk.ask(EVERYONE, population="guardians")

    assert (status, body["done"], body["channel"]) == (200, 2, "letter")
    by_class = letters(desk, body)
    assert len(by_class) == 2
    assert "Tom" in by_class[0]
    assert "Léa" in by_class[0]
    assert desk.secret(desk.guardian(guardian_id(1))) in by_class[0]
    assert "Tom" not in by_class[1]
    assert "https://teleservices.education.gouv.fr" in by_class[0]


def test_a_guardian_notified_has_the_school_for_origin(desk: Desk) -> None:
    a_family(desk)

    desk.ask({"account_ids": [guardian_id(1)]}, population="guardians")

    account = desk.guardian(guardian_id(1)).account
    assert (account.status, account.origin) == (AccountStatus.NOTIFIED, AccountOrigin.SCHOOL)
    assert desk.guardian(guardian_id(2)).account.status is AccountStatus.NOT_NOTIFIED


def test_those_who_activate_or_have_activated_are_left_out_unless_told(desk: Desk) -> None:
    a_family(desk)
    others = [
        a_guardian(3, status=AccountStatus.ACTIVATING, origin=AccountOrigin.SELF_REGISTRATION),
        a_guardian(4, status=AccountStatus.ACTIVATED, origin=AccountOrigin.FRANCE_CONNECT),
    ]
    store_guardians(desk.table, [(each, [1]) for each in others])

    _, usual = desk.ask(EVERYONE, population="guardians", preview=True)
    _, wide = desk.ask(EVERYONE, population="guardians", preview=True, include_activated=True)

    new = {"count": 2, "effect": "NEW_PASSWORD", "renewed": 0}
    told = {"count": 1, "effect": "USERNAME_ONLY", "renewed": 0}
    assert usual == {
        "total": 4,
        "by_status": {"NOT_NOTIFIED": new},
        "left_out": [{"reason": "ACTIVATED", "count": 1}, {"reason": "ACTIVATING", "count": 1}],
    }
    assert wide == {
        "total": 4,
        "by_status": {"ACTIVATED": told, "ACTIVATING": told, "NOT_NOTIFIED": new},
        "left_out": [],
    }


def test_a_school_prints_its_own_pupils_only_of_a_shared_guardian(desk: Desk) -> None:
    store_students(desk.table, [a_student(1, first_name="Ici")])
    store_students(desk.table, [a_student(2, uai=OTHER_UAI, first_name="Ailleurs")])
    shared = a_guardian(1, uai=OTHER_UAI, schools=(OTHER_UAI, UAI))
    store_guardians(desk.table, [(shared, [2])])
    point(desk.table, keys.guardians(UAI), shared.account)
    link(desk.table, UAI, shared, 1)

    _, body = desk.ask(EVERYONE, population="guardians")

    [letter] = letters(desk, body)
    assert "Ici" in letter
    assert "Ailleurs" not in letter
    trace = desk.dump()[f"{OTHER_UAI}#AUDIT#{guardian_id(1)}", body["operation_id"]]
    assert (trace["school"], trace["tag"]) == ({"S": UAI}, {"S": "account:notified"})


def test_a_guardian_of_no_pupil_here_is_unknown(desk: Desk) -> None:
    elsewhere = a_guardian(1, schools=(OTHER_UAI,))
    store_guardians(desk.table, [(elsewhere, [])])

    status, body = desk.ask({"account_ids": [guardian_id(1)]}, population="guardians")

    assert (status, body["code"]) == (404, "account_not_found")


def test_an_external_student_has_the_host_s_letterhead_and_no_address_of_her_home(
    desk: Desk,
) -> None:
    guest = a_student(1, uai=OTHER_UAI, host_schools=(UAI,), school_class="2 NDE 9")
    store_students(desk.table, [guest])
    point(desk.table, keys.external_students(UAI), guest.account)
    home_address = {
        "PK": {"S": keys.addresses(OTHER_UAI)},
        "SK": {"S": keys.account(account_id(1))},
    }
    desk.table.put(home_address | {"lines": {"S": "1 rue du Secret\n45000 ORLEANS"}})

    status, body = desk.ask(EVERYONE, population="external_students")

    [letter] = letters(desk, body)
    assert status == 200
    assert UAI in letter
    assert OTHER_UAI in letter
    assert "2 NDE 9" not in letter
    assert "Secret" not in letter
