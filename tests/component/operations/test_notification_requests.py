"""POST notifications: what is asked, what is refused, what is done at once."""

from datetime import UTC, datetime
from typing import Any

import pytest

from shared.domain.account import AccountOrigin, AccountStatus
from shared.domain.identifiers import AccountId
from tests.component.operations.desk import EVERYONE, Desk
from tests.unit.operations.builders import (
    OTHER_UAI,
    UAI,
    a_student,
    account_id,
    store_students,
    students,
)

NOBODY = {
    "status": 422,
    "code": "empty_selection",
    "detail": "Aucun compte de la sélection n’est concerné par cette action.",
}


def by_ids(*numbers: int) -> dict[str, Any]:
    return {"account_ids": [account_id(number) for number in numbers]}


def activated(number: int, **over: Any) -> Any:
    return a_student(number, status=AccountStatus.ACTIVATED, generation=1, **over)


def a_mixed_school(desk: Desk) -> None:
    """Three to notify, one to remind, one activated, one gone."""
    store_students(desk.table, students(4))
    desk.asked(by_ids(4))
    gone = a_student(6, departed_on=datetime(2026, 10, 1, tzinfo=UTC).date())
    store_students(desk.table, [activated(5), gone])


def test_a_preview_tells_what_would_happen_and_does_nothing(desk: Desk) -> None:
    a_mixed_school(desk)
    before = desk.dump()

    answer = desk.ask(EVERYONE, preview=True)

    assert answer == (
        200,
        {
            "total": 5,
            "by_status": {
                "NOTIFIED": {"count": 1, "effect": "PASSWORD_KEPT", "renewed": 0},
                "NOT_NOTIFIED": {"count": 3, "effect": "NEW_PASSWORD", "renewed": 0},
            },
            "left_out": [{"reason": "ACTIVATED", "count": 1}],
        },
    )
    assert desk.dump() == before
    assert desk.messages() == []


def test_a_preview_counts_the_kept_passwords_that_have_expired(desk: Desk) -> None:
    store_students(desk.table, students(2))
    desk.asked(by_ids(1))
    desk.clock.pass_by(days=60)
    desk.asked(by_ids(2))
    desk.clock.pass_by(days=40)

    assert desk.ask(EVERYONE, preview=True)[1]["by_status"] == {
        "NOTIFIED": {"count": 2, "effect": "PASSWORD_KEPT", "renewed": 1}
    }


def test_a_preview_of_nobody_is_a_preview(desk: Desk) -> None:
    assert desk.ask(EVERYONE, preview=True) == (
        200,
        {"total": 0, "by_status": {}, "left_out": []},
    )


def test_up_to_fifty_accounts_are_done_at_once(desk: Desk) -> None:
    store_students(desk.table, students(50))

    status, body = desk.ask(EVERYONE)

    operation_id = body.pop("operation_id")
    assert (status, body) == (
        200,
        {
            "kind": "NOTIFICATION",
            "population": "students",
            "channel": "letter",
            "reset_passwords": False,
            "include_activated": False,
            "status": "SUCCEEDED",
            "total": 50,
            "done": 50,
            "skipped": 0,
            "failed": 0,
            "created_at": "2026-11-23T09:00:00Z",
            "created_by": "Camille Secrétaire",
            "finished_at": "2026-11-23T09:00:00Z",
            "file_name": f"courriers-eleves-{UAI}-2026-11-23-{operation_id[-6:]}.pdf",
            "file_expires_at": "2026-11-24T08:45:00Z",
        },
    )
    assert desk.messages() == []
    assert {s.account.status for s in desk.all_students()} == {AccountStatus.NOTIFIED}
    assert {s.account.origin for s in desk.all_students()} == {AccountOrigin.SCHOOL}
    assert {s.account.notified_at for s in desk.all_students()} == {desk.clock.at}
    assert len(desk.audit()) == 50


def test_more_than_fifty_are_queued_by_ids_only(desk: Desk) -> None:
    store_students(desk.table, students(51))
    people = desk.all_students()

    status, body = desk.ask(EVERYONE)

    operation_id = body.pop("operation_id")
    assert (status, body) == (
        202,
        {
            "kind": "NOTIFICATION",
            "population": "students",
            "channel": "letter",
            "reset_passwords": False,
            "include_activated": False,
            "status": "QUEUED",
            "total": 51,
            "done": 0,
            "skipped": 0,
            "failed": 0,
            "created_at": "2026-11-23T09:00:00Z",
            "created_by": "Camille Secrétaire",
            "finished_at": None,
            "file_name": f"courriers-eleves-{UAI}-2026-11-23-{operation_id[-6:]}.pdf",
            "file_expires_at": "2026-11-24T08:45:00Z",
        },
    )
    assert desk.messages() == [{"uai": UAI, "operation_id": operation_id}]
    assert desk.all_students() == people


def test_the_file_bears_the_date_of_paris(desk: Desk) -> None:
    store_students(desk.table, students(1))
    desk.clock.at = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)

    _, body = desk.ask(EVERYONE)

    assert body["file_name"].startswith(f"courriers-eleves-{UAI}-2026-11-24-")


def test_criteria_whose_total_has_changed_are_refused(desk: Desk) -> None:
    store_students(desk.table, students(3))
    before = desk.dump()

    answer = desk.ask({"criteria": {}, "expected_total": 4})

    assert answer == (
        409,
        {
            "status": 409,
            "code": "selection_changed",
            "detail": "La sélection a changé depuis l’affichage. "
            "Relancez la recherche avant de confirmer.",
        },
    )
    assert desk.dump() == before


def test_criteria_select_what_a_search_shows_minus_the_exceptions(desk: Desk) -> None:
    store_students(desk.table, students(8))  # 2 NDE 10: the 1st and the 5th; 1 G 3: 2nd and 6th
    selection = {
        "criteria": {"school_class": ["2 NDE 10", "1 G 3"]},
        "expected_total": 4,
        "except": [account_id(5), account_id(8)],
    }

    assert desk.ask(selection)[1]["total"] == 3

    notified = [s for s in desk.all_students() if s.account.status is AccountStatus.NOTIFIED]
    assert [s.account.account_id for s in notified] == [account_id(n) for n in (1, 2, 6)]


def test_unknown_foreign_and_departed_ids_are_left_out_and_told(desk: Desk) -> None:
    a_mixed_school(desk)
    store_students(desk.table, [a_student(7, uai=OTHER_UAI)])
    foreign = desk.dump()[f"{OTHER_UAI}#STUDENTS", f"ACCOUNT#{account_id(7)}"]

    status, body = desk.ask(by_ids(1, 5, 6, 7, 8))

    assert (status, body["total"], body["done"], body["skipped"]) == (200, 5, 1, 4)
    assert desk.get(f"/{body['operation_id']}/outcomes") == (
        200,
        {
            "items": [
                _skipped(7, "UNKNOWN"),
                _skipped(8, "UNKNOWN"),
                _skipped(5, "ACTIVATED") | _named(5),
                _skipped(6, "DEPARTED"),
                {
                    "account_id": account_id(1),
                    **_named(1),
                    "status": "DONE",
                    "effect": "NEW_PASSWORD",
                    "reason": None,
                    "mail": None,
                },
            ],
            "total": 5,
            "totals": [
                _total(2, "SKIPPED", reason="UNKNOWN"),
                _total(1, "SKIPPED", reason="ACTIVATED"),
                _total(1, "SKIPPED", reason="DEPARTED"),
                _total(1, "DONE", effect="NEW_PASSWORD"),
            ],
            "next_cursor": None,
        },
    )
    assert desk.dump()[f"{OTHER_UAI}#STUDENTS", f"ACCOUNT#{account_id(7)}"] == foreign


def _skipped(number: int, reason: str) -> dict[str, Any]:
    account = AccountId(account_id(number))
    return {
        "account_id": account,
        "family_name": None,
        "first_name": None,
        "username": None,
        "school_class": None,
        "status": "SKIPPED",
        "effect": None,
        "reason": reason,
        "mail": None,
    }


def _named(number: int) -> dict[str, Any]:
    student = a_student(number)
    return {
        "family_name": student.family_name,
        "first_name": student.first_name,
        "username": student.account.username,
        "school_class": student.school_class,
    }


def _total(
    count: int, status: str, *, effect: str | None = None, reason: str | None = None
) -> dict[str, Any]:
    fate = {"status": status, "effect": effect, "reason": reason, "mail": None}
    return {**fate, "count": count}


@pytest.mark.parametrize("number", [6, 7, 8])
def test_a_departed_a_foreign_and_an_unknown_student_answer_alike(desk: Desk, number: int) -> None:
    a_mixed_school(desk)
    store_students(desk.table, [a_student(7, uai=OTHER_UAI)])

    assert desk.ask(by_ids(number)) == (
        404,
        {
            "status": 404,
            "code": "account_not_found",
            "detail": "Ce compte est introuvable dans cet établissement.",
        },
    )


def test_a_single_activated_account_is_told_of_its_username_only(desk: Desk) -> None:
    store_students(desk.table, [activated(5)])

    _, body = desk.ask(by_ids(5))

    assert [(o.effect, o.reason) for o in desk.outcomes()] == [("USERNAME_ONLY", None)]
    account = desk.student(account_id(5)).account
    assert (account.status, account.generation, account.password) == (
        AccountStatus.ACTIVATED,
        1,
        None,
    )
    assert (body["status"], body["done"]) == ("SUCCEEDED", 1)


def test_the_same_id_twice_is_a_single_account(desk: Desk) -> None:
    store_students(desk.table, [activated(5)])

    status, body = desk.ask(by_ids(5, 5))

    assert (status, body["total"], body["done"]) == (200, 1, 1)


def test_a_single_activated_account_gets_a_new_password_with_a_reset(desk: Desk) -> None:
    store_students(desk.table, [activated(5, origin=AccountOrigin.ENT)])

    desk.asked(by_ids(5), reset_passwords=True)

    account = desk.student(account_id(5)).account
    assert (account.status, account.generation, account.origin) == (
        AccountStatus.NOTIFIED,
        2,
        AccountOrigin.ENT,
    )
    assert len(desk.password(account_id(5))) == 14


def test_activated_accounts_are_taken_when_asked_for(desk: Desk) -> None:
    store_students(desk.table, [a_student(1), activated(5)])

    _, body = desk.ask(EVERYONE, include_activated=True)

    assert (body["total"], body["done"], body["skipped"]) == (2, 2, 0)
    assert body["include_activated"]


def test_nobody_to_act_on_is_refused(desk: Desk) -> None:
    store_students(desk.table, [activated(5), activated(6)])
    before = desk.dump()

    assert desk.ask(EVERYONE) == (422, NOBODY)
    assert desk.ask(by_ids(5, 6)) == (422, NOBODY)
    assert desk.ask({"criteria": {"q": "personne"}}) == (422, NOBODY)
    assert desk.dump() == before


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"selection": {}}, "selection"),
        ({"selection": {**EVERYONE, **by_ids(1)}}, "selection"),
        ({"selection": {**by_ids(1), "except": [account_id(2)]}}, "selection"),
        ({"selection": {**by_ids(1), "expected_total": 1}}, "selection"),
        ({"selection": {"account_ids": []}}, "selection.account_ids"),
        ({"selection": {"account_ids": ["é"]}}, "selection.account_ids.0"),
        ({"selection": {**EVERYONE, "expected_total": -1}}, "selection.expected_total"),
        ({"selection": {"criteria": {"statut": []}}}, "selection.criteria.statut"),
        ({"selection": EVERYONE, "channel": "email"}, "channel"),
        ({"selection": EVERYONE, "population": "teachers"}, "population"),
        ({"selection": {"criteria": {"disputed": True}}}, "selection"),
        ({"selection": EVERYONE, "username": "x.y"}, "username"),
        ({"selection": EVERYONE, "preview": "peut-être"}, "preview"),
    ],
)
def test_a_malformed_request_is_refused_naming_the_field(
    desk: Desk, body: dict[str, Any], field: str
) -> None:
    store_students(desk.table, students(2))
    before = desk.dump()

    status, answer = desk.ask(**body)

    assert (status, answer["code"]) == (422, "invalid_request")
    assert [error["field"] for error in answer["errors"]] == [field]
    assert desk.dump() == before


def test_troubleshooting_gives_no_right_to_notify(desk: Desk) -> None:
    store_students(desk.table, students(1))
    before = desk.dump()

    answer = desk.ask(EVERYONE, event={"access": f"troubleshooting:{UAI}"})

    assert answer == (
        403,
        {
            "status": 403,
            "code": "module_required",
            "detail": "Cette action demande le module d’administration des comptes.",
        },
    )
    assert desk.dump() == before


def test_without_a_second_factor_nobody_is_notified(desk: Desk) -> None:
    store_students(desk.table, students(1))
    before = desk.dump()

    status, answer = desk.ask(EVERYONE, event={"amr": "[pwd]"})

    assert (status, answer["code"]) == (403, "second_factor_required")
    assert desk.dump() == before
