"""GET /me, /schools, /schools/{uai} and /imports, on a pretend AWS."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from functions.schools.handler import lambda_handler
from shared.adapters.dynamodb.import_reports import ImportReportRepository
from shared.adapters.dynamodb.table import Table
from shared.domain.account import AccountStatus
from shared.domain.import_report import (
    ImportedFile,
    ImportReport,
    ImportStatus,
    ReportedAnomaly,
)
from tests.component.conftest import LambdaContext, http_event
from tests.factories import (
    BOVARY,
    RODIN,
    a_guardian,
    a_school,
    a_student,
    account_id,
    store_guardians,
    store_pointer,
    store_school,
    store_students,
)

RODIN_ITEM: dict[str, Any] = {
    "uai": "0450822X",
    "name": "LP Lycée Auguste Rodin",
    "counts": {"students": 4, "guardians": 2, "external_students": 0},
    "roster_updated_at": "2026-09-01T04:07:00Z",
}
BOVARY_ITEM: dict[str, Any] = {
    "uai": "0450801A",
    "name": "Collège Émma-Bovary",
    "counts": {"students": 0, "guardians": 0, "external_students": 0},
    "roster_updated_at": None,
}


@pytest.fixture
def schools(cloud: Table) -> Table:
    """The caller's two schools, one of them before any roster; and one that is not theirs."""
    bovary = a_school(uai=BOVARY, name="Collège Émma-Bovary", students=0, guardians=0)
    store_school(cloud, a_school())
    store_school(cloud, bovary)
    store_school(cloud, a_school(uai="0750001B", name="Collège d’ailleurs"))
    cloud.update("0450801A#SCHOOL", "SCHOOL", UpdateExpression="REMOVE roster")
    return cloud


def _get(path: str, **more: Any) -> dict[str, Any]:
    answer = lambda_handler(http_event("GET", path, **more), LambdaContext())
    return {"status": answer["statusCode"], **json.loads(answer["body"])}


@pytest.mark.usefixtures("cloud")
def test_me_tells_the_schools_the_modules_and_whether_administration_is_open() -> None:
    access = "troubleshooting:0450822X administration:0450822X troubleshooting:0450801A"
    expected = {
        "status": 200,
        "name": "Camille Secrétaire",
        "trusted": True,
        "schools": [
            {"uai": "0450801A", "modules": ["troubleshooting"]},
            {"uai": "0450822X", "modules": ["administration", "troubleshooting"]},
        ],
    }
    assert _get("/me", access=access) == expected
    assert _get("/me", access=access, amr=None) == expected | {"trusted": False}


@pytest.mark.usefixtures("schools")
def test_the_schools_of_the_caller_are_found_by_uai_or_name() -> None:
    both, rodin, bovary = [BOVARY_ITEM, RODIN_ITEM], [RODIN_ITEM], [BOVARY_ITEM]
    searches: list[tuple[str, list[dict[str, Any]]]] = [
        ("", both),
        ("  ", both),
        ("045", both),
        ("0450822x", rodin),
        ("rodin lycee", rodin),
        ("Émma Bov", bovary),
        ("emma-bovary", bovary),
        ("ailleurs", []),
        ("0750001B", []),
    ]
    found = [(q, _get("/schools", query={"q": q})) for q, _ in searches]
    assert found == [
        (q, {"status": 200, "items": items, "total": len(items)}) for q, items in searches
    ]


@pytest.mark.usefixtures("schools")
def test_who_may_not_administer_a_school_now_sees_no_figure_of_its_guardians() -> None:
    access = f"troubleshooting:{RODIN} administration:{BOVARY}"
    without = {"students": 4, "guardians": None, "external_students": 0}
    limited = RODIN_ITEM | {"counts": without}
    assert _get("/schools", access=access)["items"] == [BOVARY_ITEM, limited]
    untrusted = _get("/schools", access=access, amr=None)["items"]
    assert [item["counts"]["guardians"] for item in untrusted] == [None, None]
    home = _get(f"/schools/{RODIN}", access=access)
    figures = {"NOT_NOTIFIED": 0, "NOTIFIED": 0, "ACTIVATED": 0}
    by_status = {"students": figures, "external_students": figures, "guardians": None}
    assert home == {"status": 200, **limited, "by_status": by_status}


@pytest.mark.usefixtures("cloud")
def test_a_school_we_know_nothing_of_is_not_listed() -> None:
    assert _get("/schools") == {"status": 200, "items": [], "total": 0}


def test_the_home_page_counts_each_status_without_those_who_left(schools: Table) -> None:
    left = date(2026, 9, 2)
    notified = {"status": AccountStatus.NOTIFIED}
    store_students(
        schools,
        [
            *(a_student() for _ in range(3)),
            *(a_student(**notified) for _ in range(2)),
            a_student(status=AccountStatus.ACTIVATED),
            a_student(departed_on=left),
            a_student(departed_on=left, **notified),
            a_student(uai=BOVARY),
        ],
    )
    store_guardians(
        schools,
        [
            *(a_guardian(status=status) for status in AccountStatus),
            a_guardian(),
            a_guardian(departed_on=left),
            a_guardian(uai=BOVARY),
        ],
    )
    assert _get(f"/schools/{RODIN}") == {
        "status": 200,
        **RODIN_ITEM,
        "by_status": {
            "students": {"NOT_NOTIFIED": 3, "NOTIFIED": 2, "ACTIVATED": 1},
            "external_students": {"NOT_NOTIFIED": 0, "NOTIFIED": 0, "ACTIVATED": 0},
            "guardians": {"NOT_NOTIFIED": 2, "NOTIFIED": 1, "ACTIVATING": 1, "ACTIVATED": 1},
        },
    }


def test_the_home_page_counts_people_of_other_schools_by_what_they_are_here(
    schools: Table,
) -> None:
    hosted = {"uai": BOVARY, "host_schools": (RODIN,)}
    guests = [
        a_student(account_id=account_id(1), status=AccountStatus.ACTIVATED, **hosted),
        a_student(account_id=account_id(2), departed_on=date(2026, 9, 2), **hosted),
        a_student(account_id=account_id(3), uai=BOVARY),
    ]
    shared = a_guardian(account_id=account_id(4), uai=BOVARY, schools=(BOVARY, RODIN))
    moved_on = a_guardian(account_id=account_id(5), schools=(BOVARY,))
    store_students(schools, guests)
    store_guardians(schools, [shared, moved_on])
    for guest in guests:
        store_pointer(schools, RODIN, guest)
    store_pointer(schools, RODIN, shared)
    counts = RODIN_ITEM["counts"] | {"external_students": 1}
    assert _get(f"/schools/{RODIN}") == {
        "status": 200,
        **RODIN_ITEM,
        "counts": counts,
        "by_status": {
            "students": {"NOT_NOTIFIED": 0, "NOTIFIED": 0, "ACTIVATED": 0},
            "external_students": {"NOT_NOTIFIED": 0, "NOTIFIED": 0, "ACTIVATED": 1},
            "guardians": {"NOT_NOTIFIED": 1, "NOTIFIED": 0, "ACTIVATING": 0, "ACTIVATED": 0},
        },
    }


@pytest.mark.usefixtures("schools")
def test_a_school_before_its_first_roster_has_a_home_page_of_zeros() -> None:
    assert _get(f"/schools/{BOVARY}") == {
        "status": 200,
        **BOVARY_ITEM,
        "by_status": {
            "students": {"NOT_NOTIFIED": 0, "NOTIFIED": 0, "ACTIVATED": 0},
            "external_students": {"NOT_NOTIFIED": 0, "NOTIFIED": 0, "ACTIVATED": 0},
            "guardians": {"NOT_NOTIFIED": 0, "NOTIFIED": 0, "ACTIVATING": 0, "ACTIVATED": 0},
        },
    }


@pytest.mark.usefixtures("cloud")
def test_a_school_of_the_caller_that_we_know_nothing_of_does_not_exist() -> None:
    assert _get(f"/schools/{RODIN}") == {
        "status": 404,
        "code": "school_not_found",
        "detail": "Cet établissement est introuvable.",
    }


def _report(number: int, **over: Any) -> ImportReport:
    plain = ImportReport(
        import_id=f"{number:020x}",
        uai=RODIN,
        at=datetime(2026, 9, number, 4, 7, tzinfo=UTC),
        status=ImportStatus.APPLIED,
        message="Import appliqué.",
    )
    return replace(plain, **over)


def _anomaly(line: int) -> ReportedAnomaly:
    return ReportedAnomaly(
        "NO_INE", "STUDENTS", f"ELEVE {line}", "Lefèvre Chloé", line, "Sans INE."
    )


def test_imports_are_listed_newest_first_with_their_first_anomalies(cloud: Table) -> None:
    reports = ImportReportRepository(cloud)
    files = (
        ImportedFile("STUDENTS", "ElevesSansAdresses.xml", "d1"),
        ImportedFile("GUARDIANS", "Responsables.xml", "d2", dropped=False),
    )
    applied = _report(2, files=files, counts={"arrivals": 3}, anomaly_count=400)
    reports.keep(_report(1, status=ImportStatus.REFUSED, message="Fichier refusé."), [])
    reports.keep(applied, [_anomaly(line) for line in range(400)])
    reports.keep(_report(3, uai=BOVARY), [])
    answer = _get(f"/schools/{RODIN}/imports")
    assert answer == {
        "status": 200,
        "items": [
            {
                "import_id": "00000000000000000002",
                "at": "2026-09-02T04:07:00Z",
                "status": "APPLIED",
                "message": "Import appliqué.",
                "files": [
                    {"kind": "STUDENTS", "name": "ElevesSansAdresses.xml", "dropped": True},
                    {"kind": "GUARDIANS", "name": "Responsables.xml", "dropped": False},
                ],
                "counts": {"arrivals": 3},
                "anomaly_count": 400,
                "anomalies": [
                    {
                        "code": "NO_INE",
                        "file_kind": "STUDENTS",
                        "record": f"ELEVE {line}",
                        "name": "Lefèvre Chloé",
                        "line": line,
                        "detail": "Sans INE.",
                    }
                    for line in range(50)
                ],
            },
            {
                "import_id": "00000000000000000001",
                "at": "2026-09-01T04:07:00Z",
                "status": "REFUSED",
                "message": "Fichier refusé.",
                "files": [],
                "counts": {},
                "anomaly_count": 0,
                "anomalies": [],
            },
        ],
        "next_cursor": None,
    }


def test_every_import_is_reached_twenty_at_a_time(cloud: Table) -> None:
    reports = ImportReportRepository(cloud)
    for number in range(1, 24):
        reports.keep(_report(number), [])
        reports.keep(_report(number, uai=BOVARY), [])
    first = _get(f"/schools/{RODIN}/imports")
    # One that arrives meanwhile neither hides nor repeats another.
    reports.keep(_report(24), [])
    query = {"cursor": first["next_cursor"]}
    second = _get(f"/schools/{RODIN}/imports", query=query)
    assert second["next_cursor"] is None
    listed = [[item["at"] for item in page["items"]] for page in (first, second)]
    days = [f"2026-09-{day:02d}T04:07:00Z" for day in range(23, 0, -1)]
    assert listed == [days[:20], days[20:]]
    assert _get(f"/schools/{BOVARY}/imports", query=query)["code"] == "bad_cursor"


def test_a_last_page_of_imports_that_is_full_is_known_to_be_the_last(cloud: Table) -> None:
    reports = ImportReportRepository(cloud)
    for number in (1, 2):
        reports.keep(_report(number), [])
    page = _get(f"/schools/{RODIN}/imports", query={"limit": 2})
    assert (len(page["items"]), page["next_cursor"]) == (2, None)


def test_an_unknown_parameter_is_named() -> None:
    for path in ("/me", "/schools", f"/schools/{RODIN}", f"/schools/{RODIN}/imports"):
        answer = _get(path, query={"nom": "x"})
        fault = {
            "field": "nom",
            "code": "unknown_parameter",
            "detail": "Ce paramètre n’existe pas.",
        }
        assert (path, answer["status"], answer["errors"]) == (path, 422, [fault])
