"""Who may do what, asked of the handlers: schools, modules, second factor, networks."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from functions.account_detail.handler import lambda_handler as account_detail
from functions.account_history.handler import lambda_handler as account_history
from functions.guardians.handler import lambda_handler as guardians
from functions.schools.handler import lambda_handler as schools
from functions.search.handler import lambda_handler as search
from functions.troubleshooting.handler import lambda_handler as troubleshooting
from shared.adapters.dynamodb.table import Table
from shared.domain.identifiers import Uai
from tests.component.conftest import LambdaContext, http_event
from tests.factories import (
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

Handler = Callable[[dict[str, Any], Any], dict[str, Any]]

MINE, FOREIGN = "0450822X", "0750001B"
STUDENT, GUARDIAN, GUEST = account_id(1), account_id(2), account_id(3)
FOR_BOTH_MODULES: list[tuple[Handler, str]] = [
    (schools, "/schools/{uai}"),
    (search, "/schools/{uai}/students"),
    (schools, "/schools/{uai}/search-options"),
    (account_detail, f"/schools/{{uai}}/students/{STUDENT}"),
    (search, "/schools/{uai}/external-students"),
    (account_detail, f"/schools/{{uai}}/external-students/{GUEST}"),
]
FOR_ADMINISTRATION: list[tuple[Handler, str]] = [
    (schools, "/schools/{uai}/imports"),
    (guardians, "/schools/{uai}/guardians"),
    (guardians, f"/schools/{{uai}}/guardians/{GUARDIAN}"),
    (account_history, f"/schools/{{uai}}/accounts/{STUDENT}/history"),
    (account_history, f"/schools/{{uai}}/accounts/{GUEST}/history"),
    (account_history, f"/schools/{{uai}}/accounts/{GUARDIAN}/history"),
    (account_history, "/schools/{uai}/journal"),
]
FOR_TROUBLESHOOTING: list[tuple[Handler, str]] = [
    (troubleshooting, "/schools/{uai}/troubleshooting/students"),
    (troubleshooting, "/schools/{uai}/troubleshooting/external-students"),
]
OF_A_SCHOOL = FOR_BOTH_MODULES + FOR_ADMINISTRATION + FOR_TROUBLESHOOTING
WITHOUT_SCHOOL: list[tuple[Handler, str]] = [(schools, "/me"), (schools, "/schools")]

NOT_FOUND = (404, "school_not_found")
NO_FACTOR = (403, "second_factor_required")
NO_MODULE = (403, "module_required")
NO_TROUBLESHOOTING = (403, "troubleshooting_required")
OK = (200, None)


@pytest.fixture
def two_schools(cloud: Table) -> Table:
    """The caller's school and a foreign one, each with a family; both teach another's pupil."""
    store_school(cloud, a_school())
    store_school(cloud, a_school(uai=FOREIGN, name="Collège d’ailleurs"))
    store_students(cloud, [a_student(account_id=STUDENT)])
    store_students(cloud, [a_student(account_id=STUDENT, uai=FOREIGN, family_name="Étranger")])
    guest = a_student(account_id=GUEST, uai=Uai("0370001A"), host_schools=(MINE, FOREIGN))
    store_students(cloud, [guest])
    for uai in (Uai(MINE), Uai(FOREIGN)):
        mother = a_guardian(account_id=GUARDIAN, uai=uai)
        store_guardians(cloud, [mother])
        store_links(cloud, uai, [a_link(mother, a_student(account_id=STUDENT))])
        store_pointer(cloud, uai, guest)
    return cloud


def _answer(route: tuple[Handler, str], uai: str = MINE, **more: Any) -> dict[str, Any]:
    handler, path = route
    return handler(http_event("GET", path.format(uai=uai), **more), LambdaContext())


def _outcome(route: tuple[Handler, str], uai: str = MINE, **more: Any) -> tuple[int, str | None]:
    answer = _answer(route, uai, **more)
    return answer["statusCode"], json.loads(answer["body"]).get("code")


def _outcomes(**more: Any) -> tuple[set[tuple[int, str | None]], set[tuple[int, str | None]]]:
    """What the routes of both modules answer, and what those of administration answer."""
    return (
        {_outcome(route, **more) for route in FOR_BOTH_MODULES},
        {_outcome(route, **more) for route in FOR_ADMINISTRATION},
    )


@pytest.mark.usefixtures("two_schools")
def test_a_students_id_does_not_open_the_page_of_her_namesake_elsewhere() -> None:
    route = FOR_BOTH_MODULES[3]
    names = [
        json.loads(_answer(route, uai, access=f"troubleshooting:{uai}")["body"])["family_name"]
        for uai in (MINE, FOREIGN)
    ]
    assert names == ["Lefèvre", "Étranger"]


@pytest.mark.usefixtures("two_schools")
def test_each_module_opens_its_own_routes_and_no_other() -> None:
    administration, troubleshooting = f"administration:{MINE}", f"troubleshooting:{MINE}"
    both = f"{administration} {troubleshooting}"
    outcomes = {
        (access, amr): _outcomes(access=access, amr=amr)
        for access in (administration, troubleshooting, both)
        for amr in ("[pwd otp]", "[pwd]")
    }
    assert outcomes == {
        (administration, "[pwd otp]"): ({OK}, {OK}),
        (administration, "[pwd]"): ({NO_FACTOR}, {NO_FACTOR}),
        (troubleshooting, "[pwd otp]"): ({OK}, {NO_MODULE}),
        (troubleshooting, "[pwd]"): ({OK}, {NO_MODULE}),
        (both, "[pwd otp]"): ({OK}, {OK}),
        (both, "[pwd]"): ({OK}, {NO_FACTOR}),
    }


@pytest.mark.usefixtures("two_schools")
def test_the_tables_with_passwords_are_troubleshooting_s_alone() -> None:
    both = f"administration:{MINE} troubleshooting:{MINE}"
    elsewhere = f"administration:{MINE} troubleshooting:{FOREIGN}"
    expected = {
        (f"administration:{MINE}", "[pwd otp]"): {NO_TROUBLESHOOTING},
        (f"administration:{MINE}", "[pwd]"): {NO_TROUBLESHOOTING},
        (elsewhere, "[pwd otp]"): {NO_TROUBLESHOOTING},
        (f"troubleshooting:{MINE}", "[pwd]"): {OK},
        (both, "[pwd otp]"): {OK},
        (both, "[pwd]"): {OK},
        (f"troubleshooting:{FOREIGN}", "[pwd otp]"): {NOT_FOUND},
    }
    outcomes = {
        (access, amr): {_outcome(route, access=access, amr=amr) for route in FOR_TROUBLESHOOTING}
        for access, amr in expected
    }
    assert outcomes == expected


@pytest.mark.usefixtures("two_schools")
def test_the_module_of_one_school_opens_nothing_in_another() -> None:
    access = f"administration:{FOREIGN} troubleshooting:{MINE}"
    assert _outcomes(access=access) == ({OK}, {NO_MODULE})
    assert _outcomes(access=f"administration:{FOREIGN}") == ({NOT_FOUND}, {NOT_FOUND})


@pytest.mark.usefixtures("two_schools")
def test_the_administration_network_stands_for_the_second_factor() -> None:
    def viewer(address: str, secret: str) -> dict[str, str]:
        return {"x-viewer-address": address, "x-origin-secret": secret}

    inside, outside = "198.51.100.20", "203.0.113.9"
    outcomes = [
        _outcomes(amr="[pwd]", source_ip=inside),
        _outcomes(amr="[pwd]", source_ip=outside),
        _outcomes(amr="[pwd]", headers=viewer(inside, "origin-secret")),
        _outcomes(amr="[pwd]", headers=viewer(inside, "guessed")),
        _outcomes(amr="[pwd]", headers=viewer(outside, "origin-secret")),
    ]
    opened, closed = ({OK}, {OK}), ({NO_FACTOR}, {NO_FACTOR})
    assert outcomes == [opened, closed, opened, closed, closed]


@pytest.mark.usefixtures("cloud")
def test_a_missing_second_factor_is_told_in_words() -> None:
    answer = _answer(FOR_BOTH_MODULES[1], amr="[pwd]")
    assert (answer["statusCode"], json.loads(answer["body"])) == (
        403,
        {
            "status": 403,
            "code": "second_factor_required",
            "detail": (
                "Le module d’administration demande une authentification avec clé OTP, ou une "
                "connexion depuis le réseau administratif de l’établissement."
            ),
        },
    )


@pytest.mark.usefixtures("cloud")
def test_ones_own_school_without_any_data_shows_as_empty_and_not_as_another_s() -> None:
    missing = (404, "account_not_found")
    assert [_outcome(route) for route in FOR_BOTH_MODULES] == [
        NOT_FOUND,
        OK,
        OK,
        missing,
        OK,
        missing,
    ]
    assert [_outcome(route) for route in FOR_ADMINISTRATION] == [OK, OK, *[missing] * 4, OK]
