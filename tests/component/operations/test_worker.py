"""The worker: slice after slice, handed on when time is short, each account once."""

from itertools import chain, repeat
from typing import Any

import pytest

from shared.api.background import BackgroundFailureError
from shared.domain.account import AccountStatus
from tests.component.conftest import LambdaContext
from tests.component.operations.desk import EVERYONE, Desk
from tests.component.operations.interference import just_before
from tests.unit.operations.builders import UAI, a_student, account_id, store_students, students

FINISHED = {
    "kind": "NOTIFICATION",
    "population": "students",
    "channel": "letter",
    "reset_passwords": False,
    "include_activated": False,
    "status": "SUCCEEDED",
    "total": 120,
    "done": 120,
    "skipped": 0,
    "failed": 0,
    "created_at": "2026-11-23T09:00:00Z",
    "created_by": "Camille Secrétaire",
    "finished_at": "2026-11-23T09:00:00Z",
    "file_expires_at": "2026-11-24T08:45:00Z",
}
ELUARD = {
    "account_id": account_id(5),
    "family_name": "Éluard",
    "first_name": "Chloé",
    "username": "e.leve5",
    "school_class": "2 NDE 10",
}


def a_queued_operation(desk: Desk, count: int = 120) -> str:
    store_students(desk.table, students(count))
    return desk.asked(EVERYONE)


def out_of_time_after(slices: int) -> LambdaContext:
    times = chain(repeat(60_000, slices), repeat(1_000))
    return LambdaContext(lambda: next(times))


def test_every_account_of_a_school_is_notified_once_with_its_trace(desk: Desk) -> None:
    operation_id = a_queued_operation(desk)

    desk.work(operation_id)

    accounts = [student.account for student in desk.all_students()]
    assert len(accounts) == 120
    assert {
        (a.status, a.generation, a.version, a.notified_at, a.last_operation_id) for a in accounts
    } == {(AccountStatus.NOTIFIED, 1, 2, desk.clock.at, operation_id)}
    assert len({desk.password(account.account_id) for account in accounts}) == 120
    file_name = f"courriers-eleves-{UAI}-2026-11-23-{operation_id[-6:]}.pdf"
    assert desk.get(f"/{operation_id}") == (
        200,
        {"operation_id": operation_id, **FINISHED, "file_name": file_name},
    )


@pytest.mark.promise("P16")
def test_each_effect_has_one_audit_row_and_each_row_an_effect(desk: Desk) -> None:
    operation_id = a_queued_operation(desk)

    desk.work(operation_id)

    year_later = int(desk.clock.at.timestamp()) + 366 * 24 * 3600
    assert sorted(desk.audit()) == [
        (
            account_id(number),
            {
                "PK": {"S": f"{UAI}#AUDIT#{account_id(number)}"},
                "SK": {"S": operation_id},
                "school": {"S": UAI},
                "operation": {"S": operation_id},
                "tag": {"S": "account:notified"},
                "effect": {"S": "NEW_PASSWORD"},
                "by": {"S": "staff-1"},
                "at": {"S": desk.clock.at.isoformat()},
                "generation": {"N": "1"},
                "expires_at": {"N": str(year_later)},
            },
        )
        for number in range(1, 121)
    ]
    assert desk.dump()[f"{UAI}#AUDIT", operation_id] == {
        "PK": {"S": f"{UAI}#AUDIT"},
        "SK": {"S": operation_id},
        "tag": {"S": "operation:notification:requested"},
        "by": {"S": "staff-1"},
        "at": {"S": desk.clock.at.isoformat()},
        "expires_at": {"N": str(year_later)},
    }


def test_progress_shows_between_slices_and_what_is_left_is_handed_on(desk: Desk) -> None:
    operation_id = a_queued_operation(desk)
    desk.messages()
    shown = []

    for slices in (1, 1, 5):
        desk.work(operation_id, out_of_time_after(slices) if slices == 1 else None)
        body = desk.get(f"/{operation_id}")[1]
        shown.append((body["status"], body["done"], desk.messages()))

    again = [{"uai": UAI, "operation_id": operation_id}]
    assert shown == [
        ("RUNNING", 49, again),
        ("RUNNING", 2 * 49, again),
        ("SUCCEEDED", 120, []),
    ]
    assert {student.account.generation for student in desk.all_students()} == {1}


def test_without_time_to_print_the_letters_are_handed_on_too(desk: Desk) -> None:
    operation_id = a_queued_operation(desk, 60)
    desk.messages()

    desk.work(operation_id, out_of_time_after(2))

    assert desk.get(f"/{operation_id}")[1]["status"] == "RUNNING"
    assert desk.get(f"/{operation_id}")[1]["done"] == 60
    [message] = desk.messages()
    desk.work(message["operation_id"])
    assert desk.get(f"/{operation_id}")[1]["status"] == "SUCCEEDED"
    assert desk.download(operation_id)[1]["rendered_again"] is False


def test_outcomes_come_in_pages_that_never_overlap(desk: Desk) -> None:
    operation_id = a_queued_operation(desk)
    desk.work(operation_id)

    seen: list[str] = []
    cursors: dict[str, Any] = {}
    while True:
        status, page = desk.get(f"/{operation_id}/outcomes", limit=50, **cursors)
        assert (status, page["total"]) == (200, 120)
        seen += [outcome["account_id"] for outcome in page["items"]]
        if page["next_cursor"] is None:
            break
        cursors = {"cursor": page["next_cursor"]}

    assert seen == [account_id(number) for number in range(1, 121)]


def test_a_cursor_of_another_operation_is_refused(desk: Desk) -> None:
    first = a_queued_operation(desk, 60)
    desk.work(first)
    second = desk.asked(EVERYONE)
    cursor = desk.get(f"/{first}/outcomes", limit=10)[1]["next_cursor"]

    assert desk.get(f"/{second}/outcomes", limit=10, cursor=cursor) == (
        400,
        {
            "status": 400,
            "code": "bad_cursor",
            "detail": "Ce repère de page ne vaut pas pour cette recherche. Relancez la recherche.",
        },
    )


def test_the_newest_operations_come_first(desk: Desk) -> None:
    store_students(desk.table, students(60))
    first = desk.asked({"account_ids": [account_id(1)]})
    desk.clock.pass_by(seconds=1)
    second = desk.asked(EVERYONE)
    desk.clock.pass_by(seconds=1)
    third = desk.asked({"account_ids": [account_id(2)]})

    status, body = desk.get("", limit=2)

    listed = [(each["operation_id"], each["status"]) for each in body["items"]]
    assert (status, listed) == (200, [(third, "SUCCEEDED"), (second, "QUEUED")])
    assert desk.get("")[1]["items"][2]["operation_id"] == first


def test_an_unknown_operation_is_not_found(desk: Desk) -> None:
    answer = (
        404,
        {
            "status": 404,
            "code": "operation_not_found",
            "detail": "Cette opération est introuvable dans cet établissement.",
        },
    )
    assert desk.get(f"/{'0' * 24}") == answer
    assert desk.get(f"/{'0' * 24}/outcomes") == answer
    assert desk.download("0" * 24) == answer


def test_a_message_of_another_make_is_refused(desk: Desk) -> None:
    with pytest.raises(BackgroundFailureError, match="ValueError"):
        desk.deliver('{"uai": "0450822X"}')


def test_an_account_changed_between_read_and_write_is_read_again(desk: Desk) -> None:
    operation_id = a_queued_operation(desk, 60)

    def a_new_class() -> None:
        desk.change(desk.student(account_id(3)), username="e.leve3bis")

    with just_before("TransactWriteItems", a_new_class):
        desk.work(operation_id)

    account = desk.student(account_id(3)).account
    assert (account.username, account.status, account.version, account.generation) == (
        "e.leve3bis",
        AccountStatus.NOTIFIED,
        3,
        1,
    )
    assert {student.account.generation for student in desk.all_students()} == {1}
    assert len(desk.audit()) == 60


def test_an_account_that_never_stands_still_is_tried_again_at_the_next_delivery(desk: Desk) -> None:
    operation_id = a_queued_operation(desk, 60)

    def busy() -> None:
        desk.change(desk.student(account_id(3)))

    with (
        just_before("TransactWriteItems", busy, times=6),
        pytest.raises(BackgroundFailureError, match="ConcurrentChangeError"),
    ):
        desk.work(operation_id)
    assert desk.audit() == []

    desk.work(operation_id)
    assert desk.get(f"/{operation_id}")[1]["status"] == "SUCCEEDED"


def test_who_activated_left_or_vanished_meanwhile_is_skipped_and_told(desk: Desk) -> None:
    operation_id = a_queued_operation(desk, 60)

    def meanwhile() -> None:
        desk.change(desk.student(account_id(1)), status=AccountStatus.ACTIVATED)
        store_students(desk.table, [a_student(2, departed_on=desk.clock.at.date(), version=2)])
        desk.table.delete(f"{UAI}#STUDENTS", f"ACCOUNT#{account_id(3)}")

    with just_before("TransactWriteItems", meanwhile):
        desk.work(operation_id)

    body = desk.get(f"/{operation_id}")[1]
    assert (body["status"], body["done"], body["skipped"], body["failed"]) == (
        "SUCCEEDED",
        57,
        3,
        0,
    )
    assert [outcome.reason for outcome in desk.outcomes()[:4]] == [
        "ACTIVATED",
        "DEPARTED",
        "UNKNOWN",
        None,
    ]
    assert desk.student(account_id(1)).account.status is AccountStatus.ACTIVATED
    assert len(desk.audit()) == 57


def test_a_password_given_meanwhile_is_kept_by_a_notification(desk: Desk) -> None:
    operation_id = a_queued_operation(desk, 60)
    desk.asked({"account_ids": [account_id(5)]}, reset_passwords=True)
    newer = desk.password(account_id(5))

    desk.work(operation_id)

    assert desk.password(account_id(5)) == newer
    assert desk.student(account_id(5)).account.generation == 1
    assert desk.get(f"/{operation_id}/outcomes")[1]["items"][4] == {
        **ELUARD,
        "status": "DONE",
        "effect": "PASSWORD_KEPT",
        "reason": None,
        "mail": None,
    }


def test_a_password_renewed_during_a_reset_is_not_renewed_again(desk: Desk) -> None:
    store_students(desk.table, students(60))
    operation_id = desk.asked(EVERYONE, reset_passwords=True)
    desk.asked({"account_ids": [account_id(5)]}, reset_passwords=True)
    newer = desk.password(account_id(5))

    desk.work(operation_id)

    assert desk.password(account_id(5)) == newer
    assert desk.student(account_id(5)).account.generation == 1
    body = desk.get(f"/{operation_id}")[1]
    assert (body["status"], body["done"], body["skipped"]) == ("SUCCEEDED", 59, 1)
    page = desk.get(f"/{operation_id}/outcomes")[1]
    assert page["items"][4] == {
        **ELUARD,
        "status": "SKIPPED",
        "effect": None,
        "reason": "RENEWED_SINCE_SELECTION",
        "mail": None,
    }
