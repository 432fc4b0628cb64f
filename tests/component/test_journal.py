"""The journal of a school: who did what to whom, over some days, on a screen and as a file."""

import csv
import io
import json
from base64 import b64decode
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest

from functions.account_history.handler import lambda_handler
from functions.list_export.handler import lambda_handler as list_export
from functions.notify.handler import lambda_handler as notify
from functions.operation_download.handler import lambda_handler as download
from functions.reset.handler import lambda_handler as reset
from functions.usernames.handler import lambda_handler as usernames
from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import Table, key
from shared.api import adapters
from shared.domain.audit import AuditTag
from shared.domain.identifiers import OperationId, StaffId
from shared.domain.instruction import Population
from shared.domain.portal_setting import PortalSetting
from shared.usecases import show_journal
from tests.component.clock import NOW, Clock
from tests.component.conftest import LambdaContext, get, http_event
from tests.factories import (
    BOVARY,
    RODIN,
    a_school,
    a_student,
    account_id,
    store_pointer,
    store_school,
    store_students,
)
from tests.promises.campaign import Found, at_size

JOURNAL = f"/schools/{RODIN}/journal"
TITLES = [
    *("Date", "Heure", "Agent", "Identifiant de l’agent", "Action", "Effet"),
    *("Population", "Nom", "Prénom", "Compte", "Opération"),
]
Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


@pytest.fixture
def clock(cloud: Table, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A school of three pupils; the third has a name that a spreadsheet would compute."""
    made = Clock()
    monkeypatch.setattr(adapters, "datetime", made)
    store_school(cloud, a_school())
    store_students(
        cloud,
        [
            a_student(account_id=account_id(1), family_name="Lefèvre", username="q.quidam"),
            a_student(account_id=account_id(2), family_name="Zola", first_name="Noé"),
            a_student(account_id=account_id(3), family_name="=1+1", first_name="@Somme"),
        ],
    )
    return made


def act(handler: Handler, what: str, *numbers: int, **more: Any) -> OperationId:
    """Have something done to some of the pupils; its operation."""
    chosen = {"account_ids": [account_id(number) for number in numbers]}
    body = {"population": "students", "selection": chosen, **more}
    answer = handler(http_event("POST", f"/schools/{RODIN}/{what}", body=body), LambdaContext())
    assert answer["statusCode"] == 200
    return OperationId(json.loads(answer["body"])["operation_id"])


def ask_for_a_username() -> None:
    path = f"/schools/{RODIN}/accounts/{account_id(1)}/username-change"
    assert usernames(http_event("PUT", path), LambdaContext())["statusCode"] == 200


def change_the_address(at: datetime) -> None:
    adapters.portal_settings().replace(
        RODIN,
        Population.GUARDIANS,
        PortalSetting(),
        PortalSetting(url="https://ent.example.org", version=1),
        tag=AuditTag.ADDRESS_CHANGED,
        by=StaffId("staff-2"),
        by_name="Dominique Directrice",
        at=at,
    )


def a_morning(clock: Clock) -> tuple[OperationId, OperationId]:
    """Two pupils notified, one reset, a username asked for, an address changed: a minute each."""
    notified = act(notify, "notifications", 1, 2)
    clock.pass_by(minutes=1)
    was_reset = act(reset, "password-resets", 2)
    clock.pass_by(minutes=1)
    ask_for_a_username()
    clock.pass_by(minutes=1)
    change_the_address(clock.at)
    clock.pass_by(minutes=1)
    return notified, was_reset


def entry(at: str, tag: str, label: str, **more: Any) -> dict[str, Any]:
    return {
        "at": at,
        "tag": tag,
        "label": label,
        "by": "Camille Secrétaire",
        "staff_id": "staff-1",
        "population": "students",
        "operation": None,
        "account": None,
        **more,
    }


def operation(operation_id: OperationId, kind: str, count: int) -> dict[str, Any]:
    return {
        "operation_id": operation_id,
        "kind": kind,
        "status": "SUCCEEDED",
        "total": count,
        "done": count,
    }


@pytest.mark.promise("P16")
def test_the_journal_says_who_did_what_when_and_to_whom(clock: Clock) -> None:
    notified, was_reset = a_morning(clock)
    assert get(lambda_handler, JOURNAL) == {
        "status_code": 200,
        "since": "2026-10-24",
        "until": "2026-11-23",
        "items": [
            entry(
                *("2026-11-23T09:03:00Z", "settings:address:changed", "Adresse internet modifiée"),
                by="Dominique Directrice",
                staff_id="staff-2",
                population="guardians",
            ),
            entry(
                "2026-11-23T09:02:00Z",
                "username-change:requested",
                "Nouvel identifiant demandé",
                account={
                    "account_id": account_id(1),
                    "family_name": "Lefèvre",
                    "first_name": "Chloé",
                },
            ),
            entry(
                "2026-11-23T09:01:00Z",
                "operation:password-reset:requested",
                "Réinitialisation demandée",
                operation=operation(was_reset, "PASSWORD_RESET", 1),
            ),
            entry(
                "2026-11-23T09:00:00Z",
                "operation:notification:requested",
                "Notification demandée",
                operation=operation(notified, "NOTIFICATION", 2),
            ),
        ],
        "next_cursor": None,
    }


def exported(query: dict[str, Any] | None = None) -> list[list[str]]:
    """The cells of the file, its titles apart."""
    event = http_event("GET", f"{JOURNAL}/export", query=query)
    answer = lambda_handler(event, LambdaContext())
    assert (answer["statusCode"], answer["headers"]["Content-Type"]) == (
        *(200, "text/csv; charset=utf-8"),
    )
    content = answer["body"]
    raw = b64decode(content) if answer["isBase64Encoded"] else content.encode()
    text = raw.decode("utf-8")
    assert text.startswith("\ufeff")
    assert text.count("\r\n") == text.count("\n")
    lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert lines[0] == TITLES
    return lines[1:]


@pytest.mark.promise("P16")
def test_the_file_has_a_line_for_each_account(clock: Clock) -> None:
    notified, was_reset = a_morning(clock)
    who, day = ("Camille Secrétaire", "staff-1"), "23/11/2026"
    someone = ("Dominique Directrice", "staff-2")
    asked, given = "Notification demandée", "Nouveau mot de passe provisoire"
    chloe, noe = ("Lefèvre", "Chloé", account_id(1)), ("Zola", "Noé", account_id(2))
    assert exported() == [
        [day, "10:03:00", *someone, "Adresse internet modifiée", "", "Responsables", *[""] * 4],
        [day, "10:02:00", *who, "Nouvel identifiant demandé", "", "Élèves", *chloe, ""],
        [day, "10:01:00", *who, "Réinitialisation demandée", given, "Élèves", *noe, was_reset],
        [day, "10:00:00", *who, asked, given, "Élèves", *chloe, notified],
        [day, "10:00:00", *who, asked, given, "Élèves", *noe, notified],
    ]


@pytest.mark.promise("P16")
def test_who_takes_a_document_away_is_told_and_not_who_asked_for_it(clock: Clock) -> None:
    notified = act(notify, "notifications", 1, 2)
    clock.pass_by(minutes=1)
    event = http_event("POST", f"/schools/{RODIN}/operations/{notified}/download")
    event["requestContext"]["authorizer"]["jwt"]["claims"] |= {
        "sub": "staff-2",
        "name": "Dominique Directrice",
    }
    assert download(event, LambdaContext())["statusCode"] == 200

    [taken, _asked] = get(lambda_handler, JOURNAL)["items"]
    assert taken == entry(
        *("2026-11-23T09:01:00Z", "document:downloaded", "Document téléchargé"),
        by="Dominique Directrice",
        staff_id="staff-2",
        operation=operation(notified, "NOTIFICATION", 2),
    )
    assert exported()[0] == [
        *("23/11/2026", "10:01:00", "Dominique Directrice", "staff-2"),
        *("Document téléchargé", "", "Élèves", "", "", "", notified),
    ]


def test_a_document_that_is_refused_leaves_no_trace(clock: Clock) -> None:
    notified = act(notify, "notifications", 1)
    clock.pass_by(hours=25)
    event = http_event("POST", f"/schools/{RODIN}/operations/{notified}/download")
    assert download(event, LambdaContext())["statusCode"] == 410
    assert [item["tag"] for item in get(lambda_handler, JOURNAL)["items"]] == [
        "operation:notification:requested"
    ]


def test_no_cell_of_the_file_computes(clock: Clock) -> None:
    act(list_export, "account-lists", 3, format="csv")
    [line] = exported()
    assert line[7:9] == ["'=1+1", "'@Somme"]
    assert clock.at == NOW


def test_pages_follow_one_another_and_a_cursor_serves_the_same_days_only(clock: Clock) -> None:
    a_morning(clock)
    whole = get(lambda_handler, JOURNAL)["items"]
    pages, cursor = [], None
    for _ in range(4):
        query = {"limit": 1} | ({"cursor": cursor} if cursor else {})
        page = get(lambda_handler, JOURNAL, query=query)
        pages += page["items"]
        cursor, last = page["next_cursor"], cursor
    assert (pages, cursor) == (whole, None)
    elsewhen = get(lambda_handler, JOURNAL, query={"since": "2026-11-01", "cursor": last})
    assert elsewhen["code"] == "bad_cursor"


def test_days_are_those_of_paris_both_included(clock: Clock) -> None:
    clock.at = datetime(2026, 11, 22, 22, 59, 59, tzinfo=UTC)
    act(notify, "notifications", 1)
    clock.at = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    act(notify, "notifications", 2)
    clock.at = NOW

    def tolds(since: str, until: str) -> list[str]:
        found = get(lambda_handler, JOURNAL, query={"since": since, "until": until})
        return [item["at"] for item in found["items"]]

    before, after = "2026-11-22T22:59:59Z", "2026-11-22T23:00:00Z"
    assert tolds("2026-11-22", "2026-11-22") == [before]
    assert tolds("2026-11-23", "2026-11-23") == [after]
    assert tolds("2026-11-22", "2026-11-23") == [after, before]
    assert tolds("2026-11-01", "2026-11-21") == []


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("path", [JOURNAL, f"{JOURNAL}/export"])
@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2026-11-23", "2026-11-22"),
        ("2025-11-22", "2026-11-23"),
        ("0001-01-01", "0001-01-02"),
        ("9999-12-30", "9999-12-31"),
        ("1999-12-31", "2000-01-01"),
    ],
)
def test_days_that_make_no_period_are_refused(path: str, since: str, until: str) -> None:
    assert get(lambda_handler, path, query={"since": since, "until": until}) == {
        "status_code": 422,
        "status": 422,
        "code": "bad_period",
        "detail": "La période doit finir après avoir commencé, et compter 366 jours au plus.",
    }


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("until", ["0001-01-02", "9999-12-31"])
def test_a_last_day_that_has_no_days_around_it_is_refused(until: str) -> None:
    found = get(lambda_handler, JOURNAL, query={"until": until})
    assert (found["status_code"], found["code"]) == (422, "bad_period")


@pytest.mark.usefixtures("clock")
def test_a_file_that_would_be_too_long_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(show_journal, "MOST_LINES", 1)
    act(notify, "notifications", 1)
    assert len(exported()) == 1
    act(reset, "password-resets", 2)
    refused = get(lambda_handler, f"{JOURNAL}/export")
    assert (refused["status_code"], refused["code"]) == (422, "journal_too_long")


def test_a_trace_that_is_over_a_school_elsewhere_and_a_holder_who_left(
    cloud: Table, clock: Clock
) -> None:
    ask_for_a_username()
    cloud.delete(keys.students(RODIN), keys.account(account_id(1)))
    gone = {"account_id": account_id(1), "family_name": None, "first_name": None}
    [told] = get(lambda_handler, JOURNAL)["items"]
    assert (told["account"], told["population"]) == (gone, None)
    [line] = exported()
    assert line[7:10] == ["", "", account_id(1)]
    assert get(lambda_handler, f"/schools/{BOVARY}/journal")["items"] == []
    clock.pass_by(days=366)
    old = {"since": "2026-11-23", "until": "2027-11-23"}
    assert get(lambda_handler, JOURNAL, query=old)["items"] == []


def test_a_guest_whom_the_school_hosts_no_more_is_told_by_the_id_alone(
    cloud: Table, clock: Clock
) -> None:
    guest = a_student(
        account_id=account_id(9), uai=BOVARY, family_name="Hôte", host_schools=(RODIN,)
    )
    store_school(cloud, a_school(uai=BOVARY))
    store_students(cloud, [guest])
    store_pointer(cloud, RODIN, guest)
    act(reset, "password-resets", 9, population="external_students")
    clock.pass_by(minutes=1)
    assert [line[7:10] for line in exported()] == [["Hôte", "Chloé", account_id(9)]]

    store_students(cloud, [replace(guest, host_schools=())])
    assert [line[7:10] for line in exported()] == [["", "", account_id(9)]]
    [told] = get(lambda_handler, JOURNAL)["items"]
    assert told["account"] is None or told["account"]["family_name"] is None


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("path", [JOURNAL, f"{JOURNAL}/export"])
def test_it_is_for_administration_with_its_second_factor(path: str) -> None:
    refusals = [
        ({"access": f"troubleshooting:{RODIN}"}, (403, "module_required")),
        ({"amr": "[pwd]"}, (403, "second_factor_required")),
        ({"access": f"administration:{BOVARY}"}, (404, "school_not_found")),
    ]
    for more, refusal in refusals:
        found = get(lambda_handler, path, **more)
        assert (found["status_code"], found["code"]) == refusal


def effects() -> Counter[tuple[str, str]]:
    """The traces that accounts bear of bulk actions: (account, operation)."""
    found = boto3.client("dynamodb").scan(TableName="accounts")["Items"]
    return Counter(
        (row["PK"]["S"].rpartition("#")[2], row["operation"]["S"])
        for row in found
        if row["PK"]["S"].startswith(keys.account_audit(RODIN, account_id(0))[:15])
        and "operation" in row
    )


def told_in_the_file() -> Counter[tuple[str, str]]:
    return Counter((line[9], line[10]) for line in exported() if line[9] and line[10])


@pytest.mark.promise("P16")
def test_every_effect_is_a_line_and_every_line_an_effect(
    cloud: Table, clock: Clock, figure: Found
) -> None:
    pupils = at_size(full=120, quick=40)
    numbers = range(10, 10 + pupils)
    store_students(cloud, [a_student(account_id=account_id(number)) for number in numbers])
    for start in range(10, 10 + pupils, 20):
        some = numbers[start - 10 : start + 10]
        for handler, what, more in (
            (notify, "notifications", {"reset_passwords": True}),
            (reset, "password-resets", {}),
            (list_export, "account-lists", {"format": "pdf"}),
        ):
            act(handler, what, *some, **more)
            clock.pass_by(minutes=1)
    told = told_in_the_file()
    assert told == effects()
    assert (len(told), set(told.values())) == (3 * pupils, {1})
    figure(len(told), "effects on accounts, each a line of the journal")


@pytest.mark.twin("P16")
@pytest.mark.usefixtures("clock")
def test_an_effect_without_its_line_and_a_line_without_its_effect_are_seen(cloud: Table) -> None:
    done = act(notify, "notifications", 1, 2)
    assert told_in_the_file() == effects()
    trace = cloud.get(keys.account_audit(RODIN, account_id(1)), done)
    assert trace is not None
    cloud.delete(trace["PK"]["S"], trace["SK"]["S"])
    assert told_in_the_file() - effects() == Counter([(account_id(1), done)])
    cloud.put(trace)
    cloud.put(trace | key(keys.account_audit(RODIN, account_id(3)), done))
    assert effects() - told_in_the_file() == Counter([(account_id(3), done)])
