"""The identity provider checks temporary passwords: what it is told, and how often it may ask."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Barrier
from typing import Any

import boto3
import pytest

from functions.credential_check import handler
from functions.credential_check.handler import lambda_handler
from shared.adapters import aws
from shared.adapters.dynamodb.table import Table
from shared.adapters.dynamodb.usernames import register_action
from shared.adapters.encryption.password_comparison import PasswordComparison
from shared.adapters.encryption.password_sealer import PasswordSealer
from shared.api import adapters, vault
from shared.api.background import BackgroundFailureError
from shared.domain.account import Account, AccountAction, AccountStatus
from shared.domain.person import Student
from tests.component.clock import NOW, Clock
from tests.component.conftest import LambdaContext
from tests.component.operations.interference import counted, one_call_at_a_time
from tests.factories import a_student, account_id, an_account, store_students
from tests.promises.campaign import Found

USERNAME, PASSWORD, OTHER = "c.lefevre", "bdfkmprtxznc", "bdfkmprtxznd"
ACCEPTED = {"result": "ACCEPTED", "account_id": account_id(1), "must_change": True}
REFUSED = {"result": "REFUSED"}


@pytest.fixture
def clock(cloud: Table, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    """A pupil of whom `PASSWORD` is the temporary password since now."""
    made = Clock()
    monkeypatch.setattr(adapters, "datetime", made)
    monkeypatch.setattr(handler, "ANSWER_AFTER_SECONDS", 0)
    handler._comparison.cache_clear()  # noqa: SLF001  kept for a worker's life
    keep(cloud, given(an_account(account_id=account_id(1), username=USERNAME), PASSWORD))
    yield made
    handler._comparison.cache_clear()  # noqa: SLF001  same


def given(account: Account, password: str, at: datetime = NOW) -> Account:
    sealed = vault.password_sealer().seal(account, password)
    vault.password_sealer.cache_clear()  # it was sealed by another function
    return account.with_new_password(AccountAction.RESET, sealed, at=at)


def keep(table: Table, account: Account) -> Student:
    student = a_student(account=account)
    store_students(table, [student])
    table.put(register_action(account, "students")["Put"]["Item"])
    return student


def check(username: str = USERNAME, password: str = PASSWORD) -> dict[str, Any]:
    answer: dict[str, Any] = lambda_handler(
        {"username": username, "password": password}, LambdaContext()
    )
    return answer


def fail(times: int, username: str = USERNAME) -> list[str]:
    return [str(check(username, OTHER)["result"]) for _ in range(times)]


def locked(until: datetime) -> dict[str, Any]:
    return {"result": "LOCKED", "retry_at": until.isoformat()}


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    "typed",
    [
        "bdfkmprtxznc",
        "bdfk-mprt-xznc",
        "BDFK-MPRT-XZNC",
        " bdfk mprt xznc\n",
        "bdfk‑mprt–xznc",
        "bdfk\u00a0mprt\u202fxznc",
        "ｂｄｆｋmprtxznc",
    ],
)
def test_the_password_is_known_however_it_is_typed(typed: str) -> None:
    assert check(password=typed) == ACCEPTED
    assert check(" C.LeFevre ", typed) == ACCEPTED


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    "typed",
    ["", "-", OTHER, PASSWORD[:-1], PASSWORD + "b", "\ud800" + PASSWORD, "é" * 12, "b" * 100_000],
)
def test_any_other_password_is_refused(typed: str) -> None:
    assert check(password=typed) == REFUSED


def standings() -> dict[str, Account]:
    """Accounts that have no password to check."""
    return {
        "n.otified": an_account(username="n.otified"),
        "a.ctivated": an_account(username="a.ctivated", status=AccountStatus.ACTIVATED),
        "a.ctivating": an_account(username="a.ctivating", status=AccountStatus.ACTIVATING),
    }


STRANGERS = ["n.obody", "", "x", "c.lefevre'", "C.LEFEVRE#", "é.té", "\ud800", "z" * 100_000]


def test_whoever_has_no_password_to_check_answers_as_one_who_does_not_exist(
    cloud: Table, clock: Clock
) -> None:
    for account in standings().values():
        keep(cloud, account)
    for username in (*standings(), *STRANGERS):
        for _ in range(5):
            assert check(username) == REFUSED, username[:20]
        assert check(username) == locked(clock.at + timedelta(minutes=15)), username[:20]
    assert fail(5) == ["REFUSED"] * 5
    assert check() == locked(clock.at + timedelta(minutes=15))


def test_an_account_activated_since_is_refused_even_if_its_ciphertext_were_left(
    cloud: Table, clock: Clock
) -> None:
    account = given(an_account(account_id=account_id(7), username="o.ld"), PASSWORD, clock.at)
    keep(cloud, replace(account, status=AccountStatus.ACTIVATED))
    assert check("o.ld") == REFUSED


def test_an_old_username_is_refused_for_ever(cloud: Table, clock: Clock) -> None:
    account = given(an_account(account_id=account_id(1), username=USERNAME), PASSWORD, clock.at)
    renamed = replace(account, username="c.martin")
    keep(cloud, renamed)
    assert check(USERNAME) == REFUSED
    assert check("c.martin") == ACCEPTED


def test_an_expired_password_is_told_to_whoever_types_it_and_to_nobody_else(clock: Clock) -> None:
    clock.at = datetime(2027, 2, 23, 8, 59, 59, tzinfo=UTC)
    assert check() == ACCEPTED
    clock.pass_by(seconds=1)
    assert check() == {"result": "EXPIRED", "account_id": account_id(1)}
    assert check(password=OTHER) == REFUSED


def test_an_expired_password_that_the_night_has_forgotten_is_any_other(
    cloud: Table, clock: Clock
) -> None:
    account = given(an_account(account_id=account_id(1), username=USERNAME), PASSWORD)
    keep(cloud, account.without_password())
    clock.at = datetime(2027, 2, 24, 9, tzinfo=UTC)
    assert check() == REFUSED


def test_five_failures_lock_whatever_is_typed_and_longer_each_time(clock: Clock) -> None:
    for minutes in (15, 60, 240, 960):
        assert fail(5) == ["REFUSED"] * 5
        until = clock.at + timedelta(minutes=minutes)
        assert check() == locked(until)
        assert check(password=OTHER) == locked(until)
        clock.at = until - timedelta(milliseconds=1)
        assert check() == locked(until)
        clock.at = until
    assert check() == ACCEPTED


def test_a_success_clears_the_count(clock: Clock) -> None:
    for _ in range(4):
        assert fail(4) == ["REFUSED"] * 4
        assert check() == ACCEPTED
        clock.pass_by(seconds=1)


def test_a_reset_starts_afresh_for_the_password_it_gives(cloud: Table, clock: Clock) -> None:
    fail(5)
    assert check()["result"] == "LOCKED"
    account = an_account(account_id=account_id(1), username=USERNAME, generation=1)
    keep(cloud, given(account, "zzzbbbdddfff", clock.at))
    assert check() == REFUSED
    assert check(password="zzz-bbbd-ddfff") == ACCEPTED


@pytest.mark.usefixtures("clock")
@pytest.mark.promise("P13")
def test_of_two_hundred_guesses_at_once_no_more_than_five_are_looked_at(
    monkeypatch: pytest.MonkeyPatch, figure: Found
) -> None:
    opened = seen_by(monkeypatch)
    with one_call_at_a_time(), ThreadPoolExecutor(40) as crowd:
        answers = list(crowd.map(lambda _: check(password=OTHER)["result"], range(200)))
    assert len(opened) == 5
    assert {each: answers.count(each) for each in answers} == {"REFUSED": 5, "LOCKED": 195}
    assert check()["result"] == "LOCKED"
    figure(len(answers), "guesses at once of a temporary password")


def seen_by(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The guesses that are compared with a password."""
    opened: list[str] = []
    matches = PasswordComparison.matches

    def noted(self: PasswordComparison, account: Account | None, typed: str) -> bool:
        opened.append(typed)
        return matches(self, account, typed)

    monkeypatch.setattr(PasswordComparison, "matches", noted)
    return opened


def writing_without_a_condition() -> Callable[..., None]:
    """The naive write: the count as it was read, plus one, whatever is there by then.

    The first ten to come have all read before any of them writes.
    """
    ten, ranks = Barrier(10), count()

    def update(table: Table, pk: str, sk: str, **request: Any) -> None:
        if next(ranks) < ten.parties:
            ten.wait(timeout=60)
        del request["ConditionExpression"]
        for name in (":known", ":known_last"):
            request["ExpressionAttributeValues"].pop(name, None)
        key = {"PK": {"S": pk}, "SK": {"S": sk}}
        table._client.update_item(TableName=table.name, Key=key, **request)  # noqa: SLF001  twin

    return update


@pytest.mark.usefixtures("clock")
@pytest.mark.twin("P13")
def test_counting_without_a_condition_is_seen_to_let_more_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened = seen_by(monkeypatch)
    monkeypatch.setattr(Table, "update", writing_without_a_condition())
    with one_call_at_a_time(), ThreadPoolExecutor(40) as crowd:
        list(crowd.map(lambda _: check(password=OTHER), range(200)))
    assert len(opened) >= 10


@pytest.mark.usefixtures("clock")
def test_a_known_username_and_an_unknown_one_cost_the_same_calls() -> None:
    check()  # the school's data key is in memory, as it is for five minutes after each use
    with counted(aws.dynamodb_client()) as known:
        check(password=OTHER)
    with counted(aws.dynamodb_client()) as unknown:
        check("n.obody", OTHER)
    assert known == unknown == ["GetItem", "GetItem", "GetItem", "UpdateItem"]


@pytest.mark.usefixtures("clock")
def test_no_answer_comes_sooner_than_the_slowest_usual_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(handler, "ANSWER_AFTER_SECONDS", 1000)
    monkeypatch.setattr(time, "sleep", slept.append)
    for username in (USERNAME, "n.obody"):
        check(username)
    assert [990 < each <= 1000 for each in slept] == [True, True]


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    "event",
    [
        {},
        {"username": USERNAME},
        {"password": PASSWORD},
        {"username": USERNAME, "password": None},
        {"username": [USERNAME], "password": PASSWORD},
        {"username": USERNAME, "password": PASSWORD, "status": "NOTIFIED"},
    ],
)
def test_a_request_of_another_shape_is_an_error_that_says_nothing(event: dict[str, Any]) -> None:
    with pytest.raises(BackgroundFailureError) as raised:
        lambda_handler(event, LambdaContext())
    assert str(raised.value) == "ValidationError"
    assert raised.value.__cause__ is None


@pytest.mark.usefixtures("clock")
def test_neither_the_username_nor_the_password_is_logged_or_kept(
    caplog: pytest.LogCaptureFixture,
) -> None:
    before = boto3.client("dynamodb").scan(TableName="accounts")["Items"]
    for username in (USERNAME, "n.obody"):
        for password in (PASSWORD, OTHER):
            check(username, password)
    with pytest.raises(BackgroundFailureError):
        lambda_handler({"username": USERNAME, "password": PASSWORD, "x": 1}, LambdaContext())
    logged = str([vars(record) for record in caplog.records])
    assert account_id(1) in logged
    after = boto3.client("dynamodb").scan(TableName="accounts")["Items"]
    counts = [item for item in after if item not in before]
    assert len(counts) == 2
    for word in ("lefevre", "obody", PASSWORD, OTHER):
        assert word not in logged
        assert word not in str(counts)


def test_a_count_goes_a_day_after_its_last_failure(cloud: Table, clock: Clock) -> None:
    fail(1)
    [item] = [
        each
        for each in boto3.client("dynamodb").scan(TableName=cloud.name)["Items"]
        if each["PK"]["S"].startswith("SIGN_IN#")
    ]
    day_later = int((clock.at + timedelta(hours=24)).timestamp())
    assert int(item["expires_at"]["N"]) - day_later in {0, 1}


@pytest.mark.usefixtures("clock")
def test_a_decoy_is_opened_for_whoever_has_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Account] = []
    open_sealed = PasswordSealer.open

    def noted(self: PasswordSealer, account: Account) -> str:
        opened.append(account)
        return open_sealed(self, account)

    monkeypatch.setattr(PasswordSealer, "open", noted)
    comparison = PasswordComparison(vault.password_sealer())
    assert not comparison.matches(None, PASSWORD)
    assert not comparison.matches(standings()["n.otified"], PASSWORD)
    assert opened == []
