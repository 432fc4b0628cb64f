"""PUT, DELETE …/username-change and GET …/username-changes, on a pretend AWS (guide §8)."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from functions.account_history.handler import lambda_handler as history_handler
from functions.usernames.handler import lambda_handler
from shared.adapters.dynamodb.account_writes import AccountWrites
from shared.adapters.dynamodb.table import Table
from shared.adapters.dynamodb.username_change_items import unpacked_change
from shared.api import adapters
from shared.domain.audit import AuditTag
from shared.domain.data_source import DataSource
from shared.domain.person import Person, SourceName
from shared.domain.traced_change import TracedChange
from shared.domain.username_change import ChangeRefusal
from tests.component.clock import NOW, Clock
from tests.component.conftest import LambdaContext, get, http_event
from tests.factories import (
    BOVARY,
    RODIN,
    a_guardian,
    a_link,
    a_student,
    account_id,
    store_guardians,
    store_links,
    store_pointer,
    store_students,
)

# Typed wrong at first: each had a username made of another name than the sources now give.
CHLOE = a_student(account_id=account_id(1), username="c.lefebvre")
NAMED_TWICE = a_student(
    account_id=account_id(2),
    username="l.dupond",
    family_name="Dupont",
    first_name="Léa",
    names_by_source=(
        SourceName(DataSource.SIECLE, "Dupont", "Léa"),
        SourceName(DataSource.AAF, "DUPOND", "LEA"),
    ),
)
AGREED = a_student(
    account_id=account_id(3),
    username="n.dangello",
    family_name="D’Angélo",
    first_name="Noé",
    names_by_source=(
        SourceName(DataSource.SIECLE, "D’Angélo", "Noé"),
        SourceName(DataSource.AAF, "D'ANGELO", "NOE"),
    ),
)
RIGHT_ALREADY = a_student(account_id=account_id(4), username="c.lefevre12")
GUEST = a_student(account_id=account_id(5), username="x.guest", uai=BOVARY, host_schools=(RODIN,))
GONE = a_student(account_id=account_id(6), username="x.gone", departed_on=date(2026, 9, 2))
ANNE = a_guardian(account_id=account_id(7), username="a.doeuvres")
NAMELESS = a_student(account_id=account_id(8), username="x.nobody", family_name="…")
ELSEWHERE = a_student(account_id=account_id(9), username="x.elsewhere", uai=BOVARY)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(adapters, "datetime", clock)
    return clock


@pytest.fixture
def school(cloud: Table, clock: Clock) -> Table:
    assert clock.at == NOW
    store_students(
        cloud, [CHLOE, NAMED_TWICE, AGREED, RIGHT_ALREADY, GUEST, GONE, NAMELESS, ELSEWHERE]
    )
    store_pointer(cloud, RODIN, GUEST)
    store_guardians(cloud, [ANNE])
    store_links(cloud, RODIN, [a_link(ANNE, CHLOE)])
    return cloud


def _send(method: str, person: Person, uai: str = RODIN, **more: Any) -> tuple[int, Any]:
    path = f"/schools/{uai}/accounts/{person.account.account_id}/username-change"
    answer = lambda_handler(http_event(method, path, **more), LambdaContext())
    return answer["statusCode"], json.loads(answer["body"]) if answer.get("body") else None


def _listed(uai: str = RODIN, **query: Any) -> dict[str, Any]:
    return get(lambda_handler, f"/schools/{uai}/username-changes", query=query)


def _history(person: Person, uai: str = RODIN) -> list[tuple[str, str | None]]:
    path = f"/schools/{uai}/accounts/{person.account.account_id}/history"
    return [(item["label"], item["by"]) for item in get(history_handler, path)["items"]]


CHLOE_ASKED: dict[str, Any] = {
    "account_id": CHLOE.account.account_id,
    "population": "students",
    "family_name": "Lefèvre",
    "first_name": "Chloé",
    "school_class": "3EME4",
    "username": "c.lefebvre",
    "former_username": None,
    "state": "REQUESTED",
    "requested_at": "2026-11-23T09:00:00Z",
    "requested_by": "Camille Secrétaire",
    "decided_at": None,
    "refusal": None,
    "differing_sources": [],
    "refusal_label": None,
}


@pytest.mark.usefixtures("school")
def test_a_request_waits_for_the_night_and_the_username_still_works() -> None:
    assert _send("PUT", CHLOE) == (200, CHLOE_ASKED)
    assert _listed() == {
        "status_code": 200,
        "items": [CHLOE_ASKED],
        "total": 1,
        "counts": {"REQUESTED": 1, "APPLIED": 0, "REFUSED": 0},
        "next_cursor": None,
    }
    assert _history(CHLOE) == [("Nouvel identifiant demandé", "un agent de l’établissement")]


@pytest.mark.usefixtures("school")
def test_asked_twice_it_is_one_request(clock: Clock) -> None:
    _send("PUT", CHLOE)
    clock.pass_by(minutes=5)
    assert _send("PUT", CHLOE) == (200, CHLOE_ASKED)
    assert len(_history(CHLOE)) == 1


@pytest.mark.usefixtures("school")
def test_a_withdrawn_request_is_no_more_and_can_be_made_again(clock: Clock) -> None:
    _send("PUT", CHLOE)
    clock.pass_by(minutes=5)
    assert _send("DELETE", CHLOE) == (204, None)
    assert _send("DELETE", CHLOE) == (204, None)
    assert _listed()["items"] == []
    clock.pass_by(minutes=5)
    status, asked = _send("PUT", CHLOE)
    assert (status, asked["requested_at"]) == (200, "2026-11-23T09:10:00Z")
    assert [label for label, _ in _history(CHLOE)] == [
        "Nouvel identifiant demandé",
        "Demande de nouvel identifiant annulée",
        "Nouvel identifiant demandé",
    ]


@pytest.mark.parametrize(
    ("person", "code", "detail"),
    [
        (
            NAMED_TWICE,
            "names_differ",
            (
                "Le prénom et le nom de famille ne sont pas identiques dans toutes les sources de "
                "données : l’annuaire académique fédérateur (AAF) en donne d’autres. Faites-les "
                "corriger, puis refaites la demande après la prochaine mise à jour des données."
            ),
        ),
        (
            RIGHT_ALREADY,
            "username_unchanged",
            "L’identifiant actuel correspond déjà au prénom et au nom de famille.",
        ),
        (
            NAMELESS,
            "unusable_names",
            "Aucun identifiant ne peut être formé à partir de ce prénom et de ce nom de famille.",
        ),
    ],
)
@pytest.mark.usefixtures("school")
def test_a_request_is_refused_with_its_reason(person: Person, code: str, detail: str) -> None:
    assert _send("PUT", person) == (409, {"status": 409, "code": code, "detail": detail})
    assert _listed()["total"] == 0
    assert _history(person) == []


@pytest.mark.usefixtures("school")
def test_sources_that_differ_by_case_and_accents_agree() -> None:
    assert _send("PUT", AGREED)[0] == 200


@pytest.mark.parametrize("person", [GONE, ELSEWHERE])
@pytest.mark.usefixtures("school")
def test_whom_the_school_does_not_see_is_unknown(person: Person) -> None:
    unknown = {
        "status": 404,
        "code": "account_not_found",
        "detail": "Ce compte est introuvable dans cet établissement.",
    }
    assert _send("PUT", person) == (404, unknown)
    assert _send("DELETE", person) == (404, unknown)


@pytest.mark.usefixtures("school")
def test_a_guest_and_a_guardian_are_asked_for_like_pupils() -> None:
    assert _send("PUT", GUEST)[0] == _send("PUT", ANNE)[0] == 200
    here = [(i["population"], i["school_class"], i["requested_by"]) for i in _listed()["items"]]
    assert sorted(here) == [
        ("external_students", "", "Camille Secrétaire"),
        ("guardians", "", "Camille Secrétaire"),
    ]
    [at_home] = _listed(BOVARY)["items"]
    assert (at_home["population"], at_home["requested_by"]) == (
        "students",
        "un autre établissement",
    )


@pytest.mark.usefixtures("school")
def test_troubleshooting_may_neither_ask_nor_read() -> None:
    access = f"troubleshooting:{RODIN}"
    refused = {
        "status": 403,
        "code": "module_required",
        "detail": "Cette action demande le module d’administration des comptes.",
    }
    assert _send("PUT", CHLOE, access=access) == (403, refused)
    assert _send("DELETE", CHLOE, access=access) == (403, refused)
    path = f"/schools/{RODIN}/username-changes"
    assert get(lambda_handler, path, access=access) == {"status_code": 403, **refused}


def test_the_list_says_what_the_night_has_decided(school: Table, clock: Clock) -> None:
    for person in (CHLOE, AGREED):
        _send("PUT", person)
    clock.pass_by(hours=19)
    writes = AccountWrites(school)
    for person in (CHLOE, AGREED):
        _decide(writes, person, applied=person is CHLOE, at=clock.at)
    page = _listed(limit=1)
    assert page["counts"] == {"REQUESTED": 0, "APPLIED": 1, "REFUSED": 1}
    [first] = page["items"]
    [second] = _listed(limit=1, cursor=page["next_cursor"])["items"]
    assert {first["account_id"]: first, second["account_id"]: second} == {
        CHLOE.account.account_id: {
            **CHLOE_ASKED,
            "username": "c.lefevre3",
            "former_username": "c.lefebvre",
            "state": "APPLIED",
            "decided_at": "2026-11-24T04:00:00Z",
        },
        AGREED.account.account_id: {
            **CHLOE_ASKED,
            "account_id": AGREED.account.account_id,
            "family_name": "D’Angélo",
            "first_name": "Noé",
            "username": "n.dangello",
            "state": "REFUSED",
            "decided_at": "2026-11-24T04:00:00Z",
            "refusal": "NAMES_DIFFER",
            "refusal_label": (
                "Le prénom ou le nom de famille n’était plus identique dans toutes les sources "
                "de données : SIECLE en donnait d’autres."
            ),
            "differing_sources": ["SIECLE"],
        },
    }
    assert [i["state"] for i in _listed(state="APPLIED")["items"]] == ["APPLIED"]
    assert _send("DELETE", CHLOE) == (
        409,
        {
            "status": 409,
            "code": "username_change_applied",
            "detail": (
                "Le nouvel identifiant a déjà été attribué : la demande ne peut plus être annulée."
            ),
        },
    )


def _decide(writes: AccountWrites, person: Person, *, applied: bool, at: datetime) -> None:
    """What the night writes of a request."""
    assert at.tzinfo is UTC
    now = writes.read(person)
    assert now is not None
    account = now.account
    if applied:
        account = account.renamed("c.lefevre3", at=at)
        tag = AuditTag.USERNAME_CHANGED
    else:
        assert account.username_change is not None
        refused = account.username_change.refused(
            ChangeRefusal.NAMES_DIFFER, at=at, differing_sources=(DataSource.SIECLE,)
        )
        account = replace(account, username_change=refused)
        tag = AuditTag.USERNAME_CHANGE_REFUSED
    writes.record([TracedChange.of(now, account, tag, by="night", at=at)])


def test_a_refusal_written_when_sources_were_not_kept_names_none() -> None:
    written = (
        '["REFUSED","2026-10-23T09:00:00Z","Camille Secrétaire","0450822Z",'
        '"2026-10-24T04:00:00Z",null,"NAMES_DIFFER"]'
    )

    assert unpacked_change(written).differing_sources == ()
