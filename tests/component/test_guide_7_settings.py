"""Guide §7: the address of a population, entered, verified, then activated."""

import json
from typing import Any

import pytest

from functions.settings import handler
from functions.settings.handler import lambda_handler
from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import Table
from shared.api import adapters
from shared.api.worker import portals
from shared.domain.instruction import Population
from shared.domain.portal_address import CheckFailure
from tests.component.clock import Clock
from tests.component.conftest import LambdaContext, get, http_event
from tests.factories import BOVARY, RODIN

OURS = "https://lycees.netocentre.fr"
OTHER = "https://ent.exemple.fr/accueil"
STUDENTS_ANYWAY = "https://educonnect.education.gouv.fr"
GUARDIANS_ANYWAY = "https://teleservices.education.gouv.fr"
NOTHING = {
    "url": None,
    "verified": False,
    "active": False,
    "checked_at": None,
    "failure": None,
    "failure_label": None,
}
ENTERED = {**NOTHING, "url": OURS}
VERIFIED = {**ENTERED, "verified": True, "checked_at": "2026-11-23T09:00:00Z"}
ACTIVE = {**VERIFIED, "active": True}


class Looker:
    """Stands for the function that looks at addresses: what it finds of each, and what it saw."""

    def __init__(self) -> None:
        self.found: dict[str, CheckFailure | None] = {}
        self.seen: list[str] = []

    def failure_of(self, url: str) -> CheckFailure | None:
        self.seen.append(url)
        return self.found.get(url)


@pytest.fixture
def looker(cloud: Table, monkeypatch: pytest.MonkeyPatch) -> Looker:
    assert cloud.name
    looker = Looker()
    monkeypatch.setattr(handler, "_checker", lambda: looker)
    monkeypatch.setattr(adapters, "datetime", Clock())
    return looker


def _send(
    method: str, what: str, body: Any = None, population: str = "guardians", **more: Any
) -> tuple[int, Any]:
    path = f"/schools/{RODIN}/settings/{population}/address{what}"
    answer = lambda_handler(http_event(method, path, body=body, **more), LambdaContext())
    return answer["statusCode"], json.loads(answer["body"])


def _enter(url: str | None, **more: Any) -> tuple[int, Any]:
    return _send("PUT", "", {"url": url}, **more)


def _verify(**more: Any) -> tuple[int, Any]:
    return _send("POST", "/verification", **more)


def _activate(*, active: bool = True, **more: Any) -> tuple[int, Any]:
    return _send("PUT", "/activation", {"active": active}, **more)


@pytest.mark.usefixtures("looker")
def test_guide_7_a_school_without_settings_has_the_addresses_of_everyone() -> None:
    assert get(lambda_handler, f"/schools/{RODIN}/settings") == {
        "status_code": 200,
        "addresses": {"students": NOTHING, "guardians": NOTHING},
        "student_portal": STUDENTS_ANYWAY,
        "guardian_portal": GUARDIANS_ANYWAY,
    }
    assert portals(Population.GUARDIANS, RODIN) == (GUARDIANS_ANYWAY,)
    assert portals(Population.STUDENTS, RODIN) == (STUDENTS_ANYWAY,)


@pytest.mark.usefixtures("looker")
def test_guide_7_entered_verified_then_activated_it_is_in_letters() -> None:
    assert _enter(f" {OURS} ") == (200, ENTERED)
    assert portals(Population.GUARDIANS, RODIN) == (GUARDIANS_ANYWAY,)
    assert _verify() == (200, VERIFIED)
    assert portals(Population.GUARDIANS, RODIN) == (GUARDIANS_ANYWAY,)
    assert _activate() == (200, ACTIVE)
    assert portals(Population.GUARDIANS, RODIN) == (GUARDIANS_ANYWAY, OURS)
    assert portals(Population.STUDENTS, RODIN) == (STUDENTS_ANYWAY,), "each has its own"
    assert portals(Population.GUARDIANS, BOVARY) == (GUARDIANS_ANYWAY,)


@pytest.mark.usefixtures("looker")
def test_guide_7_the_students_address_takes_the_place_of_the_common_one() -> None:
    for step in (_enter(OURS, population="students"), _verify(population="students")):
        assert step[0] == 200
    _activate(population="students")
    assert portals(Population.STUDENTS, RODIN) == (OURS,)
    assert portals(Population.EXTERNAL_STUDENTS, RODIN) == (OURS,), "the host's letters"


@pytest.mark.usefixtures("looker")
def test_guide_7_an_active_address_is_not_edited() -> None:
    _enter(OURS)
    _verify()
    _activate()
    refused = {
        "status": 409,
        "code": "address_active",
        "detail": "Pour modifier l’adresse, désactivez-la d’abord.",
    }
    assert _enter(OTHER) == (409, refused)
    assert _enter(None) == (409, refused)
    assert _activate(active=False) == (200, VERIFIED)
    assert _enter(OTHER) == (200, {**ENTERED, "url": OTHER}), "changed means unverified"
    assert _enter("") == (200, NOTHING)


@pytest.mark.usefixtures("looker")
def test_guide_7_an_unverified_address_is_not_activated() -> None:
    refused = {
        "status": 409,
        "code": "address_not_verified",
        "detail": (
            "Afin d’activer l’adresse internet renseignée, cette dernière doit être vérifiée."
        ),
    }
    assert _activate() == (409, refused)
    _enter(OURS)
    assert _activate() == (409, refused)


def test_guide_7_a_failed_verification_says_why_in_french(looker: Looker) -> None:
    looker.found[OURS] = CheckFailure.CERTIFICATE_EXPIRED
    _enter(OURS)
    assert _verify() == (
        200,
        {
            **ENTERED,
            "checked_at": "2026-11-23T09:00:00Z",
            "failure": "CERTIFICATE_EXPIRED",
            "failure_label": (
                "Le certificat du site (ce qui prouve son identité) a expiré : le navigateur des "
                "familles afficherait un avertissement."
            ),
        },
    )
    assert _activate()[0] == 409
    assert looker.seen == [OURS]


def test_guide_7_a_look_that_could_not_be_had_changes_nothing(looker: Looker) -> None:
    _enter(OURS)
    _verify()
    looker.found[OURS] = CheckFailure.CHECK_UNAVAILABLE
    status, told = _verify()
    assert (status, told["verified"], told["failure"]) == (200, True, "CHECK_UNAVAILABLE")


def test_guide_7_an_active_address_that_fails_once_stays_in_letters(looker: Looker) -> None:
    _enter(OURS)
    _verify()
    _activate()
    looker.found[OURS] = CheckFailure.TOO_SLOW
    status, told = _verify()
    assert (status, told["active"], told["failure"]) == (200, True, "TOO_SLOW")
    assert portals(Population.GUARDIANS, RODIN) == (GUARDIANS_ANYWAY, OURS)


@pytest.mark.usefixtures("looker")
def test_a_bad_address_is_refused_with_what_to_mend() -> None:
    assert _enter("http://ent.exemple.fr") == (
        422,
        {
            "status": 422,
            "code": "bad_address",
            "detail": "L’adresse doit commencer par « https:// ».",
        },
    )
    assert _verify() == (
        409,
        {"status": 409, "code": "no_address", "detail": "Aucune adresse n’est renseignée."},
    )
    assert _enter(OURS, population="external_students")[0] == 422


def test_an_address_edited_while_it_is_looked_at_is_not_verified(looker: Looker) -> None:
    _enter(OURS)

    def edit(url: str) -> None:
        assert url == OURS
        assert _enter(OTHER)[0] == 200

    looker.failure_of = edit  # type: ignore[method-assign]
    status, told = _verify()
    assert (status, told["code"]) == (409, "concurrent_change")
    assert portals(Population.GUARDIANS, RODIN) == (GUARDIANS_ANYWAY,)


def test_each_change_leaves_its_trace(cloud: Table, looker: Looker) -> None:
    assert looker.seen == []
    _enter(OURS)
    _verify()
    _activate()
    _activate(active=False)
    rows = cloud.query(keys.operation_audit(RODIN))
    assert sorted((row["tag"]["S"], row["by"]["S"]) for row in rows) == [
        ("settings:address:activated", "staff-1"),
        ("settings:address:changed", "staff-1"),
        ("settings:address:deactivated", "staff-1"),
        ("settings:address:verified", "staff-1"),
    ]


@pytest.mark.usefixtures("looker")
def test_settings_are_administration_s() -> None:
    access = f"troubleshooting:{RODIN}"
    for status, told in (
        _enter(OURS, access=access),
        _verify(access=access),
        _activate(access=access),
    ):
        assert (status, told["code"]) == (403, "module_required")
    assert get(lambda_handler, f"/schools/{RODIN}/settings", access=access)["status_code"] == 403
