"""External students: search, page and figures of a host school, on a pretend AWS."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from functions.account_detail.handler import lambda_handler as account_detail
from functions.search.handler import lambda_handler as search
from shared.adapters.dynamodb.external_students import ExternalStudentRepository
from shared.adapters.dynamodb.table import Table
from shared.api.vault import password_sealer
from shared.domain.account import AccountAction, AccountOrigin, AccountStatus
from shared.domain.identifiers import Uai
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
    store_pointer,
    store_school,
    store_students,
)

EXTERNAL = f"/schools/{RODIN}/external-students"
AUBIN = Uai("0370001A")

INES = a_student(
    account_id=account_id(1),
    uai=BOVARY,
    username="i.petit",
    family_name="Petit",
    usual_name="Œuvrard",
    first_name="Inès",
    ine="071234567AB",
    status=AccountStatus.ACTIVATED,
    origin=AccountOrigin.ENT,
    last_sign_in_at=MOMENT,
    host_schools=(RODIN, Uai("0750001B")),
)
NOE = a_student(
    account_id=account_id(2),
    uai=AUBIN,
    username="n.dangelo",
    family_name="D’Angelo",
    first_name="Noé",
    mef_code="",
    host_schools=(RODIN,),
)
GONE = a_student(account_id=account_id(3), uai=BOVARY, family_name="Partie", host_schools=())
DEPARTED = a_student(
    account_id=account_id(4), uai=BOVARY, host_schools=(RODIN,), departed_on=date(2026, 9, 2)
)
NOBODY = a_student(account_id=account_id(99))
OURS_NOW = a_student(account_id=account_id(5), family_name="Chez-Nous", host_schools=())


@pytest.fixture
def school(cloud: Table) -> Table:
    """Two external students of two homes, and three pointers that no longer hold."""
    store_school(cloud, a_school())
    bovary = a_school(uai=BOVARY, name="Collège Émma-Bovary", mef_labels={"10310019110": "3E BOV"})
    store_school(cloud, bovary)
    people = [INES, NOE, GONE, DEPARTED, OURS_NOW]
    store_students(cloud, people)
    for student in people:
        store_pointer(cloud, RODIN, student)
    store_address(cloud, INES, ["1 rue d’ailleurs", "45200 MONTARGIS"])
    return cloud


def _get(path: str = EXTERNAL, **more: Any) -> dict[str, Any]:
    return get(search, path, **more)


def _page(student: Student, uai: str = RODIN) -> dict[str, Any]:
    path = f"/schools/{uai}/external-students/{student.account.account_id}"
    return get(account_detail, path)


def _names(**query: Any) -> list[str]:
    return [item["first_name"] for item in _get(query=query)["items"]]


INES_ROW = {
    "account_id": "a000000000000001",
    "family_name": "Œuvrard",
    "first_name": "Inès",
    "home_school": "0450801A",
    "home_school_name": "Collège Émma-Bovary",
    "mef_code": "10310019110",
    "mef_label": "3E BOV",
    "username": "i.petit",
    "status": "ACTIVATED",
    "origin": "ENT",
    "notified_at": None,
    "last_sign_in_at": "2026-09-07T08:30:00Z",
}
NOE_ROW = {
    "account_id": "a000000000000002",
    "family_name": "D’Angelo",
    "first_name": "Noé",
    "home_school": "0370001A",
    "home_school_name": "0370001A",
    "mef_code": "",
    "mef_label": "",
    "username": "n.dangelo",
    "status": "NOT_NOTIFIED",
    "origin": None,
    "notified_at": None,
    "last_sign_in_at": None,
}


@pytest.mark.usefixtures("school")
def test_the_host_reads_those_it_teaches_now_with_their_home_schools() -> None:
    assert _get() == {
        "status_code": 200,
        "items": [NOE_ROW, INES_ROW],
        "total": 2,
        "counts": {"NOT_NOTIFIED": 1, "NOTIFIED": 0, "ACTIVATED": 1},
        "next_cursor": None,
    }


CRITERIA: list[tuple[dict[str, Any], list[str]]] = [
    ({"q": "petit"}, ["Inès"]),
    ({"q": "OEUVRARD ines"}, ["Inès"]),
    ({"q": "I.Petit"}, ["Inès"]),
    ({"q": "071234567AB"}, []),
    ({"q": "partie"}, []),
    ({"home_school": "0370001A"}, ["Noé"]),
    ({"home_school": ["0370001A", "0450801A"]}, ["Noé", "Inès"]),
    ({"home_school": "0450822X"}, []),
    ({"mef_code": ""}, ["Noé"]),
    ({"status": ["ACTIVATED", "NOTIFIED"]}, ["Inès"]),
    ({"sort": "home_school"}, ["Noé", "Inès"]),
]


@pytest.mark.usefixtures("school")
def test_each_criterion_finds_what_it_says() -> None:
    assert [(query, _names(**query)) for query, _ in CRITERIA] == CRITERIA


@pytest.mark.usefixtures("school")
def test_pages_follow_each_other() -> None:
    first = _get(query={"limit": 1, "sort": "home_school"})
    query = {"limit": 1, "sort": "home_school", "cursor": first["next_cursor"]}
    second = _get(query=query)
    assert [first["items"], second["items"]] == [[NOE_ROW], [INES_ROW]]
    assert (first["total"], second["total"], second["next_cursor"]) == (2, 2, None)
    assert _get(query=query | {"sort": "name"})["code"] == "bad_cursor"


def test_the_page_helps_with_the_account_and_tells_nothing_else(school: Table) -> None:
    at = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)
    sealed = password_sealer().seal(NOE.account, "bdfkmprtxznc")
    account = NOE.account.with_new_password(AccountAction.NOTIFY, sealed, at=at)
    account = replace(account, account_email="noe@example.org")
    store_students(school, [replace(NOE, account=account)])
    assert account.password_expires_at is not None
    assert _page(NOE) == {
        "status_code": 200,
        **NOE_ROW,
        "status": "NOTIFIED",
        "origin": "SCHOOL",
        "notified_at": at.isoformat().replace("+00:00", "Z"),
        "activated_at": None,
        "email_confirmed": True,
        "password": {
            "display": "TEMPORARY",
            "text": "bdfk-mprt-xznc",
            "expires_at": account.password_expires_at.isoformat().replace("+00:00", "Z"),
        },
        "username_change": None,
    }
    assert _page(INES) == {
        "status_code": 200,
        **INES_ROW,
        "activated_at": None,
        "email_confirmed": False,
        "password": {"display": "CHOSEN", "text": "*****", "expires_at": None},
        "username_change": None,
    }


@pytest.mark.usefixtures("school")
def test_who_is_not_taught_here_now_is_unknown() -> None:
    unknown = {
        "status_code": 404,
        "status": 404,
        "code": "account_not_found",
        "detail": "Ce compte est introuvable dans cet établissement.",
    }
    assert [_page(each) for each in (GONE, DEPARTED, OURS_NOW, NOBODY)] == [unknown] * 4
    assert _page(INES, BOVARY) == unknown, "her home school has her among its own students"


def test_the_home_school_keeps_her_address_to_itself(school: Table) -> None:
    repository = ExternalStudentRepository(school)
    assert dict(repository.addresses_of(RODIN)) == {}
    assert repository.address_of(RODIN, INES.account.account_id) == ()
    found = repository.get_many(RODIN, [each.account.account_id for each in (INES, NOE, INES)])
    assert found == {INES.account.account_id: INES, NOE.account.account_id: NOE}
