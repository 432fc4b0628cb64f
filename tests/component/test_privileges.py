"""What a function asks of AWS that only some requests need, and what its role would refuse."""

import importlib
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders

from functions.operation_sweeper.handler import lambda_handler as sweep
from functions.schools.handler import lambda_handler as schools
from functions.settings import handler as settings
from functions.usernames.handler import lambda_handler as usernames
from shared.adapters import aws
from shared.adapters.dynamodb import account_writes, keys
from shared.adapters.dynamodb.provider_events import put_event
from shared.adapters.dynamodb.table import Table
from shared.api import adapters
from shared.domain.audit import AccountTrace
from shared.domain.provider_events import ProviderEvent, ProviderEventKind
from tests.component.clock import NOW, Clock
from tests.component.conftest import LambdaContext, get, http_event
from tests.factories import (
    RODIN,
    a_school,
    a_student,
    account_id,
    store_school,
    store_students,
)
from tests.privileges.calls import traces_replaced
from tests.privileges.grants import Grant, Need, granted
from tests.privileges.watch import Watch

ORIGIN = Grant("secretsmanager:GetSecretValue", "OriginSecret")
BEHIND_CLOUDFRONT = sorted(name for name, grants in granted().items() if ORIGIN in grants)
SELECTION = {"population": "students", "selection": {"criteria": {}}}
CONTEXT = LambdaContext()
URL = "https://ent.exemple.fr"

PATHS = {
    "schools": "/me",
    "search": f"/schools/{RODIN}/students",
    "account_detail": f"/schools/{RODIN}/students/{account_id(1)}",
    "guardians": f"/schools/{RODIN}/guardians",
    "troubleshooting": f"/schools/{RODIN}/troubleshooting/students",
    "account_history": f"/schools/{RODIN}/accounts/{account_id(1)}/history",
    "operations": f"/schools/{RODIN}/operations",
    "usernames": f"/schools/{RODIN}/username-changes",
    "statistics": f"/schools/{RODIN}/statistics",
    "settings": f"/schools/{RODIN}/settings",
}
POSTED: dict[str, tuple[str, Any]] = {
    "notify": (f"/schools/{RODIN}/notifications", {**SELECTION, "preview": True}),
    "reset": (f"/schools/{RODIN}/password-resets", {**SELECTION, "preview": True}),
    "list_export": (f"/schools/{RODIN}/account-lists", {**SELECTION, "format": "csv"}),
    "operation_download": (f"/schools/{RODIN}/operations/{'0' * 24}/download", None),
}


@pytest.mark.parametrize("name", BEHIND_CLOUDFRONT)
def test_an_address_that_cloudfront_gives_is_believed_on_the_secrets_word(
    cloud: Table, watch: Watch, name: str
) -> None:
    store_school(cloud, a_school(uai=RODIN))
    handler = importlib.import_module(f"functions.{name}.handler").lambda_handler
    path, body = POSTED.get(name) or (PATHS[name], None)
    method = "POST" if name in POSTED else "GET"

    headers = {"x-viewer-address": "198.51.100.7", "x-origin-secret": "origin-secret"}

    answer = handler(http_event(method, path, body=body, headers=headers, amr=None), CONTEXT)

    assert (name, ORIGIN) in watch.used
    assert json.loads(answer["body"]).get("code") != "second_factor_required"


def test_an_address_is_looked_at_by_the_function_that_may_do_nothing_else(
    cloud: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_school(cloud, a_school(uai=RODIN))
    monkeypatch.setenv("ADDRESS_CHECK_FUNCTION", "address-check:live")
    monkeypatch.setattr(adapters, "datetime", Clock())
    settings._checker.cache_clear()  # noqa: SLF001  kept for a worker's life

    def answer(**_: Any) -> Any:
        return AWSResponse("", 200, HTTPHeaders(), _Body(json.dumps({"failure": None}).encode()))

    aws.lambda_client().meta.events.register_first("before-send.lambda.Invoke", answer)
    path = f"/schools/{RODIN}/settings/students/address"

    def asked(method: str, path: str, body: Any = None) -> dict[str, Any]:
        answer = settings.lambda_handler(http_event(method, path, body=body), CONTEXT)
        told: dict[str, Any] = json.loads(answer["body"])
        return told

    asked("PUT", path, {"url": URL})
    verified = asked("POST", f"{path}/verification")

    settings._checker.cache_clear()  # noqa: SLF001  same
    assert (verified["url"], verified["verified"], verified["failure"]) == (URL, True, None)


class _Body(io.BytesIO):
    """An answer's body as botocore reads it."""

    def stream(self, **_: Any) -> list[bytes]:
        return [self.read()]


def test_what_a_night_that_was_cut_left_untold_is_told_within_the_minute(
    cloud: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapters, "datetime", Clock())
    event = ProviderEvent(
        "e1",
        ProviderEventKind.ACCOUNT_ERASED,
        NOW - timedelta(hours=12),
        account_id(1),
        "e.leve1",
    )
    cloud.put(put_event(RODIN, event)["Put"]["Item"])

    assert sweep({}, CONTEXT) == {"resumed": 0, "swept": 0, "told": 1}
    assert list(cloud.query(keys.provider_events(RODIN))) == []
    assert sweep({}, CONTEXT) == {"resumed": 0, "swept": 0, "told": 0}


def _watched_as(grants: dict[str, frozenset[Grant]], monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Another watch, with the roles that a test gives."""
    watch = Watch(grants)
    monkeypatch.setattr(aws, "Session", watch.session)
    for made in (*vars(aws).values(), *vars(adapters).values()):
        if hasattr(made, "cache_clear"):
            made.cache_clear()
    return watch


@pytest.mark.twin("P23")
def test_a_role_with_one_right_too_few_is_caught(
    cloud: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_school(cloud, a_school(uai=RODIN))
    path = f"/schools/{RODIN}"
    whole = dict(granted())
    enough = _watched_as(whole, monkeypatch)
    get(schools, path)
    assert enough.used
    assert enough.refused == set()

    _, right = max(enough.used)
    short = _watched_as({**whole, "schools": whole["schools"] - {right}}, monkeypatch)
    get(schools, path)

    assert {(name, need.action) for name, need in short.refused} == {("schools", right.action)}


@pytest.mark.twin("P23")
def test_a_right_on_other_partitions_is_too_few(
    cloud: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_school(cloud, a_school(uai=RODIN))
    elsewhere = frozenset(
        Grant(each.action, each.resource, "????????#STUDENTS") for each in granted()["schools"]
    )
    watch = _watched_as({**granted(), "schools": elsewhere}, monkeypatch)

    get(schools, f"/schools/{RODIN}")

    assert (
        "schools",
        Need("dynamodb:GetItem", "AccountsTable", f"{RODIN}#SCHOOL"),
    ) in watch.refused


@pytest.mark.twin("P16")
@pytest.mark.parametrize("condition", [None, "attribute_not_exists(PK) OR version = :read"])
def test_a_trace_that_is_put_whatever_is_there_is_caught(
    cloud: Table, monkeypatch: pytest.MonkeyPatch, condition: str | None
) -> None:
    student = a_student(account_id=account_id(1), username="c.lefebvre", family_name="Lefèvre")
    store_students(cloud, [student])
    monkeypatch.setattr(adapters, "datetime", Clock())
    once = account_writes.put_trace

    def put_again(trace: AccountTrace) -> dict[str, Any]:
        put = {"Item": once(trace)["Put"]["Item"]}
        return {"Put": put if condition is None else {**put, "ConditionExpression": condition}}

    monkeypatch.setattr(account_writes, "put_trace", put_again)
    watch = _watched_as(dict(granted()), monkeypatch)
    path = f"/schools/{RODIN}/accounts/{account_id(1)}/username-change"

    usernames(http_event("PUT", path), CONTEXT)

    assert watch.replaced == {("usernames", f"{RODIN}#AUDIT#{account_id(1)}")}


@pytest.mark.twin("P16")
def test_a_trace_put_alone_is_looked_at_as_well() -> None:
    row = {"PK": {"S": f"{RODIN}#AUDIT"}, "SK": {"S": "1"}}
    once = {"Item": row, "ConditionExpression": "attribute_not_exists(PK)"}

    assert list(traces_replaced({"Item": row})) == [f"{RODIN}#AUDIT"]
    assert list(traces_replaced(once)) == []
    assert list(traces_replaced({"TransactItems": [{"Put": once}]})) == []
