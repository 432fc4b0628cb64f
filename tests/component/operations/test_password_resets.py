"""POST password-resets: guide §3.4 and §5.4."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from shared.domain.account import AccountOrigin, AccountStatus
from tests.component.operations.desk import EVERYONE, Desk, pages_behind
from tests.unit.operations.builders import (
    OTHER_UAI,
    UAI,
    a_guardian,
    a_student,
    account_id,
    guardian_id,
    store_guardians,
    store_students,
    students,
)

TROUBLESHOOTING: dict[str, Any] = {"access": f"troubleshooting:{UAI}", "amr": "[pwd]"}


def by_ids(*numbers: int) -> dict[str, Any]:
    return {"account_ids": [account_id(number) for number in numbers]}


def test_a_single_reset_answers_with_the_new_password(desk: Desk) -> None:
    store_students(desk.table, [a_student(1, family_name="Martin", first_name="Zoé")])

    status, body = desk.reset(by_ids(1))

    account = desk.student(account_id(1)).account
    operation_id = body["operation_id"]
    assert (status, body) == (
        200,
        {
            "operation_id": operation_id,
            "kind": "PASSWORD_RESET",
            "population": "students",
            "channel": None,
            "reset_passwords": True,
            "include_activated": True,
            "status": "SUCCEEDED",
            "total": 1,
            "done": 1,
            "skipped": 0,
            "failed": 0,
            "created_at": "2026-11-23T09:00:00Z",
            "created_by": "Camille Secrétaire",
            "finished_at": "2026-11-23T09:00:00Z",
            "file_name": f"liste-eleves-{UAI}-2026-11-23-{operation_id[-6:]}.pdf",
            "file_expires_at": "2026-11-24T08:45:00Z",
            "credentials": {
                "account_id": account_id(1),
                "population": "students",
                "family_name": "Martin",
                "first_name": "Zoé",
                "school_class": "2 NDE 10",
                "username": "e.leve1",
                "password": desk.password(account_id(1)),
                "expires_at": "2027-02-23T09:00:00Z",
                "portals": ["https://educonnect.education.gouv.fr"],
            },
        },
    )
    assert (account.status, account.origin, account.notified_at) == (
        AccountStatus.NOTIFIED,
        AccountOrigin.SCHOOL,
        desk.clock.at,
    )


def test_a_reset_gives_another_password_and_keeps_the_date_of_notification(desk: Desk) -> None:
    store_students(desk.table, [a_student(1)])
    _, first = desk.reset(by_ids(1))
    notified_at = desk.clock.at
    desk.clock.pass_by(days=3)

    _, second = desk.reset(by_ids(1))

    assert first["credentials"]["password"] != second["credentials"]["password"]
    account = desk.student(account_id(1)).account
    assert (account.generation, account.notified_at) == (2, notified_at)
    assert account.password_expires_at == desk.clock.at.replace(month=2, year=2027)


def test_an_activated_account_named_alone_is_reset(desk: Desk) -> None:
    activated = a_student(1, status=AccountStatus.ACTIVATED, origin=AccountOrigin.ENT)
    store_students(desk.table, [activated])

    _, body = desk.reset(by_ids(1))

    account = desk.student(account_id(1)).account
    assert body["credentials"]["password"] == desk.password(account_id(1))
    assert (account.status, account.origin) == (AccountStatus.NOTIFIED, AccountOrigin.ENT)


def test_many_resets_leave_the_activated_out_and_have_a_list(desk: Desk) -> None:
    everyone = [*students(3), a_student(4, status=AccountStatus.ACTIVATED)]
    store_students(desk.table, everyone)

    status, body = desk.reset(EVERYONE)

    assert (status, body["total"], body["done"], body["skipped"]) == (200, 4, 3, 1)
    assert body["credentials"] is None
    _, link = desk.download(body["operation_id"])
    text = " ".join(pages_behind(link["url"]))
    for number in (1, 2, 3):
        assert f"e.leve{number}" in text
        assert desk.password(account_id(number)) in text
    assert "e.leve4" not in text


def test_many_resets_include_the_activated_when_told_to(desk: Desk) -> None:
    store_students(desk.table, [a_student(n, status=AccountStatus.ACTIVATED) for n in (1, 2)])

    _, preview = desk.reset(EVERYONE, include_activated=True, preview=True)
    _, body = desk.reset(EVERYONE, include_activated=True)

    assert preview == {
        "total": 2,
        "by_status": {"ACTIVATED": {"count": 2, "effect": "NEW_PASSWORD", "renewed": 0}},
        "left_out": [],
    }
    assert body["done"] == 2


def test_guardians_are_reset_and_the_activating_left_out(desk: Desk) -> None:
    store_students(desk.table, [a_student(1)])
    beginning = a_guardian(2, status=AccountStatus.ACTIVATING)
    activated = a_guardian(3, status=AccountStatus.ACTIVATED)
    families = [(each, [1]) for each in (a_guardian(1), beginning, activated)]
    store_guardians(desk.table, families)

    _, preview = desk.reset(EVERYONE, population="guardians", preview=True)
    _, body = desk.reset({"account_ids": [guardian_id(2)]}, population="guardians")

    assert preview == {
        "total": 3,
        "by_status": {"NOT_NOTIFIED": {"count": 1, "effect": "NEW_PASSWORD", "renewed": 0}},
        "left_out": [{"reason": "ACTIVATED", "count": 1}, {"reason": "ACTIVATING", "count": 1}],
    }
    assert body["credentials"]["password"] == desk.secret(desk.guardian(guardian_id(2)))
    assert body["credentials"]["username"] == "r.esponsable2"


def test_the_same_request_again_does_not_reset_again(desk: Desk) -> None:
    store_students(desk.table, [a_student(1)])

    first = desk.reset(by_ids(1), key="once")
    again = desk.reset(by_ids(1), key="once")

    assert first == again
    assert desk.student(account_id(1)).account.generation == 1


def test_one_key_serves_one_kind_of_request(desk: Desk) -> None:
    store_students(desk.table, [a_student(1)])
    desk.reset(by_ids(1), key="once")

    status, body = desk.ask(by_ids(1), key="once")

    assert (status, body["code"]) == (422, "idempotency_key_reused")


def test_a_password_chosen_since_is_not_told_again(desk: Desk) -> None:
    store_students(desk.table, [a_student(1)])
    desk.reset(by_ids(1), key="once")
    desk.change(desk.student(account_id(1)), status=AccountStatus.ACTIVATED, password=None)

    _, body = desk.reset(by_ids(1), key="once")

    assert body["credentials"] is None


def test_troubleshooting_resets_pupils_and_no_guardian(desk: Desk) -> None:
    store_students(desk.table, [a_student(1)])
    store_guardians(desk.table, [(a_guardian(1), [1])])

    status, _ = desk.reset(by_ids(1), event=TROUBLESHOOTING)
    guardians = {"account_ids": [guardian_id(1)]}
    refused, answer = desk.reset(guardians, population="guardians", event=TROUBLESHOOTING)

    assert (status, refused, answer["code"]) == (200, 403, "module_required")
    assert desk.guardian(guardian_id(1)).account.generation == 0


def test_troubleshooting_does_not_notify(desk: Desk) -> None:
    store_students(desk.table, [a_student(1)])

    status, body = desk.ask(by_ids(1), event=TROUBLESHOOTING)

    assert (status, body["code"]) == (403, "module_required")


def test_troubleshooting_follows_its_own_operations_only(desk: Desk) -> None:
    store_students(desk.table, students(2))
    _, theirs = desk.reset(by_ids(1), caller="staff-2")
    _, letters = desk.ask(by_ids(2))
    _, mine = desk.reset(by_ids(2), event=TROUBLESHOOTING)

    def seen(what: str) -> list[int]:
        ids = [each["operation_id"] for each in (theirs, letters, mine)]
        return [desk.get(f"/{each}{what}", event=TROUBLESHOOTING)[0] for each in ids]

    assert seen("") == seen("/outcomes") == [404, 404, 200]
    _, listed = desk.get("", event=TROUBLESHOOTING)
    assert [each["operation_id"] for each in listed["items"]] == [mine["operation_id"]]
    assert len(desk.get("")[1]["items"]) == 3
    downloads = [
        desk.download(each["operation_id"], event=TROUBLESHOOTING)[0]
        for each in (theirs, letters, mine)
    ]
    assert downloads == [404, 404, 200]


def test_a_foreign_school_is_unknown(desk: Desk) -> None:
    store_students(desk.table, [a_student(1, uai=OTHER_UAI)])

    elsewhere = {"access": f"administration:{OTHER_UAI}"}
    status, body = desk.reset(by_ids(1), event=elsewhere)

    assert (status, body["code"]) == (404, "school_not_found")


@pytest.mark.parametrize("reset", [True, False])
def test_a_password_that_expires_is_renewed(desk: Desk, *, reset: bool) -> None:
    store_students(desk.table, [a_student(1)])
    desk.reset(by_ids(1))
    before = desk.student(account_id(1))
    desk.change(
        replace(before),
        password_expires_at=desk.clock.at - timedelta(seconds=1),
    )

    act = desk.reset if reset else desk.ask
    act(by_ids(1))

    assert desk.student(account_id(1)).account.generation == 2
