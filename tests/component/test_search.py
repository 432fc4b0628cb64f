"""GET /schools/{uai}/students and /search-options, on a pretend AWS."""

import json
import time
from io import StringIO
from typing import Any

import boto3
import pytest

from functions.schools.handler import lambda_handler as schools_handler
from functions.search.handler import lambda_handler
from shared.adapters.dynamodb.table import Table
from shared.api.resolver import logger
from shared.domain.account import AccountOrigin, AccountStatus
from tests.component.conftest import LambdaContext, http_event
from tests.factories import (
    BOVARY,
    MOMENT,
    RODIN,
    a_school,
    a_student,
    account_id,
    french_students,
    store_school,
    store_students,
)

STUDENTS = f"/schools/{RODIN}/students"
OPTIONS = f"/schools/{RODIN}/search-options"
BY_NAME = [
    *("n.dangelo", "c.lefevre2", "c.lefevre", "a.legall", "m.legall"),
    *("l.martin", "l.martin2", "e.petit"),
]
_DAY = 24 * 3600


@pytest.fixture
def school(cloud: Table) -> Table:
    """A school of eight, one who left, and another school of one."""
    store_school(cloud, a_school())
    store_students(cloud, french_students())
    store_students(cloud, [a_student(uai=BOVARY, username="x.elsewhere")])
    return cloud


def _get(path: str = STUDENTS, **more: Any) -> dict[str, Any]:
    handler = schools_handler if path == OPTIONS else lambda_handler
    answer = handler(http_event("GET", path, **more), LambdaContext())
    return {"status": answer["statusCode"], **json.loads(answer["body"])}


def _usernames(**query: Any) -> list[str]:
    return [item["username"] for item in _get(query=query)["items"]]


def _problem(status: int, code: str, detail: str) -> dict[str, Any]:
    return {"status": status, "code": code, "detail": detail}


@pytest.mark.usefixtures("cloud")
def test_an_empty_school_has_an_empty_page() -> None:
    assert _get() == {
        "status": 200,
        "items": [],
        "total": 0,
        "counts": {"NOT_NOTIFIED": 0, "NOTIFIED": 0, "ACTIVATED": 0},
        "next_cursor": None,
    }


def test_a_row_has_every_column_and_no_password(cloud: Table) -> None:
    store_school(cloud, a_school())
    student = a_student(
        account_id=account_id(1),
        username="c.lefevre",
        usual_name="Œuvrard",
        status=AccountStatus.ACTIVATED,
        origin=AccountOrigin.SCHOOL,
        notified_at=MOMENT,
        last_sign_in_at=MOMENT,
    )
    store_students(cloud, [student])
    assert _get() == {
        "status": 200,
        "items": [
            {
                "account_id": "a000000000000001",
                "family_name": "Œuvrard",
                "first_name": "Chloé",
                "school_class": "3EME4",
                "class_label": "Troisième 4",
                "mef_code": "10310019110",
                "mef_label": "3EME",
                "username": "c.lefevre",
                "status": "ACTIVATED",
                "origin": "SCHOOL",
                "notified_at": "2026-09-07T08:30:00Z",
                "last_sign_in_at": "2026-09-07T08:30:00Z",
            }
        ],
        "total": 1,
        "counts": {"NOT_NOTIFIED": 0, "NOTIFIED": 0, "ACTIVATED": 1},
        "next_cursor": None,
    }


CRITERIA: list[tuple[dict[str, Any], list[str]]] = [
    ({}, BY_NAME),
    ({"q": "  "}, BY_NAME),
    ({"q": "LEFEVRE"}, ["c.lefevre2", "c.lefevre"]),
    ({"q": "lefèvre, chloé"}, ["c.lefevre2", "c.lefevre"]),
    ({"q": "d'angelo"}, ["n.dangelo"]),
    ({"q": "petit"}, ["e.petit"]),
    ({"q": "œuvrard"}, ["e.petit"]),
    ({"q": "l.martin2"}, ["l.martin2"]),
    ({"q": "071234567ab"}, ["e.petit"]),
    ({"q": "'"}, []),
    ({"q": "elsewhere"}, []),
    ({"school_class": "2 nde AGORA, 10"}, ["l.martin"]),
    ({"school_class": ["2 nde AGORA, 10", "1BTS2"]}, ["l.martin", "e.petit"]),
    ({"school_class": "2 nde AGORA"}, []),
    ({"school_class": ""}, []),
    ({"mef_code": "31112004210"}, ["e.petit"]),
    ({"mef_code": ["31112004210", "10310019110"]}, BY_NAME),
    ({"status": "NOTIFIED"}, ["l.martin"]),
    ({"status": ["NOTIFIED", "ACTIVATED"]}, ["l.martin", "e.petit"]),
    ({"status": "ACTIVATING"}, []),
    ({"q": "martin", "status": "NOT_NOTIFIED"}, ["l.martin2"]),
    (
        {"sort": "school_class"},
        ["e.petit", "l.martin2", "l.martin", *BY_NAME[:5]],
    ),
]


@pytest.mark.usefixtures("school")
def test_each_criterion_finds_what_it_says() -> None:
    # One school for all: only reads happen here.
    assert [(query, _usernames(**query)) for query, _ in CRITERIA] == CRITERIA


@pytest.mark.usefixtures("school")
def test_pages_follow_each_other_and_each_tells_the_whole_count() -> None:
    walked: list[list[str]] = []
    query: dict[str, Any] = {"limit": 3, "sort": "name"}
    while True:
        page = _get(query=query)
        walked.append([item["username"] for item in page["items"]])
        counts = {"NOT_NOTIFIED": 6, "NOTIFIED": 1, "ACTIVATED": 1}
        assert (page["total"], page["counts"]) == (8, counts)
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert walked == [BY_NAME[:3], BY_NAME[3:6], BY_NAME[6:]]


@pytest.mark.usefixtures("school")
def test_a_page_that_ends_with_the_last_student_has_no_next_one() -> None:
    assert [_get(query={"limit": limit})["next_cursor"] is None for limit in (7, 8, 9)] == [
        False,
        True,
        True,
    ]


BAD_CURSOR = _problem(
    400, "bad_cursor", "Ce repère de page ne vaut pas pour cette recherche. Relancez la recherche."
)


@pytest.mark.usefixtures("school")
def test_the_cursor_of_another_search_is_refused() -> None:
    cursor = _get(query={"limit": 2})["next_cursor"]
    others: list[dict[str, Any]] = [
        {"q": "a"},
        {"sort": "school_class"},
        {"school_class": "3EME4"},
        {"mef_code": "10310019110"},
        {"status": "NOT_NOTIFIED"},
    ]
    answers = [_get(query={"cursor": cursor, **other}) for other in others]
    assert answers == [BAD_CURSOR] * len(others)


def test_the_cursor_of_another_school_is_refused(school: Table) -> None:
    store_students(school, [a_student(uai=BOVARY), a_student(uai=BOVARY)])
    cursor = _get(f"/schools/{BOVARY}/students", query={"limit": 1})["next_cursor"]
    assert _get(query={"cursor": cursor, "limit": 1}) == BAD_CURSOR


@pytest.mark.usefixtures("school")
def test_a_forged_cursor_is_refused() -> None:
    forged = ["", "1", "gAAAAABo", "é", "../..", "a" * 2000]
    assert [_get(query={"cursor": cursor}) for cursor in forged] == [BAD_CURSOR] * len(forged)


@pytest.mark.usefixtures("school")
def test_a_cut_cursor_and_a_changed_one_are_refused() -> None:
    cursor = _get(query={"limit": 2})["next_cursor"]
    changed = cursor[:40] + ("A" if cursor[40] != "A" else "B") + cursor[41:]
    assert [_get(query={"cursor": each}) for each in (cursor[:-1], changed)] == [BAD_CURSOR] * 2


@pytest.mark.usefixtures("school")
def test_a_cursor_of_the_day_before_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    cursor = _get(query={"limit": 2})["next_cursor"]
    later = time.time() + _DAY + 1
    with monkeypatch.context() as clock:
        clock.setattr(time, "time", lambda: later)
        assert _get(query={"cursor": cursor}) == BAD_CURSOR


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ({"limit": 0}, "limit", "greater_than_equal"),
        ({"limit": -1}, "limit", "greater_than_equal"),
        ({"limit": 201}, "limit", "less_than_equal"),
        ({"limit": "dix"}, "limit", "int_parsing"),
        ({"limit": [10, 10]}, "limit", "repeated_parameter"),
        ({"q": "x" * 101}, "q", "string_too_long"),
        ({"q": ["a", "b"]}, "q", "repeated_parameter"),
        ({"sort": "age"}, "sort", "enum"),
        ({"status": "DELETED"}, "status.0", "enum"),
        ({"status": ["NOTIFIED", ""]}, "status.1", "enum"),
        ({"school_class": "x" * 51}, "school_class.0", "string_too_long"),
        ({"cursor": "x" * 2001}, "cursor", "string_too_long"),
        ({"classe": "3EME4"}, "classe", "unknown_parameter"),
        ({"password": "x"}, "password", "unknown_parameter"),
        ({"departed_on": ""}, "departed_on", "unknown_parameter"),
    ],
    ids=range(15),
)
def test_a_parameter_that_is_not_as_documented_is_named(
    query: dict[str, Any], field: str, code: str
) -> None:
    answer = _get(query=query)
    told = [(error["field"], error["code"]) for error in answer["errors"]]
    assert (answer["status"], answer["code"], told) == (422, "invalid_request", [(field, code)])


@pytest.mark.parametrize("uai", ["0450822x", "450822X", "04508220X", "٠٤٥٠٨٢٢X", "x", "0450822X "])
def test_a_uai_of_another_shape_is_named(uai: str) -> None:
    answer = _get(f"/schools/{uai}/students")
    told = [(error["field"], error["code"]) for error in answer["errors"]]
    assert (answer["status"], told) == (422, [("uai", "string_pattern_mismatch")])


def test_the_options_are_the_classes_and_mefs_of_present_students(school: Table) -> None:
    store_students(school, [a_student(school_class="", mef_code="", family_name="Sans")])
    assert _get(OPTIONS) == {
        "status": 200,
        "school_classes": [
            {"code": "", "label": "Sans classe", "count": 1},
            {"code": "1BTS2", "label": "1ère année BTS", "count": 1},
            {"code": "2 nde AGORA, 9", "label": "2 nde AGORA, 9", "count": 1},
            {"code": "2 nde AGORA, 10", "label": "2 nde AGORA, 10", "count": 1},
            {"code": "3EME4", "label": "Troisième 4", "count": 5},
        ],
        "mef_codes": [
            {"code": "31112004210", "label": "1BTS2 Hôtellerie", "count": 1},
            {"code": "10310019110", "label": "3EME", "count": 7},
            {"code": "", "label": "Sans MEF", "count": 1},
        ],
        "home_schools": [],
        "origins": [],
        "emails": [],
        "disputed": 0,
    }


def test_each_option_finds_as_many_students_as_it_says(school: Table) -> None:
    store_students(school, [a_student(school_class="", family_name="Sans")])
    options = _get(OPTIONS)["school_classes"]
    found = {each["code"]: len(_usernames(school_class=each["code"])) for each in options}
    assert found == {each["code"]: each["count"] for each in options}


@pytest.mark.usefixtures("cloud")
def test_the_options_of_a_population_that_is_not_searched_here_are_refused() -> None:
    answer = _get(OPTIONS, query={"population": "teachers"})
    assert (answer["status"], answer["errors"][0]["field"]) == (422, "population")


def test_a_missing_table_is_a_500_without_details_and_without_names_in_the_log(
    school: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    boto3.client("dynamodb").delete_table(TableName=school.name)
    log = StringIO()
    monkeypatch.setattr(logger.registered_handler, "stream", log)
    assert _get(query={"q": "Lefèvre"}) == _problem(
        500, "internal_error", "Une erreur est survenue de notre côté. Réessayez dans un instant."
    )
    logged = json.loads(log.getvalue())
    expected = ("unexpected_error", "ResourceNotFoundException")
    assert (logged["message"], logged["error_type"]) == expected
    said = log.getvalue().casefold()
    secrets = ("lefèvre", "lef\\u00e8vre", "camille", "staff-1", "q=", "accounts")
    assert [secret for secret in secrets if secret in said.replace(str(logged["where"]), "")] == []
