"""The temporary passwords displayed to one person in a day: never one too many, on any screen."""

import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Barrier
from typing import Any

import boto3
import pytest

from functions.account_detail.handler import lambda_handler as account_detail
from functions.guardians.handler import lambda_handler as guardians
from functions.notify.handler import lambda_handler as notify
from functions.reset.handler import lambda_handler as reset
from functions.troubleshooting.handler import lambda_handler as troubleshooting
from shared.adapters.dynamodb.table import Item, Table
from shared.adapters.encryption.password_sealer import PasswordSealer
from shared.api import adapters, vault
from shared.config import display_config
from shared.domain.account import Account, AccountAction
from tests.component.clock import NOW, Clock
from tests.component.conftest import LambdaContext, http_event
from tests.component.operations.interference import one_call_at_a_time
from tests.factories import (
    BOVARY,
    RODIN,
    a_guardian,
    a_link,
    a_school,
    a_student,
    account_id,
    an_account,
    store_guardians,
    store_links,
    store_pointer,
    store_school,
    store_students,
)
from tests.promises.campaign import Found, at_size

BOTH = f"administration:{RODIN} troubleshooting:{RODIN}"
LIMIT = 30
STUDENT, GUEST, GUARDIAN = account_id(1), account_id(90), account_id(91)
Handler = Callable[[dict[str, Any], Any], dict[str, Any]]

SCREENS: dict[str, tuple[Handler, str, str]] = {
    "a pupil's page": (account_detail, "GET", f"students/{STUDENT}"),
    "an external pupil's page": (account_detail, "GET", f"external-students/{GUEST}"),
    "a guardian's page": (guardians, "GET", f"guardians/{GUARDIAN}"),
    "a table of pupils": (troubleshooting, "GET", "troubleshooting/students"),
    "a table of external pupils": (troubleshooting, "GET", "troubleshooting/external-students"),
    "a reset": (reset, "POST", "password-resets"),
}
"""Every way in which a temporary password reaches a screen."""


@pytest.fixture
def clock(cloud: Table, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A school with one person of each kind who has a temporary password; 30 displays a day."""
    made = Clock()
    monkeypatch.setattr(adapters, "datetime", made)
    monkeypatch.setenv("DISPLAY_BUDGET", str(LIMIT))
    store_school(cloud, a_school())
    store_school(cloud, a_school(uai=BOVARY, name="Collège Émma-Bovary"))
    student = a_student(account=notified(an_account(account_id=STUDENT)))
    guest_account = notified(an_account(account_id=GUEST, uai=BOVARY))
    guest = a_student(account=guest_account, host_schools=(RODIN,))
    mother = a_guardian(account=notified(an_account(account_id=GUARDIAN)))
    store_students(cloud, [student, guest])
    store_pointer(cloud, RODIN, guest)
    store_guardians(cloud, [mother])
    store_links(cloud, RODIN, [a_link(mother, student)])
    return made


def notified(account: Account) -> Account:
    sealed = vault.password_sealer().seal(account, "bdfkmprtxznc")
    return account.with_new_password(AccountAction.RESET, sealed, at=NOW)


def show(screen: str = "a pupil's page", query: dict[str, Any] | None = None) -> dict[str, Any]:
    handler, method, path = SCREENS[screen]
    one = {"population": "students", "selection": {"account_ids": [STUDENT]}}
    body = one if method == "POST" else None
    event = http_event(method, f"/schools/{RODIN}/{path}", access=BOTH, body=body, query=query)
    return handler(event, LambdaContext())


def days() -> list[dict[str, int]]:
    """What is counted of each person and day, in the order of the days."""
    found = boto3.client("dynamodb").scan(TableName="accounts")["Items"]
    counts = [each for each in found if each["PK"]["S"].startswith("STAFF_DAY#")]
    return [
        {name: int(each[name]["N"]) for name in ("displayed", "reset")}
        for each in sorted(counts, key=lambda each: each["SK"]["S"])
    ]


def all_but(left: int) -> None:
    """Spend the day's budget but for `left`."""
    for _ in range(LIMIT - left):
        assert show()["statusCode"] == 200


@pytest.mark.usefixtures("clock")
@pytest.mark.promise("P13")
@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_that_shows_a_password_draws_on_the_day(screen: str, figure: Found) -> None:
    all_but(1)
    shown = show(screen)
    assert shown["statusCode"] == 200
    assert len(re.findall(r"[a-z]{4}-[a-z]{4}-[a-z]{4}", shown["body"])) == 1
    assert days() == [{"displayed": LIMIT, "reset": int(screen == "a reset")}]

    refused = show(screen)

    assert refused["statusCode"] == 429
    assert refused["headers"]["Retry-After"] == str(14 * 3600)
    assert json.loads(refused["body"]) == {
        "status": 429,
        "code": "display_budget_spent",
        "detail": "Cet affichage dépasserait les 30 mots de passe provisoires que vous pouvez "
        "afficher en une journée. Affichez moins de comptes à la fois, passez par un courrier "
        "ou une liste, ou réessayez demain.",
    }
    assert days() == [{"displayed": LIMIT, "reset": int(screen == "a reset")}]
    figure(1, "screens that show a temporary password")


def test_a_refused_reset_leaves_the_password_as_it_was(cloud: Table, clock: Clock) -> None:
    all_but(0)
    before = adapters.students().get(RODIN, STUDENT)

    assert show("a reset")["statusCode"] == 429

    assert adapters.students().get(RODIN, STUDENT) == before
    assert list(cloud.query(f"{RODIN}#OPERATIONS")) == []
    clock.pass_by(hours=14)
    assert show("a reset")["statusCode"] == 200


def test_a_table_counts_the_passwords_it_shows_and_is_shown_whole_or_not(
    cloud: Table, clock: Clock
) -> None:
    others = [
        a_student(account=notified(an_account(account_id=account_id(n)))) for n in range(2, 21)
    ]
    unnotified = [a_student(account_id=account_id(n)) for n in range(30, 40)]
    store_students(cloud, [*others, *unnotified])

    assert show("a table of pupils")["statusCode"] == 200
    assert days() == [{"displayed": 20, "reset": 0}]
    assert show("a table of pupils")["statusCode"] == 429
    assert show("a table of pupils", {"status": "NOT_NOTIFIED"})["statusCode"] == 200
    assert show("a table of pupils", {"limit": 10})["statusCode"] == 200
    assert days() == [{"displayed": LIMIT, "reset": 0}]
    assert clock.at == NOW


def test_the_day_is_that_of_paris_and_its_count_goes_a_day_later(clock: Clock) -> None:
    clock.at = datetime(2026, 11, 23, 22, 59, 59, tzinfo=UTC)
    all_but(0)
    assert show()["headers"]["Retry-After"] == "1"
    clock.pass_by(seconds=1)
    assert show()["statusCode"] == 200
    assert days() == [{"displayed": LIMIT, "reset": 0}, {"displayed": 1, "reset": 0}]
    found = boto3.client("dynamodb").scan(TableName="accounts")["Items"]
    ends = sorted(int(e["expires_at"]["N"]) for e in found if e["PK"]["S"].startswith("STAFF_DAY#"))
    midnight = datetime(2026, 11, 23, 23, tzinfo=UTC)
    assert ends == [int((midnight + timedelta(days=n)).timestamp()) for n in (1, 2)]


@pytest.mark.usefixtures("clock")
def test_each_member_of_staff_has_a_day_of_her_own_that_does_not_bear_her_id() -> None:
    all_but(0)
    event = http_event("GET", f"/schools/{RODIN}/students/{STUDENT}", access=BOTH)
    event["requestContext"]["authorizer"]["jwt"]["claims"]["sub"] = "staff-2"
    assert account_detail(event, LambdaContext())["statusCode"] == 200
    found = boto3.client("dynamodb").scan(TableName="accounts")["Items"]
    counts = [each for each in found if each["PK"]["S"].startswith("STAFF_DAY#")]
    assert len(counts) == 2
    assert "staff-" not in str(counts)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The accounts whose password was decrypted, as they are."""
    seen: list[str] = []
    really = PasswordSealer.open

    def noted(self: PasswordSealer, account: Account) -> str:
        seen.append(account.account_id)
        return really(self, account)

    monkeypatch.setattr(PasswordSealer, "open", noted)
    return seen


def crowd(requests: int) -> list[int]:
    """So many requests of one person at once, on two screens; the statuses of their answers."""
    screens = ("a pupil's page", "a guardian's page")
    with one_call_at_a_time(), ThreadPoolExecutor(40) as threads:
        answers = list(threads.map(lambda n: show(screens[n % 2]), range(requests)))
    return [answer["statusCode"] for answer in answers]


@pytest.mark.usefixtures("clock")
@pytest.mark.promise("P13")
def test_of_two_hundred_requests_at_once_not_one_passes_the_limit(
    opened: list[str], figure: Found
) -> None:
    requests = at_size(full=2000, quick=200)
    statuses = crowd(requests)
    assert {each: statuses.count(each) for each in statuses} == {200: LIMIT, 429: requests - LIMIT}
    assert len(opened) == LIMIT
    assert days() == [{"displayed": LIMIT, "reset": 0}]
    figure(requests, "requests at once for a password to display")


@pytest.fixture
def naive_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """The naive way: read the count, compare, then write; the first forty all read at once."""
    together, ranks = Barrier(40), count()
    update = Table.update

    def read_then_write(table: Table, pk: str, sk: str, **request: Any) -> Item:
        if not pk.startswith("STAFF_DAY#"):
            return update(table, pk, sk, **request)
        del request["ConditionExpression"]
        room = int(request["ExpressionAttributeValues"].pop(":room")["N"])
        found = table.get(pk, sk) or {"displayed": {"N": "0"}}
        if next(ranks) < together.parties:
            together.wait(timeout=60)
        if int(found["displayed"]["N"]) > room:
            return {"displayed": {"N": "0"}, "reset": {"N": "0"}}
        return update(table, pk, sk, **request)

    monkeypatch.setattr(Table, "update", read_then_write)


@pytest.mark.usefixtures("clock", "naive_count")
@pytest.mark.twin("P13")
def test_reading_the_count_and_then_writing_it_is_seen_to_pass_the_limit() -> None:
    crowd(200)
    [day] = days()
    assert day["displayed"] > LIMIT


def metrics(written: str) -> list[dict[str, Any]]:
    """The metrics among what a function wrote, without their moment."""
    found = [json.loads(line) for line in written.splitlines() if '"_aws"' in line]
    for each in found:
        del each["_aws"]["Timestamp"]
    return found


def metric(name: str) -> dict[str, Any]:
    return {
        "_aws": {
            "CloudWatchMetrics": [
                {
                    "Namespace": "EduConnectAdministration",
                    "Dimensions": [["service"]],
                    "Metrics": [{"Name": name, "Unit": "Count"}],
                }
            ]
        },
        "service": "educonnect-administration",
        name: [1.0],
    }


@pytest.mark.usefixtures("clock")
def test_half_of_the_budget_is_told_once_and_of_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    all_but(LIMIT // 2 + 1)
    assert metrics(capsys.readouterr().out) == []
    statuses = crowd(40)
    assert statuses.count(200) == LIMIT // 2 + 1
    assert metrics(capsys.readouterr().out) == [metric("StaffShownManyPasswords")]


@pytest.mark.parametrize(
    ("handler", "path", "more"),
    [(reset, "password-resets", {}), (notify, "notifications", {"reset_passwords": True})],
)
@pytest.mark.usefixtures("clock")
def test_many_accounts_reset_in_a_day_are_told_once_and_not_refused(
    cloud: Table,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    handler: Handler,
    path: str,
    more: dict[str, Any],
) -> None:
    monkeypatch.setenv("UNUSUAL_RESETS", "60")
    display_config.cache_clear()
    people = [a_student(account_id=account_id(n)) for n in range(2, 21)]
    store_students(cloud, people)
    wanted = {"population": "students", "selection": {"criteria": {}}, **more}
    told = []
    for _ in range(5):
        event = http_event("POST", f"/schools/{RODIN}/{path}", access=BOTH, body=wanted)
        assert handler(event, LambdaContext())["statusCode"] == 200
        told.append(metrics(capsys.readouterr().out))
    assert told == [[], [], [metric("StaffResettingManyPasswords")], [], []]
    assert days() == [{"displayed": 0, "reset": 100}]


@pytest.mark.usefixtures("clock")
def test_notifying_without_a_reset_is_no_reset() -> None:
    wanted = {"population": "students", "selection": {"criteria": {}}}
    event = http_event("POST", f"/schools/{RODIN}/notifications", access=BOTH, body=wanted)
    assert notify(event, LambdaContext())["statusCode"] == 200
    assert days() == []
