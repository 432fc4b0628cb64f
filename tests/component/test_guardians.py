"""GET /schools/{uai}/guardians and /guardians/{account_id}, on a pretend AWS."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from functions.guardians.handler import lambda_handler
from shared.adapters.dynamodb.guardians import GuardianRepository
from shared.adapters.dynamodb.table import Table
from shared.api.vault import password_sealer
from shared.domain.account import AccountAction, AccountOrigin, AccountStatus
from shared.domain.identifiers import AccountId, Uai
from shared.domain.kinship import Kinship
from shared.domain.person import Guardian
from tests.component.conftest import get
from tests.factories import (
    BOVARY,
    MOMENT,
    RODIN,
    a_guardian,
    a_link,
    a_school,
    a_student,
    account_id,
    store_address,
    store_guardians,
    store_links,
    store_pointer,
    store_school,
    store_students,
)

GUARDIANS = f"/schools/{RODIN}/guardians"
PASSWORD = "bdfkmprtxznc"
NOT_HERE = {
    "status_code": 404,
    "status": 404,
    "code": "account_not_found",
    "detail": "Ce compte est introuvable dans cet établissement.",
}

NOE = a_student(account_id=account_id(1), family_name="D’Angelo", first_name="Noé")
LEA = a_student(
    account_id=account_id(2),
    family_name="Martin",
    first_name="Léa",
    username="l.martin",
    ine="071234567AB",
    school_class="1BTS2",
    mef_code="31112004210",
)
ELSEWHERE = a_student(account_id=account_id(3), uai=BOVARY, family_name="Secret")

ANNE = a_guardian(
    account_id=account_id(11),
    username="a.oeuvre",
    roster_email="anne@example.org",
    status=AccountStatus.ACTIVATED,
    origin=AccountOrigin.FRANCE_CONNECT,
    account_email="private@example.org",
    last_sign_in_at=MOMENT,
)
PAUL = a_guardian(
    account_id=account_id(12),
    username="p.martin",
    civility="M.",
    family_name="Martin",
    usual_name="Zola",
    first_name="Paul",
    status=AccountStatus.ACTIVATING,
    origin=AccountOrigin.SELF_REGISTRATION,
)
SHARED = a_guardian(
    account_id=account_id(13),
    uai=BOVARY,
    username="c.hugo",
    family_name="Hugo",
    first_name="Célia",
    schools=(BOVARY, RODIN),
)


@pytest.fixture
def school(cloud: Table) -> Table:
    """Anne has Noé and Léa, Paul disputes Léa, Célia has Noé here and another child elsewhere."""
    store_school(cloud, a_school())
    store_school(cloud, a_school(uai=BOVARY, name="Collège Émma-Bovary"))
    store_students(cloud, [NOE, LEA, ELSEWHERE])
    store_guardians(cloud, [ANNE, PAUL, SHARED])
    store_pointer(cloud, RODIN, SHARED)
    father = a_link(PAUL, LEA, kinship=Kinship.FATHER, disputed_at=MOMENT)
    store_links(cloud, RODIN, [a_link(ANNE, NOE), a_link(ANNE, LEA), father, a_link(SHARED, NOE)])
    store_links(cloud, BOVARY, [a_link(SHARED, ELSEWHERE)])
    return cloud


def _get(path: str = GUARDIANS, **more: Any) -> dict[str, Any]:
    return get(lambda_handler, path, **more)


def _page(guardian: Guardian | AccountId, uai: Uai = RODIN) -> dict[str, Any]:
    name = guardian.account.account_id if isinstance(guardian, Guardian) else guardian
    return _get(f"/schools/{uai}/guardians/{name}")


def _pairs(**query: Any) -> list[str]:
    items = _get(query=query)["items"]
    return [f"{i['guardian']['first_name']} {i['student']['first_name']}" for i in items]


NOE_CELL = {
    "account_id": "a000000000000001",
    "family_name": "D’Angelo",
    "first_name": "Noé",
    "school_class": "3EME4",
    "class_label": "Troisième 4",
    "mef_code": "10310019110",
    "mef_label": "3EME",
}
LEA_CELL = {
    "account_id": "a000000000000002",
    "family_name": "Martin",
    "first_name": "Léa",
    "school_class": "1BTS2",
    "class_label": "1ère année BTS",
    "mef_code": "31112004210",
    "mef_label": "1BTS2 Hôtellerie",
}
ANNE_CELL = {
    "account_id": "a000000000000011",
    "civility": "Mme",
    "family_name": "D’Œuvre",
    "first_name": "Anne-Sophie",
    "username": "a.oeuvre",
    "email": "anne@example.org",
    "email_confirmed": True,
    "status": "ACTIVATED",
    "origin": "FRANCE_CONNECT",
    "notified_at": None,
    "last_sign_in_at": "2026-09-07T08:30:00Z",
}
PAUL_CELL = {
    "account_id": "a000000000000012",
    "civility": "M.",
    "family_name": "Zola",
    "first_name": "Paul",
    "username": "p.martin",
    "email": None,
    "email_confirmed": False,
    "status": "ACTIVATING",
    "origin": "SELF_REGISTRATION",
    "notified_at": None,
    "last_sign_in_at": None,
}
CELIA_CELL = {
    "account_id": "a000000000000013",
    "civility": "Mme",
    "family_name": "Hugo",
    "first_name": "Célia",
    "username": "c.hugo",
    "email": None,
    "email_confirmed": False,
    "status": "NOT_NOTIFIED",
    "origin": None,
    "notified_at": None,
    "last_sign_in_at": None,
}
MOTHER = {
    "kinship": "MOTHER",
    "kinship_label": "Mère",
    "disputed": False,
    "disputed_at": None,
}
DISPUTED_FATHER = {
    "kinship": "FATHER",
    "kinship_label": "Père",
    "disputed": True,
    "disputed_at": "2026-09-07T08:30:00Z",
}


@pytest.mark.usefixtures("school")
def test_a_school_reads_a_row_for_each_of_its_own_pupils_and_guardians() -> None:
    assert _get() == {
        "status_code": 200,
        "items": [
            {"student": NOE_CELL, "guardian": ANNE_CELL, **MOTHER},
            {"student": LEA_CELL, "guardian": ANNE_CELL, **MOTHER},
            {"student": NOE_CELL, "guardian": CELIA_CELL, **MOTHER},
            {"student": LEA_CELL, "guardian": PAUL_CELL, **DISPUTED_FATHER},
        ],
        "total": 4,
        "counts": {"NOT_NOTIFIED": 1, "NOTIFIED": 0, "ACTIVATING": 1, "ACTIVATED": 2},
        "accounts": 3,
        "next_cursor": None,
    }


@pytest.mark.usefixtures("school")
def test_the_other_school_reads_its_own_child_of_the_same_guardian_and_no_other() -> None:
    answer = _get(f"/schools/{BOVARY}/guardians")
    seen = [(i["guardian"]["account_id"], i["student"]["family_name"]) for i in answer["items"]]
    assert (seen, answer["total"], answer["accounts"]) == ([(account_id(13), "Secret")], 1, 1)


@pytest.mark.usefixtures("cloud")
def test_an_empty_school_has_an_empty_page() -> None:
    assert _get() == {
        "status_code": 200,
        "items": [],
        "total": 0,
        "counts": {"NOT_NOTIFIED": 0, "NOTIFIED": 0, "ACTIVATING": 0, "ACTIVATED": 0},
        "accounts": 0,
        "next_cursor": None,
    }


ANNE_NOE, ANNE_LEA, CELIA_NOE, PAUL_LEA = BY_NAME = [
    *("Anne-Sophie Noé", "Anne-Sophie Léa", "Célia Noé", "Paul Léa"),
]
CRITERIA: list[tuple[dict[str, Any], list[str]]] = [
    ({}, BY_NAME),
    ({"q": "oeuvre"}, [ANNE_NOE, ANNE_LEA]),
    ({"q": "A.OEUVRE"}, [ANNE_NOE, ANNE_LEA]),
    ({"q": "zola"}, [PAUL_LEA]),
    ({"q": "martin"}, [ANNE_LEA, PAUL_LEA]),
    ({"q": "lea martin"}, [ANNE_LEA, PAUL_LEA]),
    ({"q": "anne noe"}, []),
    ({"q": "l.martin"}, [ANNE_LEA, PAUL_LEA]),
    ({"q": "071234567ab"}, [ANNE_LEA, PAUL_LEA]),
    ({"q": "secret"}, []),
    ({"q": "private@example.org"}, []),
    ({"school_class": "3EME4"}, [ANNE_NOE, CELIA_NOE]),
    ({"mef_code": "31112004210"}, [ANNE_LEA, PAUL_LEA]),
    ({"status": ["ACTIVATING", "NOT_NOTIFIED"]}, [CELIA_NOE, PAUL_LEA]),
    ({"email": "present"}, [ANNE_NOE, ANNE_LEA]),
    ({"email": "absent"}, [CELIA_NOE, PAUL_LEA]),
    ({"origin": "NONE"}, [CELIA_NOE]),
    ({"origin": ["NONE", "FRANCE_CONNECT"]}, [ANNE_NOE, ANNE_LEA, CELIA_NOE]),
    ({"disputed": "true"}, [PAUL_LEA]),
    ({"disputed": "false"}, [ANNE_NOE, ANNE_LEA, CELIA_NOE]),
    ({"q": "martin", "email": "present"}, [ANNE_LEA]),
    ({"sort": "school_class"}, [ANNE_LEA, PAUL_LEA, ANNE_NOE, CELIA_NOE]),
    ({"sort": "student"}, [ANNE_NOE, CELIA_NOE, ANNE_LEA, PAUL_LEA]),
]


@pytest.mark.usefixtures("school")
def test_each_criterion_finds_what_it_says() -> None:
    # One school for all: only reads happen here.
    assert [(query, _pairs(**query)) for query, _ in CRITERIA] == CRITERIA


@pytest.mark.usefixtures("school")
@pytest.mark.parametrize("sort", ["name", "school_class", "student"])
def test_pages_follow_each_other_and_each_tells_the_whole_count(sort: str) -> None:
    whole = _get(query={"sort": sort})["items"]
    walked: list[Any] = []
    query: dict[str, Any] = {"limit": 1, "sort": sort}
    for _ in whole:
        page = _get(query=query)
        assert (page["total"], page["accounts"]) == (4, 3)
        walked += page["items"]
        query["cursor"] = page["next_cursor"]
    assert (walked, query["cursor"]) == (whole, None)


@pytest.mark.usefixtures("school")
def test_the_cursor_of_another_search_is_refused() -> None:
    cursor = _get(query={"limit": 1})["next_cursor"]
    others: list[dict[str, Any]] = [
        {"q": "a"},
        {"sort": "student"},
        {"email": "absent"},
        {"disputed": "false"},
        {"origin": "NONE"},
    ]
    codes = {_get(query={"cursor": cursor, **other})["code"] for other in others}
    assert codes == {"bad_cursor"}


def test_who_has_no_pupil_here_now_has_no_row_and_no_page(school: Table) -> None:
    gone = a_guardian(account_id=account_id(501), departed_on=date(2026, 9, 2))
    moved_on = a_guardian(account_id=account_id(502), schools=(BOVARY,))
    pupil_left = a_student(account_id=account_id(503), departed_on=date(2026, 9, 2))
    alone = a_guardian(account_id=account_id(504))
    childless = a_guardian(account_id=account_id(505))
    store_students(school, [pupil_left])
    store_guardians(school, [gone, moved_on, alone, childless])
    links = [a_link(gone, NOE), a_link(moved_on, NOE), a_link(alone, pupil_left)]
    store_links(school, RODIN, links)
    people = [gone, moved_on, alone, childless]
    assert [_page(each) for each in people] == [NOT_HERE] * 4
    assert _page(account_id(99)) == NOT_HERE
    assert _get()["total"] == 4


def test_a_pointer_to_an_account_that_has_moved_is_nobody(school: Table) -> None:
    school.delete(f"{BOVARY}#GUARDIANS", f"ACCOUNT#{SHARED.account.account_id}")
    assert _page(SHARED) == NOT_HERE
    assert _get()["accounts"] == 2


def test_the_page_of_a_guardian_has_her_children_of_this_school(school: Table) -> None:
    store_address(school, ANNE, ["12 rue de l’Île", "45000 ORLÉANS"])
    assert _page(ANNE) == {
        "status_code": 200,
        **ANNE_CELL,
        "birth_name": "D’Œuvre",
        "account_email": "private@example.org",
        "postal_lines": ["12 rue de l’Île", "45000 ORLÉANS"],
        "activated_at": None,
        "password": {"display": "CHOSEN", "text": "*****", "expires_at": None},
        "username_change": None,
        "children": [{"student": NOE_CELL, **MOTHER}, {"student": LEA_CELL, **MOTHER}],
    }


def test_a_shared_guardian_shows_each_school_its_own_child_and_the_same_password(
    school: Table,
) -> None:
    sealed = password_sealer().seal(SHARED.account, PASSWORD)
    password_sealer.cache_clear()  # it was sealed by another function
    at = datetime.now(UTC).replace(microsecond=0)
    account = SHARED.account.with_new_password(AccountAction.NOTIFY, sealed, at=at)
    store_guardians(school, [replace(SHARED, account=account)])
    store_address(school, SHARED, ["1 rue d’ailleurs", "45200 MONTARGIS"])
    here, there = _page(SHARED), _page(SHARED, BOVARY)
    assert here["children"] == [{"student": NOE_CELL, **MOTHER}]
    assert [child["student"]["family_name"] for child in there["children"]] == ["Secret"]
    assert here["postal_lines"] == []
    assert there["postal_lines"] == ["1 rue d’ailleurs", "45200 MONTARGIS"]
    assert here["password"] == there["password"]
    assert (here["password"]["display"], here["password"]["text"]) == (
        "TEMPORARY",
        "bdfk-mprt-xznc",
    )
    assert BOVARY not in json.dumps(here)


def test_many_links_are_those_of_a_query_each(school: Table) -> None:
    repository = GuardianRepository(school)
    here = [ANNE.account.account_id, SHARED.account.account_id]
    many = [*here, *(account_id(100 + number) for number in range(20))]
    by_pair = sorted(repository.links_of(RODIN, many), key=str)
    assert by_pair == sorted(repository.links_of(RODIN, here), key=str)
    assert len(by_pair) == 3


def test_guardians_are_read_by_id_wherever_they_live(school: Table) -> None:
    wanted = [ANNE.account.account_id, SHARED.account.account_id, account_id(99)]
    found = GuardianRepository(school).get_many(RODIN, [*wanted, *wanted])
    assert found == {ANNE.account.account_id: ANNE, SHARED.account.account_id: SHARED}
