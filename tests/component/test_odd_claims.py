"""P4: claims of another shape than ours open no route, whatever they seem to say."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from shared.adapters.dynamodb.table import Table
from shared.domain.staff import Module
from tests.component.conftest import LambdaContext, http_event
from tests.factories import a_school, a_student, account_id, store_school, store_students
from tests.odd_claims import ODD_ACCESS, ODD_METHODS
from tests.promises.campaign import Found
from tests.routes import ROUTES, Route

UAI = "0450822X"
BOTH = f"administration:{UAI} troubleshooting:{UAI}"
PUPIL = account_id(1)
ODD: list[dict[str, Any]] = [
    *({"educonnect_access": access} for access in ODD_ACCESS),
    *({"amr": amr} for amr in ODD_METHODS if amr is not None),
]


@pytest.fixture
def school(cloud: Table) -> Table:
    store_school(cloud, a_school())
    store_students(cloud, [a_student(account_id=PUPIL)])
    return cloud


@pytest.mark.promise("P4")
@pytest.mark.usefixtures("school")
def test_odd_claims_are_refused_by_every_route(figure: Found) -> None:
    assert _opened(_answer) == []
    figure(len(ODD_ACCESS), "shapes of educonnect_access")
    figure(len(ODD_METHODS), "shapes of amr")
    figure(len(ODD) * len(ROUTES), "requests with one")


@pytest.mark.twin("P4")
@pytest.mark.usefixtures("school")
def test_the_claims_as_they_should_be_are_refused_by_none() -> None:
    codes = {route: _code(_answer(route, {})) for route in ROUTES}
    assert "bad_claims" not in codes.values()


@pytest.mark.twin("P4")
@pytest.mark.usefixtures("school")
def test_a_reader_of_claims_that_guesses_is_seen() -> None:
    def guessing(_route: Route, claims: dict[str, Any]) -> dict[str, Any]:
        words = f"{claims.get('educonnect_access', BOTH)} {claims.get('amr', 'otp')}"
        guessed = any(module in words for module in Module) and "otp" in words
        return {"body": json.dumps({} if guessed else {"code": "bad_claims"})}

    assert len(_opened(guessing)) > 15 * len(ROUTES)


def _opened(
    answer: Callable[[Route, dict[str, Any]], dict[str, Any]],
) -> list[tuple[Route, dict[str, Any]]]:
    """What was answered otherwise than by the refusal of its claims."""
    return [
        (route, claims)
        for route in ROUTES
        for claims in ODD
        if _code(answer(route, claims)) != "bad_claims"
    ]


def _answer(route: Route, claims: dict[str, Any]) -> dict[str, Any]:
    asked = route.asked_well(PUPIL)
    event = http_event(
        route.method,
        route.address(UAI, account_id=PUPIL),
        query=asked.get("params"),
        body=asked.get("json"),
        access=BOTH,
    )
    event["requestContext"]["authorizer"]["jwt"]["claims"].update(claims)
    return route.handler(event, LambdaContext())


def _code(answer: dict[str, Any]) -> str | None:
    body: str = answer["body"]
    if not body.startswith("{"):
        return None  # a file, or nothing
    code: str | None = json.loads(body).get("code")
    return code
