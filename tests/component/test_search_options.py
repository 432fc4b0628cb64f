"""GET /schools/{uai}/search-options of external students and guardians, on a pretend AWS."""

from typing import Any

import pytest

from functions.schools.handler import lambda_handler
from shared.adapters.dynamodb.table import Table
from shared.domain.account import AccountOrigin, AccountStatus
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
    store_guardians,
    store_links,
    store_pointer,
    store_school,
    store_students,
)

OPTIONS = f"/schools/{RODIN}/search-options"


def _get(population: str, path: str = OPTIONS, **more: Any) -> dict[str, Any]:
    return get(lambda_handler, path, query={"population": population}, **more)


def test_external_students_are_searched_by_home_school_and_mef(cloud: Table) -> None:
    store_school(cloud, a_school())
    bovary = a_school(uai=BOVARY, name="Collège Émma-Bovary", mef_labels={"10310019110": "3E BOV"})
    store_school(cloud, bovary)
    hosted = {"uai": BOVARY, "host_schools": (RODIN,)}
    people = [
        a_student(account_id=account_id(1), **hosted),
        a_student(account_id=account_id(2), mef_code="", **hosted),
        a_student(account_id=account_id(3), uai="0370001A", host_schools=(RODIN,)),
        a_student(account_id=account_id(4), uai=BOVARY),
    ]
    store_students(cloud, people)
    for student in people:
        store_pointer(cloud, RODIN, student)
    assert _get("external_students") == {
        "status_code": 200,
        "school_classes": [],
        "mef_codes": [
            {"code": "10310019110", "label": "3E BOV", "count": 2},
            {"code": "", "label": "Sans MEF", "count": 1},
        ],
        "home_schools": [
            {"code": "0370001A", "label": "0370001A", "count": 1},
            {"code": "0450801A", "label": "Collège Émma-Bovary", "count": 2},
        ],
        "origins": [],
        "emails": [],
        "disputed": 0,
    }


@pytest.fixture
def families(cloud: Table) -> Table:
    """A mother of two in one class and one in another, a father, and one with a child elsewhere."""
    store_school(cloud, a_school())
    pupils = [
        a_student(account_id=account_id(1)),
        a_student(account_id=account_id(2)),
        a_student(account_id=account_id(3), school_class="1BTS2", mef_code="31112004210"),
    ]
    elsewhere = a_student(account_id=account_id(4), uai=BOVARY, school_class="SECRET")
    mother = a_guardian(
        account_id=account_id(11), roster_email="m@example.org", origin=AccountOrigin.SCHOOL
    )
    father = a_guardian(account_id=account_id(12))
    shared = a_guardian(
        account_id=account_id(13),
        uai=BOVARY,
        schools=(BOVARY, RODIN),
        origin=AccountOrigin.ATEN,
        status=AccountStatus.ACTIVATED,
    )
    store_students(cloud, [*pupils, elsewhere])
    store_guardians(cloud, [mother, father, shared])
    store_pointer(cloud, RODIN, shared)
    disputes = [a_link(father, pupil, disputed_at=MOMENT) for pupil in pupils[:2]]
    links = [*(a_link(mother, pupil) for pupil in pupils), *disputes, a_link(shared, pupils[2])]
    store_links(cloud, RODIN, links)
    store_links(cloud, BOVARY, [a_link(shared, elsewhere, disputed_at=MOMENT)])
    return cloud


@pytest.mark.usefixtures("families")
def test_guardians_are_counted_once_a_value_and_without_other_schools_children() -> None:
    assert _get("guardians") == {
        "status_code": 200,
        "school_classes": [
            {"code": "1BTS2", "label": "1ère année BTS", "count": 2},
            {"code": "3EME4", "label": "Troisième 4", "count": 2},
        ],
        "mef_codes": [
            {"code": "31112004210", "label": "1BTS2 Hôtellerie", "count": 2},
            {"code": "10310019110", "label": "3EME", "count": 2},
        ],
        "home_schools": [],
        "origins": [
            {"code": "SCHOOL", "label": "Établissement", "count": 1},
            {"code": "SELF_REGISTRATION", "label": "Responsable", "count": 0},
            {"code": "FRANCE_CONNECT", "label": "FranceConnect", "count": 0},
            {"code": "ATEN", "label": "ATEN", "count": 1},
            {"code": "ENT", "label": "ENT", "count": 0},
            {"code": "NONE", "label": "Non renseignée", "count": 1},
        ],
        "emails": [
            {"code": "present", "label": "Renseignée", "count": 1},
            {"code": "absent", "label": "Non renseignée", "count": 2},
        ],
        "disputed": 1,
    }
    there = _get("guardians", f"/schools/{BOVARY}/search-options")
    codes = [option["code"] for option in there["school_classes"]]
    assert (codes, there["disputed"]) == (["SECRET"], 1)


@pytest.mark.usefixtures("families")
def test_troubleshooting_may_not_ask_for_guardians() -> None:
    access = f"troubleshooting:{RODIN}"
    assert _get("guardians", access=access) == {
        "status_code": 403,
        "status": 403,
        "code": "module_required",
        "detail": "Cette action demande le module d’administration des comptes.",
    }
    assert _get("external_students", access=access)["status_code"] == 200


@pytest.mark.usefixtures("families")
def test_guardians_take_the_second_factor_even_for_who_has_both_modules() -> None:
    access = f"troubleshooting:{RODIN} administration:{RODIN}"
    refused = _get("guardians", access=access, amr="[pwd]")
    assert (refused["status_code"], refused["code"]) == (403, "second_factor_required")
    assert _get("students", access=access, amr="[pwd]")["status_code"] == 200
