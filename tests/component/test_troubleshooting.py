"""The troubleshooting tables, the only ones with a password column, on a pretend AWS."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from functions.troubleshooting.handler import lambda_handler
from shared.adapters.dynamodb.table import Table
from shared.adapters.encryption.password_sealer import PasswordSealer
from shared.api.vault import password_sealer
from shared.domain.account import Account, AccountAction, AccountStatus
from shared.domain.person import Student
from tests.component.conftest import get
from tests.factories import (
    BOVARY,
    RODIN,
    a_school,
    a_student,
    account_id,
    store_pointer,
    store_school,
    store_students,
)

OWN = f"/schools/{RODIN}/troubleshooting/students"
EXTERNAL = f"/schools/{RODIN}/troubleshooting/external-students"
TEACHER = f"troubleshooting:{RODIN}"


def _get(path: str = OWN, **more: Any) -> dict[str, Any]:
    return get(lambda_handler, path, **{"access": TEACHER, "amr": "[pwd]", **more})


def _notified(student: Student, password: str) -> Student:
    sealed = password_sealer().seal(student.account, password)
    password_sealer.cache_clear()  # it was sealed by another function
    at = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)
    given = student.account.with_new_password(AccountAction.NOTIFY, sealed, at=at)
    return replace(student, account=given)


def _expiry(student: Student) -> str:
    assert student.account.password_expires_at is not None
    return student.account.password_expires_at.isoformat().replace("+00:00", "Z")


def test_the_table_has_the_columns_of_the_guide(cloud: Table) -> None:
    store_school(cloud, a_school())
    notified = _notified(a_student(account_id=account_id(1), username="c.lefevre"), "bdfkmprtxznc")
    activated = a_student(
        account_id=account_id(2),
        username="n.zola",
        family_name="Zola",
        first_name="Noé",
        status=AccountStatus.ACTIVATED,
        account_email="noe@example.org",
    )
    store_students(cloud, [notified, activated])
    shared = {
        "school_class": "3EME4",
        "class_label": "Troisième 4",
        "mef_code": "10310019110",
        "mef_label": "3EME",
    }
    assert _get() == {
        "status_code": 200,
        "items": [
            {
                "account_id": "a000000000000001",
                "family_name": "Lefèvre",
                "first_name": "Chloé",
                **shared,
                "username": "c.lefevre",
                "password": {
                    "display": "TEMPORARY",
                    "text": "bdfk-mprt-xznc",
                    "expires_at": _expiry(notified),
                },
                "status": "NOTIFIED",
                "email": "Non renseignée",
                "email_confirmed": False,
            },
            {
                "account_id": "a000000000000002",
                "family_name": "Zola",
                "first_name": "Noé",
                **shared,
                "username": "n.zola",
                "password": {"display": "CHOSEN", "text": "*****", "expires_at": None},
                "status": "ACTIVATED",
                "email": "Renseignée",
                "email_confirmed": True,
            },
        ],
        "total": 2,
        "counts": {"NOT_NOTIFIED": 0, "NOTIFIED": 1, "ACTIVATED": 1},
        "next_cursor": None,
    }


def test_external_students_have_a_home_school_and_no_class(cloud: Table) -> None:
    store_school(cloud, a_school(uai=BOVARY, name="Collège Émma-Bovary"))
    guest = a_student(account_id=account_id(1), uai=BOVARY, host_schools=(RODIN,), username="c.ext")
    guest = _notified(guest, "bdfkmprtxznc")
    store_students(cloud, [guest])
    store_pointer(cloud, RODIN, guest)
    assert _get(EXTERNAL) == {
        "status_code": 200,
        "items": [
            {
                "account_id": "a000000000000001",
                "family_name": "Lefèvre",
                "first_name": "Chloé",
                "mef_code": "10310019110",
                "mef_label": "3EME",
                "home_school": "0450801A",
                "home_school_name": "Collège Émma-Bovary",
                "username": "c.ext",
                "password": {
                    "display": "TEMPORARY",
                    "text": "bdfk-mprt-xznc",
                    "expires_at": _expiry(guest),
                },
                "status": "NOTIFIED",
                "email": "Non renseignée",
                "email_confirmed": False,
            }
        ],
        "total": 1,
        "counts": {"NOT_NOTIFIED": 0, "NOTIFIED": 1, "ACTIVATED": 0},
        "next_cursor": None,
    }
    assert _get(EXTERNAL, query={"home_school": RODIN})["items"] == []


def test_only_the_usable_passwords_of_the_page_are_opened(
    cloud: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    notified = [
        _notified(a_student(account_id=account_id(n), family_name=f"Nom {n}"), "bdfkmprtxznc")
        for n in range(1, 4)
    ]
    activated = a_student(account_id=account_id(4), family_name="A", status=AccountStatus.ACTIVATED)
    store_students(cloud, [*notified, activated])
    seen: list[str] = []
    really = PasswordSealer.open

    def watched(self: PasswordSealer, account: Account) -> str:
        seen.append(account.account_id)
        return really(self, account)

    monkeypatch.setattr(PasswordSealer, "open", watched)
    first = _get(query={"limit": 2})
    assert seen == [account_id(1)]
    second = _get(query={"limit": 2, "cursor": first["next_cursor"]})
    assert seen == [account_id(1), account_id(2), account_id(3)]
    assert (first["total"], second["next_cursor"]) == (4, None)
    found = _get(query={"q": "nom 3"})["items"]
    assert ([item["account_id"] for item in found], len(seen)) == ([account_id(3)], 4)


@pytest.mark.usefixtures("cloud")
@pytest.mark.parametrize("path", [OWN, EXTERNAL])
def test_a_page_has_fifty_passwords_at_most(path: str) -> None:
    assert _get(path, query={"limit": 50})["status_code"] == 200
    refused = _get(path, query={"limit": 51})
    assert (refused["status_code"], refused["errors"][0]["code"]) == (422, "less_than_equal")


@pytest.mark.usefixtures("cloud")
def test_administration_alone_is_told_which_module_the_page_takes() -> None:
    assert _get(access=f"administration:{RODIN}", amr="[pwd otp]") == {
        "status_code": 403,
        "status": 403,
        "code": "troubleshooting_required",
        "detail": "Cette page demande le module de dépannage des comptes élèves.",
    }


def test_the_cursor_of_the_other_table_is_refused(cloud: Table) -> None:
    store_students(cloud, [a_student(), a_student()])
    own = _get(query={"limit": 1})["next_cursor"]
    assert _get(query={"cursor": own})["status_code"] == 200
    assert _get(EXTERNAL, query={"cursor": own})["code"] == "bad_cursor"
