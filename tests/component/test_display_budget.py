"""The temporary passwords displayed to one person in a day: never one too many, on any screen."""

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import import_module
from itertools import cycle
from typing import Any

import boto3
import pytest

from functions.account_detail.handler import lambda_handler as account_detail
from functions.guardians.handler import lambda_handler as guardians
from functions.notify.handler import lambda_handler as notify
from functions.reset.handler import lambda_handler as reset
from functions.troubleshooting.handler import lambda_handler as troubleshooting
from shared.adapters import aws
from shared.adapters.dynamodb.table import Item, Table
from shared.adapters.encryption.password_sealer import PasswordSealer
from shared.api import adapters, vault
from shared.config import display_config
from shared.domain.account import Account, AccountAction
from shared.domain.identifiers import AccountId
from tests.component.clock import NOW, Clock
from tests.component.conftest import LambdaContext, http_event
from tests.component.operations.interference import workers_taking_turns
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
LIMIT, LARGE_LIMIT = 30, 400
RESET = [account_id(n) for n in range(2, 61)]
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


def show(
    screen: str = "a pupil's page", query: dict[str, Any] | None = None, reset: str = STUDENT
) -> dict[str, Any]:
    handler, method, path = SCREENS[screen]
    one = {"population": "students", "selection": {"account_ids": [reset]}}
    body = one if method == "POST" else None
    event = http_event(method, f"/schools/{RODIN}/{path}", access=BOTH, body=body, query=query)
    return handler(event, LambdaContext())


def passwords_in(answer: dict[str, Any]) -> int:
    return len(re.findall(r"[a-z]{4}-[a-z]{4}-[a-z]{4}", answer["body"]))


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
    assert passwords_in(shown) == 1
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


def crowd(asks: Sequence[Callable[[], dict[str, Any]]]) -> list[dict[str, Any]]:
    """What one person who asks for all of these screens at once is answered."""
    apps = [import_module(handler.__module__).app for handler, _, _ in SCREENS.values()]
    with workers_taking_turns(*apps) as answered, ThreadPoolExecutor(40) as workers:
        return list(workers.map(answered, asks))


def all_screens(requests: int) -> Sequence[Callable[[], dict[str, Any]]]:
    """Every kind of screen, in no order; of forty, one is a table of pupils and one of guests."""
    ones = [screen for screen in SCREENS if "table" not in screen]
    tables = [screen for screen in SCREENS if "table" in screen]
    asks: list[Callable[[], dict[str, Any]]] = [
        partial(show, tables[n % 40] if n % 40 < len(tables) else ones[n % len(ones)], reset=target)
        for n, target in zip(range(requests), cycle(RESET), strict=False)
    ]
    random.Random(13).shuffle(asks)
    return asks


@pytest.fixture
def full_school(cloud: Table, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Tables of 50 pupils and 20 guests who all have a temporary password; 400 displays a day."""
    monkeypatch.setenv("DISPLAY_BUDGET", str(LARGE_LIMIT))
    pupils = [a_student(account=notified(an_account(account_id=AccountId(each)))) for each in RESET]
    accounts = [an_account(account_id=account_id(100 + n), uai=BOVARY) for n in range(19)]
    guests = [a_student(account=notified(each), host_schools=(RODIN,)) for each in accounts]
    store_students(cloud, [*pupils, *guests])
    for guest in guests:
        store_pointer(cloud, RODIN, guest)
    return clock


def resets_traced() -> int:
    found = boto3.client("dynamodb").scan(TableName="accounts")["Items"]
    return sum(each["PK"]["S"].startswith(f"{RODIN}#AUDIT#") for each in found)


@pytest.mark.usefixtures("full_school")
@pytest.mark.promise("P13")
def test_of_all_screens_asked_for_at_once_not_one_passes_the_limit(
    opened: list[str], figure: Found
) -> None:
    asks = all_screens(at_size(full=2000, quick=240))
    answers = crowd(asks)
    shown = [answer for answer in answers if answer["statusCode"] == 200]
    assert {answer["statusCode"] for answer in answers} == {200, 429}
    passwords = [passwords_in(answer) for answer in shown]
    assert {50, 20, 1} <= set(passwords)
    # Counted first: a reset that another of the same pupil has overtaken shows nothing.
    overtaken = passwords.count(0)
    assert len(opened) == sum(passwords) == LARGE_LIMIT - overtaken
    [day] = days()
    assert day["displayed"] == LARGE_LIMIT
    assert day["reset"] - overtaken == resets_traced() > 0
    figure(len(asks), "screens asked for at once")


@pytest.fixture
def naive_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """The naive way: read the count, compare, then write; others come in between."""
    update = Table.update

    def read_then_write(table: Table, pk: str, sk: str, **request: Any) -> Item:
        if not pk.startswith("STAFF_DAY#"):
            return update(table, pk, sk, **request)
        del request["ConditionExpression"]
        room = int(request["ExpressionAttributeValues"].pop(":room")["N"])
        found = table.get(pk, sk) or {"displayed": {"N": "0"}}
        if int(found["displayed"]["N"]) > room:
            return {"displayed": {"N": "0"}, "reset": {"N": "0"}}
        return update(table, pk, sk, **request)

    monkeypatch.setattr(Table, "update", read_then_write)


@pytest.mark.usefixtures("full_school", "naive_count")
@pytest.mark.twin("P13")
def test_reading_the_count_and_then_writing_it_is_seen_to_pass_the_limit() -> None:
    crowd(all_screens(200))
    [day] = days()
    assert day["displayed"] > LARGE_LIMIT


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
    for _ in range(3):
        assert show()["statusCode"] == 200
    assert metrics(capsys.readouterr().out) == [metric("StaffShownManyPasswords")]


@pytest.mark.usefixtures("clock")
def test_half_of_the_budget_is_told_when_it_is_passed_by_many_at_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    all_but(LIMIT // 2 + 1)
    answers = crowd([show] * 40)
    assert [answer["statusCode"] for answer in answers].count(200) == LIMIT // 2 + 1
    [told, *again] = metrics(capsys.readouterr().out)
    assert told == metric("StaffShownManyPasswords")
    assert all(each == told for each in again)


@contextmanager
def first_reply_lost() -> Iterator[None]:
    """The count is made, its answer never comes, and the client asks again."""
    times = iter([True])

    def lose(response: Any, operation: Any, **_: Any) -> Any:
        lost = operation.name == "UpdateItem" and response is not None and next(times, False)
        return 0.0 if lost else None

    events = aws.dynamodb_client().meta.events
    events.register_first("needs-retry", lose)
    try:
        yield
    finally:
        events.unregister("needs-retry", lose)


@pytest.mark.usefixtures("clock")
def test_half_of_the_budget_is_told_when_the_reply_to_its_count_is_lost(
    capsys: pytest.CaptureFixture[str],
) -> None:
    all_but(LIMIT // 2 + 1)
    with first_reply_lost():
        assert show()["statusCode"] == 200
    assert days() == [{"displayed": LIMIT // 2 + 1, "reset": 0}], "counted twice"
    assert metrics(capsys.readouterr().out) == [metric("StaffShownManyPasswords")]
    assert show()["statusCode"] == 200
    assert metrics(capsys.readouterr().out) == []


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
