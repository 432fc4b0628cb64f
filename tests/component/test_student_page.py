"""GET /schools/{uai}/students/{account_id}: what a student's page says, on a pretend AWS."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest

from functions.account_detail.handler import lambda_handler
from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import Table
from shared.api.resolver import logger
from shared.api.vault import password_sealer
from shared.domain.account import AccountAction, AccountOrigin, AccountStatus
from shared.domain.person import Student
from tests.component.conftest import get
from tests.factories import (
    BOVARY,
    MOMENT,
    RODIN,
    a_school,
    a_student,
    account_id,
    store_address,
    store_school,
    store_students,
)

PASSWORD = "bdfkmprtxznc"


def _get(student: Student | str, uai: str = RODIN) -> dict[str, Any]:
    name = student if isinstance(student, str) else student.account.account_id
    return get(lambda_handler, f"/schools/{uai}/students/{name}")


def _given_a_password(student: Student, at: datetime) -> Student:
    """The student with a temporary password sealed under the school's own key."""
    sealed = password_sealer().seal(student.account, PASSWORD)
    password_sealer.cache_clear()  # it was sealed by another function
    given = student.account.with_new_password(AccountAction.NOTIFY, sealed, at=at)
    return replace(student, account=given)


def _lately() -> datetime:
    return datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)


def _text(moment: datetime | None) -> str:
    assert moment is not None
    return moment.isoformat().replace("+00:00", "Z")


def test_the_page_of_a_notified_student_shows_all_of_her_and_her_temporary_password(
    cloud: Table,
) -> None:
    at = _lately()
    student = _given_a_password(
        a_student(
            account_id=account_id(42),
            username="c.lefevre",
            usual_name="Œuvrard",
            ine="071234567AB",
            last_sign_in_at=MOMENT,
            account_email="chloe@example.org",
        ),
        at,
    )
    store_school(cloud, a_school())
    store_students(cloud, [student])
    store_address(cloud, student, ["12 rue de l’Île", "45000 ORLÉANS"])
    assert _get(student) == {
        "status_code": 200,
        "account_id": "a000000000000042",
        "family_name": "Œuvrard",
        "first_name": "Chloé",
        "birth_name": "Lefèvre",
        "birth_date": "2012-05-14",
        "ine": "071234567AB",
        "school_class": "3EME4",
        "class_label": "Troisième 4",
        "mef_code": "10310019110",
        "mef_label": "3EME",
        "postal_lines": ["12 rue de l’Île", "45000 ORLÉANS"],
        "username": "c.lefevre",
        "status": "NOTIFIED",
        "origin": "SCHOOL",
        "notified_at": _text(at),
        "activated_at": None,
        "email_confirmed": True,
        "last_sign_in_at": "2026-09-07T08:30:00Z",
        "password": {
            "display": "TEMPORARY",
            "text": "bdfk-mprt-xznc",
            "expires_at": _text(student.account.password_expires_at),
        },
        "username_change": None,
    }


def test_a_bare_student_of_a_school_without_labels_has_a_page(cloud: Table) -> None:
    student = a_student(birth_date=None, school_class="", mef_code="", username="c.bare")
    store_students(cloud, [student])
    assert _get(student) == {
        "status_code": 200,
        "account_id": student.account.account_id,
        "family_name": "Lefèvre",
        "first_name": "Chloé",
        "birth_name": "Lefèvre",
        "birth_date": None,
        "ine": None,
        "school_class": "",
        "class_label": "",
        "mef_code": "",
        "mef_label": "",
        "postal_lines": [],
        "username": "c.bare",
        "status": "NOT_NOTIFIED",
        "origin": None,
        "notified_at": None,
        "activated_at": None,
        "email_confirmed": False,
        "last_sign_in_at": None,
        "password": {"display": "NONE", "text": "Non renseigné", "expires_at": None},
        "username_change": None,
    }


def test_each_state_shows_what_the_guide_says_of_the_password(cloud: Table) -> None:
    given = _given_a_password(a_student(), _lately())
    old = _given_a_password(a_student(), datetime(2025, 9, 1, tzinfo=UTC))
    emptied = a_student(status=AccountStatus.NOTIFIED, generation=1)
    # Whatever is still in the table of an activated account never shows.
    activated = _given_a_password(a_student(), _lately())
    activated = replace(
        activated, account=replace(activated.account, status=AccountStatus.ACTIVATED)
    )
    clean = a_student(status=AccountStatus.ACTIVATED, origin=AccountOrigin.ATEN)
    students = [a_student(), given, old, emptied, activated, clean]
    store_students(cloud, students)
    assert [_get(student)["password"] for student in students] == [
        {"display": "NONE", "text": "Non renseigné", "expires_at": None},
        {
            "display": "TEMPORARY",
            "text": "bdfk-mprt-xznc",
            "expires_at": _text(given.account.password_expires_at),
        },
        {"display": "EXPIRED", "text": "Expiré", "expires_at": "2025-12-01T00:00:00Z"},
        {"display": "EXPIRED", "text": "Expiré", "expires_at": None},
        {"display": "CHOSEN", "text": "*****", "expires_at": None},
        {"display": "CHOSEN", "text": "*****", "expires_at": None},
    ]


def test_who_is_unknown_elsewhere_or_gone_is_answered_alike(cloud: Table) -> None:
    elsewhere = _given_a_password(a_student(uai=BOVARY), _lately())
    gone = _given_a_password(a_student(departed_on=date(2026, 9, 2)), _lately())
    store_students(cloud, [elsewhere, gone])
    unknown = {
        "status_code": 404,
        "status": 404,
        "code": "account_not_found",
        "detail": "Ce compte est introuvable dans cet établissement.",
    }
    assert [_get(each) for each in (account_id(0), elsewhere, gone)] == [unknown] * 3
    assert _get(elsewhere, BOVARY)["status_code"] == 200


@pytest.mark.parametrize(
    "odd", ["a", "A000000000000042", "a00000000000004é", "a0000000000000042", "%2e%2e"]
)
def test_an_id_of_another_shape_is_named(odd: str) -> None:
    answer = _get(odd)
    fault = {
        "field": "account_id",
        "code": "string_pattern_mismatch",
        "detail": "Ce texte n’a pas la forme attendue.",
    }
    assert (answer["status_code"], answer["errors"]) == (422, [fault])


def test_a_password_moved_from_another_account_is_not_shown_and_the_log_names_nobody(
    cloud: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = _given_a_password(a_student(), _lately())
    thief = a_student()
    stolen = replace(owner.account, account_id=thief.account.account_id)
    store_students(cloud, [owner, replace(thief, account=stolen)])
    log = StringIO()
    monkeypatch.setattr(logger.registered_handler, "stream", log)
    assert _get(thief) == {
        "status_code": 500,
        "status": 500,
        "code": "internal_error",
        "detail": "Une erreur est survenue de notre côté. Réessayez dans un instant.",
    }
    assert json.loads(log.getvalue())["error_type"] == "TamperedPasswordError"
    personal = (PASSWORD, "bdfk", "Lefèvre", "Chlo", owner.account.username, "Camille")
    assert [text for text in personal if text in log.getvalue()] == []


def test_a_password_whose_key_is_lost_is_a_500_and_not_another_password(cloud: Table) -> None:
    student = _given_a_password(a_student(), _lately())
    store_students(cloud, [student])
    cloud.delete(keys.data_keys(RODIN), keys.data_key(1))
    password_sealer.cache_clear()
    answer = _get(student)
    assert (answer["status"], answer["code"]) == (500, "internal_error")
