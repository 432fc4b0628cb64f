"""GET /schools/{uai}/accounts/{account_id}/history, on a pretend AWS."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from functions.account_history.handler import lambda_handler
from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.operation_actions import audit_item
from shared.adapters.dynamodb.operation_items import expiry
from shared.adapters.dynamodb.operations import OperationRepository
from shared.adapters.dynamodb.table import Table, key
from shared.domain.account import AccountAction, Effect
from shared.domain.audit import AuditRow, AuditTag
from shared.domain.identifiers import OperationId, StaffId, Uai
from shared.domain.instruction import Instruction, Population
from shared.domain.operation import Operation, OperationKind
from shared.domain.person import Person
from tests.component.conftest import get
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

START = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
LEA = a_student(account_id=account_id(1), first_name="Léa")
LEFT = a_student(account_id=account_id(2), departed_on=date(2026, 9, 2))
GUEST = a_student(account_id=account_id(3), uai=BOVARY, host_schools=(RODIN,))
FORMER_GUEST = a_student(account_id=account_id(4), uai=BOVARY)
SHARED = a_guardian(account_id=account_id(5), uai=BOVARY, schools=(BOVARY, RODIN))
ELSEWHERE = a_student(account_id=account_id(6), uai=BOVARY)
CHILDLESS = a_guardian(account_id=account_id(7))


@pytest.fixture
def school(cloud: Table) -> Table:
    """Everyone a school may see, and some it may not."""
    store_students(cloud, [LEA, LEFT, GUEST, FORMER_GUEST, ELSEWHERE])
    store_guardians(cloud, [SHARED, CHILDLESS])
    for person in (GUEST, FORMER_GUEST, SHARED):
        store_pointer(cloud, RODIN, person)
    store_links(cloud, RODIN, [a_link(SHARED, LEA)])
    store_links(cloud, BOVARY, [a_link(SHARED, ELSEWHERE)])
    return cloud


def _get(person: Person, uai: Uai = RODIN) -> dict[str, Any]:
    return get(lambda_handler, f"/schools/{uai}/accounts/{person.account.account_id}/history")


def _day(number: int) -> datetime:
    return START + timedelta(days=number)


def _trace(table: Table, person: Person, day: int, tag: str, **more: str) -> None:
    """An audit row as the imports and the identity provider's events leave it."""
    place = f"{int(_day(day).timestamp() * 1000):012x}{day:012x}"
    row = key(keys.account_audit(person.account.uai, person.account.account_id), place)
    said = {"tag": tag, "at": _day(day).isoformat(), "by": "system", **more}
    table.put(row | {name: {"S": value} for name, value in said.items()})


def _acted(
    table: Table, person: Person, day: int, uai: Uai, action: AccountAction, effect: Effect
) -> OperationId:
    """What an operation of `uai` leaves: the operation and, with the account, its trace."""
    milliseconds = int(_day(day).timestamp() * 1000)
    operation_id = OperationId(f"{milliseconds:012x}{day:012x}")
    kinds = {
        AccountAction.NOTIFY: (OperationKind.NOTIFICATION, AuditTag.ACCOUNT_NOTIFIED),
        AccountAction.RESET: (OperationKind.PASSWORD_RESET, AuditTag.PASSWORD_RESET),
        AccountAction.LIST: (OperationKind.ACCOUNT_LIST, AuditTag.ACCOUNT_LISTED),
    }
    kind, tag = kinds[action]
    operation = Operation(
        operation_id=operation_id,
        kind=kind,
        instruction=Instruction(uai, Population.STUDENTS, action),
        document=None,
        created_at=_day(day),
        created_by=StaffId("staff-7"),
        created_by_name=f"Agent de {uai}",
        selected=1,
        left_out=0,
    )
    OperationRepository(table).create(operation, [], [], None)
    account = person.account
    row = AuditRow(
        account_id=account.account_id,
        account_uai=account.uai,
        uai=uai,
        tag=tag,
        effect=effect,
        at=_day(day),
        by=StaffId("staff-7"),
        operation_id=operation_id,
        generation=1,
    )
    table.put(audit_item(row))
    return operation_id


def _entry(day: int, tag: str, label: str, by: str | None, **more: Any) -> dict[str, Any]:
    nothing = {"effect": None, "operation_id": None, "kind": None}
    at = _day(day).isoformat().replace("+00:00", "Z")
    return {"at": at, "tag": tag, "label": label, "by": by, **nothing, **more}


IMPORT, HOLDER, OTHER = "l’import des données", "le titulaire du compte", "un autre établissement"


def test_the_history_of_a_student_is_told_newest_first(school: Table) -> None:
    _trace(school, LEA, 0, "account:created", school=RODIN)
    notified = _acted(school, LEA, 1, RODIN, AccountAction.NOTIFY, Effect.NEW_PASSWORD)
    listed = _acted(school, LEA, 2, RODIN, AccountAction.LIST, Effect.LISTED)
    _trace(school, LEA, 3, "account:activated", school=RODIN)
    _trace(school, LEA, 4, "account:of-a-later-version", school=RODIN, effect="ODD")
    _trace(school, LEA, 5, "operation:of-a-later-version")
    assert _get(LEA) == {
        "status_code": 200,
        "items": [
            _entry(
                5,
                "operation:of-a-later-version",
                "Action groupée demandée",
                "un agent de l’établissement",
            ),
            _entry(4, "account:of-a-later-version", "Modification du compte", None),
            _entry(3, "account:activated", "Compte activé", HOLDER),
            _entry(
                2,
                "account:listed",
                "Compte inscrit dans une liste",
                f"Agent de {RODIN}",
                effect="LISTED",
                operation_id=listed,
                kind="ACCOUNT_LIST",
            ),
            _entry(
                1,
                "account:notified",
                "Compte (re)notifié",
                f"Agent de {RODIN}",
                effect="NEW_PASSWORD",
                operation_id=notified,
                kind="NOTIFICATION",
            ),
            _entry(0, "account:created", "Compte créé", IMPORT),
        ],
    }


def test_an_external_student_s_two_schools_never_name_each_other(school: Table) -> None:
    ours = _acted(school, GUEST, 1, RODIN, AccountAction.RESET, Effect.NEW_PASSWORD)
    theirs = _acted(school, GUEST, 2, BOVARY, AccountAction.RESET, Effect.NEW_PASSWORD)
    tag, label, effect = "account:password:reset", "Mot de passe réinitialisé", "NEW_PASSWORD"
    kind = "PASSWORD_RESET"
    by_ours, by_theirs = f"Agent de {RODIN}", f"Agent de {BOVARY}"
    assert _get(GUEST)["items"] == [
        _entry(2, tag, label, OTHER, effect=effect),
        _entry(1, tag, label, by_ours, effect=effect, operation_id=ours, kind=kind),
    ]
    assert _get(GUEST, BOVARY)["items"] == [
        _entry(2, tag, label, by_theirs, effect=effect, operation_id=theirs, kind=kind),
        _entry(1, tag, label, OTHER, effect=effect),
    ]


def test_a_dispute_about_another_school_s_pupil_is_not_told(school: Table) -> None:
    disputed, withdrawn = "guardianship:disputed", "guardianship:dispute:withdrawn"
    child = {"student_id": ELSEWHERE.account.account_id}
    _trace(school, SHARED, 1, disputed, school=BOVARY, **child)
    _trace(school, SHARED, 2, disputed, school=RODIN, student_id=LEA.account.account_id)
    _trace(school, SHARED, 3, withdrawn, school=BOVARY, **child)
    _trace(school, SHARED, 4, "account:email:confirmed")
    confirmed = _entry(4, "account:email:confirmed", "Adresse email validée", HOLDER)
    told = "Rattachement signalé comme erroné"
    assert _get(SHARED)["items"] == [confirmed, _entry(2, disputed, told, HOLDER)]
    assert _get(SHARED, BOVARY)["items"] == [
        confirmed,
        _entry(3, withdrawn, "Signalement de rattachement retiré", HOLDER),
        _entry(1, disputed, told, HOLDER),
    ]


def test_an_operation_that_has_gone_leaves_an_agent_without_a_name(school: Table) -> None:
    operation_id = _acted(school, LEA, 1, RODIN, AccountAction.NOTIFY, Effect.NEW_PASSWORD)
    school.delete(keys.operations(RODIN), operation_id)
    [entry] = _get(LEA)["items"]
    found = (entry["by"], entry["operation_id"], entry["kind"])
    assert found == ("un agent de l’établissement", None, None)


def test_a_pupil_who_left_keeps_a_history_here(school: Table) -> None:
    _trace(school, LEFT, 1, "account:departed", school=RODIN)
    departed = _entry(1, "account:departed", "Départ de l’établissement", IMPORT)
    assert _get(LEFT) == {"status_code": 200, "items": [departed]}


def test_a_trace_is_told_for_twelve_months_even_if_the_table_keeps_it_longer(
    school: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    _trace(school, LEA, 1, "account:created")
    [row] = school.query(keys.account_audit(RODIN, LEA.account.account_id))
    school.put(row | {"expires_at": expiry(_day(1))})
    told = []
    for day in (365, 366, 367):
        monkeypatch.setattr("functions.account_history.handler.now", lambda day=day: _day(day))
        told.append(len(_get(LEA)["items"]))
    assert told == [1, 1, 0]


def test_who_is_not_seen_here_is_answered_alike(school: Table) -> None:
    for person in (ELSEWHERE, FORMER_GUEST, CHILDLESS):
        _trace(school, person, 1, "account:created")
    nobody = replace(LEA, account=replace(LEA.account, account_id=account_id(99)))
    assert [_get(each) for each in (ELSEWHERE, FORMER_GUEST, CHILDLESS, nobody)] == [
        {
            "status_code": 404,
            "status": 404,
            "code": "account_not_found",
            "detail": "Ce compte est introuvable dans cet établissement.",
        }
    ] * 4
    assert _get(ELSEWHERE, BOVARY)["status_code"] == 200


@pytest.mark.parametrize("tag", AuditTag)
def test_every_tag_of_this_version_has_words_of_its_own(school: Table, tag: AuditTag) -> None:
    _trace(school, LEA, 1, tag)
    [entry] = _get(LEA)["items"]
    generic = ("Modification du compte", "Action groupée demandée")
    assert (entry["label"] in generic, entry["by"] is None) == (False, False)
