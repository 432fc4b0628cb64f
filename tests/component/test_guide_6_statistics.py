"""Guide §6: its own page of statistics, from a generated school of the same numbers."""

import base64
import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from functions.statistics.handler import lambda_handler
from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import ConditionFailedError, Table
from shared.api import adapters
from shared.api.night import statistics_of
from shared.domain.account import Account, AccountOrigin, AccountStatus
from shared.domain.errors import ConcurrentChangeError
from shared.domain.identifiers import Uai
from tests.component.conftest import LambdaContext, get, http_event
from tests.factories import (
    BOVARY,
    RODIN,
    a_guardian,
    a_link,
    a_school,
    a_student,
    account_id,
    store_guardians,
    store_links,
    store_pointer,
    store_school,
    store_students,
)

AT = datetime(2021, 4, 28, 2, 7, tzinfo=UTC)
NOT, NOTIFIED, ACTIVATED = (
    AccountStatus.NOT_NOTIFIED,
    AccountStatus.NOTIFIED,
    AccountStatus.ACTIVATED,
)
FOUR = time(3, 0)
SCHOOL = AccountOrigin.SCHOOL
STUDENTS = [(None, NOT, 2), (SCHOOL, NOTIFIED, 5), (SCHOOL, ACTIVATED, 489)]
GUARDIANS = [
    (SCHOOL, NOTIFIED, 3),
    (SCHOOL, ACTIVATED, 22),
    (AccountOrigin.FRANCE_CONNECT, ACTIVATED, 67),
    (AccountOrigin.SELF_REGISTRATION, ACTIVATED, 200),
    (None, NOT, 570),
]


def _accounts(first: int, figures: list[tuple[Any, AccountStatus, int]]) -> Iterator[Account]:
    number = first
    for origin, status, how_many in figures:
        for _ in range(how_many):
            username = f"e.number{'abcdefghij'[number % 10]}{number}"
            yield Account(account_id(number), RODIN, username, status=status, origin=origin)
            number += 1


@pytest.fixture
def school(cloud: Table) -> Table:
    """As many accounts of each origin and status as the guide's page has, some who left besides."""
    store_school(cloud, a_school())
    classes = ("3EME4", "1BTS2", "")
    students = [
        a_student(account=account, school_class=classes[n % 3], mef_code="10310019110" * (n % 2))
        for n, account in enumerate(_accounts(1, STUDENTS))
    ]
    guardians = [replace(a_guardian(), account=account) for account in _accounts(1001, GUARDIANS)]
    links = [a_link(each, students[n % len(students)]) for n, each in enumerate(guardians)]
    # A father of two in different classes, and a pupil who left with the mother she alone had.
    links.append(a_link(guardians[0], students[1]))
    left = a_student(account_id=account_id(3000), departed_on=date(2021, 3, 1))
    hers = a_guardian(account_id=account_id(3001))
    guest = a_student(
        account_id=account_id(3002), uai=BOVARY, host_schools=(RODIN,), status=ACTIVATED
    )
    store_students(cloud, [*students, left, guest])
    store_guardians(cloud, [*guardians, hers])
    store_links(cloud, RODIN, [*links, a_link(hers, left)])
    store_pointer(cloud, RODIN, guest)
    store_school(cloud, a_school(uai=BOVARY, name="Collège Emma Bovary"))
    return cloud


def _compute(uai: Uai = RODIN, at: datetime = AT) -> None:
    statistics_of(uai, adapters.people().whole_school(uai), at)


def _student_row(label: str, origin: str | None, *figures: int) -> dict[str, Any]:
    total, not_notified, notified, activated = figures
    return {
        "origin": origin,
        "origin_label": label,
        "NOT_NOTIFIED": not_notified,
        "NOTIFIED": notified,
        "ACTIVATED": activated,
        "total": total,
    }


def _guardian_row(label: str, origin: str | None, *figures: int) -> dict[str, Any]:
    total, not_notified, notified, activating, activated = figures
    row = _student_row(label, origin, total, not_notified, notified, activated)
    return row | {"ACTIVATING": activating}


def _path(more: str = "") -> str:
    return f"/schools/{RODIN}/statistics{more}"


@pytest.mark.usefixtures("school")
def test_guide_6_the_two_tables_of_the_guide_are_reproduced() -> None:
    _compute()
    answer = get(lambda_handler, _path())
    assert answer["computed_at"] == "2021-04-28T02:07:00Z"
    assert answer["students"]["by_origin"] == [
        _student_row("ATEN", "ATEN", 0, 0, 0, 0),
        _student_row("ENT", "ENT", 0, 0, 0, 0),
        _student_row("Établissement", "SCHOOL", 494, 0, 5, 489),
        _student_row("N/A", None, 2, 2, 0, 0),
    ]
    assert answer["students"]["total"] == {
        "NOT_NOTIFIED": 2,
        "NOTIFIED": 5,
        "ACTIVATED": 489,
        "total": 496,
    }
    assert answer["guardians"]["by_origin"] == [
        _guardian_row("ATEN", "ATEN", 0, 0, 0, 0, 0),
        _guardian_row("ENT", "ENT", 0, 0, 0, 0, 0),
        _guardian_row("Établissement", "SCHOOL", 25, 0, 3, 0, 22),
        _guardian_row("FranceConnect", "FRANCE_CONNECT", 67, 0, 0, 0, 67),
        _guardian_row("Responsable", "SELF_REGISTRATION", 200, 0, 0, 0, 200),
        _guardian_row("N/A", None, 570, 570, 0, 0, 0),
    ]
    assert answer["guardians"]["total"] == {
        "NOT_NOTIFIED": 570,
        "NOTIFIED": 3,
        "ACTIVATING": 0,
        "ACTIVATED": 289,
        "total": 862,
    }


@pytest.mark.usefixtures("school")
def test_guide_6_by_class_by_mef_and_by_home_school() -> None:
    _compute()
    answer = get(lambda_handler, _path())
    assert [(row["class_label"], row["total"]) for row in answer["students"]["by_class"]] == [
        ("Sans classe", 165),
        ("1ère année BTS", 165),
        ("Troisième 4", 166),
    ]
    assert [(row["mef_label"], row["total"]) for row in answer["students"]["by_mef"]] == [
        ("3EME", 248),
        ("Sans MEF", 248),
    ]
    by_class = answer["guardians"]["by_class"]
    assert sum(row["total"] for row in by_class) == 863, "one has children in two classes"
    assert answer["external_students"] == {
        "by_home_school": [
            {
                "home_school": BOVARY,
                "home_school_name": "Collège Emma Bovary",
                "NOT_NOTIFIED": 0,
                "NOTIFIED": 0,
                "ACTIVATED": 1,
                "total": 1,
            }
        ],
        "total": {"NOT_NOTIFIED": 0, "NOTIFIED": 0, "ACTIVATED": 1, "total": 1},
    }


def _file(**query: str) -> tuple[dict[str, str], bytes]:
    answer = lambda_handler(http_event("GET", _path("/export"), query=query), LambdaContext())
    assert answer["statusCode"] == 200
    body = answer["body"]
    headers = {name.lower(): value for name, value in answer["headers"].items()}
    return headers, base64.b64decode(body) if answer["isBase64Encoded"] else body.encode()


@pytest.mark.usefixtures("school")
def test_guide_6_one_table_as_csv_is_the_guide_s_to_the_letter() -> None:
    _compute()
    headers, content = _file(format="csv", table="students_by_origin")
    assert headers["content-disposition"] == (
        f'attachment; filename="statistiques-{RODIN}-2021-04-28.csv"'
    )
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").split("\r\n") == [
        (
            "Origine de Compte;Nombre de comptes élèves;Nombre de comptes non notifiés;"
            "Nombre de comptes notifiés et non activés;Nombre de comptes activés"
        ),
        "ATEN;0;0;0;0",
        "ENT;0;0;0;0",
        "Établissement;494;0;5;489",
        "N/A;2;2;0;0",
        "Total;496;2;5;489",
        "",
    ]


@pytest.mark.usefixtures("school")
def test_guide_6_all_tables_as_csv_have_titles_and_the_date() -> None:
    _compute()
    _, content = _file(format="csv")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert lines[0] == ["Dernière mise à jour le 28/04/2021 à 04:07"]
    assert [line[0] for line in lines if line and line[0].startswith("Synthèse")] == [
        "Synthèse des comptes élèves de la structure",
        "Synthèse des comptes responsables de la structure",
        "Synthèse des comptes élèves de la structure par classe",
        "Synthèse des comptes responsables de la structure par classe",
        "Synthèse des comptes élèves de la structure par MEF",
        "Synthèse des comptes responsables de la structure par MEF",
        "Synthèse des comptes élèves extérieurs",
    ]
    assert ["Total", "862", "570", "3", "0", "289"] in lines


@pytest.mark.usefixtures("school")
def test_guide_6_the_workbook_has_a_sheet_for_each_table(tmp_path: Path) -> None:
    _compute()
    headers, content = _file(format="xlsx")
    assert headers["content-type"].startswith("application/vnd.openxmlformats")
    (tmp_path / "file.xlsx").write_bytes(content)
    with ZipFile(tmp_path / "file.xlsx") as book:
        names = book.read("xl/workbook.xml").decode()
        first = book.read("xl/worksheets/sheet1.xml").decode()
    assert [
        name
        for name in ("Élèves", "Responsables", "Élèves par classe", "Élèves extérieurs")
        if f'name="{name}"' not in names
    ] == []
    assert "<v>496</v>" in first, "figures are numbers"


@pytest.mark.usefixtures("school")
def test_guide_6_each_day_s_totals_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.statistics.handler.now", lambda: AT)
    _compute(at=datetime(2020, 3, 26, 3, 0, tzinfo=UTC))  # kept no longer, whatever the table has
    _compute(at=datetime(2020, 3, 28, 3, 0, tzinfo=UTC))
    _compute(at=datetime(2021, 4, 27, 2, 0, tzinfo=UTC))
    _compute()
    items = get(lambda_handler, _path("/days"))["items"]
    assert [(item["day"], item["guardians"]["total"]) for item in items] == [
        ("2021-04-28", 862),
        ("2021-04-27", 862),
        ("2020-03-28", 862),
    ]
    assert get(lambda_handler, _path())["computed_at"] == "2021-04-28T02:07:00Z"


@pytest.mark.parametrize(
    ("today", "thirteen_months_ago"),
    [
        (date(2025, 2, 1), date(2024, 1, 1)),
        (date(2026, 8, 31), date(2025, 7, 31)),
        (date(2029, 1, 31), date(2027, 12, 31)),
    ],
)
def test_guide_6_a_day_is_kept_for_thirteen_months(
    school: Table, monkeypatch: pytest.MonkeyPatch, today: date, thirteen_months_ago: date
) -> None:
    at = datetime.combine(today, FOUR, UTC)
    monkeypatch.setattr("functions.statistics.handler.now", lambda: at)
    _compute(at=datetime.combine(thirteen_months_ago, FOUR, UTC))
    [item] = get(lambda_handler, _path("/days"))["items"]
    assert item["day"] == thirteen_months_ago.isoformat()
    [row] = school.query(keys.statistics(RODIN), keys.DAYS)
    assert int(row["expires_at"]["N"]) >= at.timestamp()


def test_guide_6_of_two_nights_that_meet_none_is_lost_silently(
    school: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    _compute(at=AT - timedelta(days=1))
    met = ConditionFailedError(["TransactionConflict", "None"])

    def in_the_way(*_: Any) -> None:
        raise met

    with monkeypatch.context() as patched:
        patched.setattr(Table, "transact", in_the_way)
        with pytest.raises(ConcurrentChangeError):
            _compute()
    _compute()
    _compute(at=AT - timedelta(minutes=1))
    [latest] = school.query(keys.statistics(RODIN), keys.LATEST)
    assert latest["computed_at"]["S"] == AT.isoformat(), "what is computed later stays"


def test_guide_6_before_the_first_night_there_is_nothing_to_export(cloud: Table) -> None:
    store_school(cloud, a_school())
    answer = get(lambda_handler, _path())
    assert (answer["computed_at"], answer["students"]["total"]["total"]) == (None, 0)
    query = {"format": "csv"}
    assert get(lambda_handler, _path("/export"), query=query) == {
        "status_code": 404,
        "status": 404,
        "code": "statistics_not_computed",
        "detail": "Les statistiques de cet établissement seront calculées la nuit prochaine.",
    }


@pytest.mark.parametrize("path", ["", "/days", "/export"])
@pytest.mark.usefixtures("cloud")
def test_statistics_are_administration_s(path: str) -> None:
    query = {"format": "csv"} if path == "/export" else {}
    refused = get(lambda_handler, _path(path), query=query, access=f"troubleshooting:{RODIN}")
    assert (refused["status_code"], refused["code"]) == (403, "module_required")
    foreign = get(lambda_handler, _path(path), query=query, access="administration:0450899Z")
    assert (foreign["status_code"], foreign["code"]) == (404, "school_not_found")
