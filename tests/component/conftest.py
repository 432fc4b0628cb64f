"""Handlers run on a pretend AWS: the table is the template's own."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any
from urllib.parse import urlencode

import boto3
import botocore.session
import pytest
from aws_lambda_powertools.utilities.typing import LambdaContext as PowertoolsContext
from moto import mock_aws

from shared import config as configuration
from shared.adapters import aws, secret_values
from shared.adapters.dynamodb.table import Table
from shared.api import adapters, night, vault, worker
from tests.component.quick_transactions import tables_copied_once
from tests.privileges.shown import note, witnessed
from tests.privileges.watch import Watch
from tests.template import table_definition

ADMINISTRATION = "administration:0450822X administration:0450801A"


_REMEMBERING = (configuration, aws, secret_values, adapters, night, vault, worker)


def cold_start() -> None:
    """Drop what was made earlier: clients and repositories are kept for a worker's life."""
    for module in _REMEMBERING:
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def service_models_read_once() -> Iterator[None]:
    """Each pretend AWS has a session of its own, which would read megabytes of models again."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(botocore.session, "create_loader", cache(botocore.session.create_loader))
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_transactions() -> Iterator[None]:
    with tables_copied_once():
        yield


@pytest.fixture(scope="session", autouse=True)
def watch() -> Iterator[Watch]:
    """Hears what the functions ask of AWS."""
    made = Watch()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(aws, "Session", made.session)
        aws.session.cache_clear()
        yield made
    aws.session.cache_clear()


@pytest.fixture(autouse=True)
def within_its_role(request: pytest.FixtureRequest, watch: Watch) -> Iterator[None]:
    """A function asks for nothing that its role refuses, and for all that its test is to show."""
    watch.begin()
    yield
    assert watch.refused == set(), "refused by the function's role in template.yaml"
    assert watch.replaced == set(), "a trace is put where there is none yet, and stays as it is"
    missing = witnessed(request.node.nodeid) - watch.uses
    assert missing == set(), "not used here any more: `make privileges` looks for another test"
    if not getattr(request.function, "is_hypothesis_test", False):  # what it does depends on chance
        note(request.node.nodeid, watch.uses)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        shown = witnessed(item.nodeid)
        if shown:
            item.add_marker(pytest.mark.promise("P23"))
        if any("PutItem" in use and "#AUDIT" in use for _function, use in shown):
            item.add_marker(pytest.mark.promise("P16"))


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[Table]:
    """An empty stack; yields its table."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-3")
    with mock_aws():
        queue = boto3.client("sqs").create_queue(QueueName="operations")["QueueUrl"]
        key = boto3.client("kms").create_key()["KeyMetadata"]["Arn"]
        secrets = boto3.client("secretsmanager")
        cursor = secrets.create_secret(Name="cursor-key", SecretString="c" * 64)["ARN"]
        origin = secrets.create_secret(Name="origin", SecretString="origin-secret")["ARN"]
        for bucket in ("letters", "rosters"):
            boto3.client("s3").create_bucket(
                Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"}
            )
        boto3.client("events").create_event_bus(Name="account-events")
        boto3.client("dynamodb").create_table(TableName="accounts", **table_definition())
        environment = {
            "TABLE_NAME": "accounts",
            "DOCUMENTS_BUCKET": "letters",
            "ROSTER_BUCKET": "rosters",
            "OPERATIONS_QUEUE_URL": queue,
            "KMS_KEY_ID": key,
            "CURSOR_KEY_SECRET_ARN": cursor,
            "ORIGIN_SECRET_ARN": origin,
            "STUDENT_PORTAL_URL": "https://educonnect.education.gouv.fr",
            "GUARDIAN_PORTAL_URL": "https://teleservices.education.gouv.fr",
            "MAIL_SENDER": "ne-pas-repondre@example.org",
            "MAIL_CONFIGURATION_SET": "guardians",
            "ADMIN_NETWORKS": "198.51.100.0/24",
            "NIGHT_QUEUE_URL": boto3.client("sqs").create_queue(QueueName="night")["QueueUrl"],
            "PROVIDER_BUS_NAME": "account-events",
            "DISPLAY_BUDGET": "1000",
            "UNUSUAL_RESETS": "500",
        }
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        cold_start()
        yield Table("accounts")
        cold_start()


class LambdaContext(PowertoolsContext):
    """What Lambda tells a function about its run; the time left is the test's to say."""

    def __init__(self, remaining_ms: Callable[[], int] = lambda: 60_000) -> None:
        self._function_name = "test"
        self._memory_limit_in_mb = 1024
        self._invoked_function_arn = "arn:aws:lambda:eu-west-3:123456789012:function:test"
        self._aws_request_id = "00000000-0000-0000-0000-000000000000"
        self._remaining_ms = remaining_ms

    def get_remaining_time_in_millis(self) -> int:  # type: ignore[override]  # theirs is static
        return self._remaining_ms()


@pytest.fixture
def lambda_context() -> LambdaContext:
    return LambdaContext()


def http_event(
    method: str,
    path: str,
    *,
    query: dict[str, Any] | None = None,
    body: Any = None,
    access: str = ADMINISTRATION,
    amr: str | None = "[pwd otp]",
    headers: dict[str, str] | None = None,
    source_ip: str = "203.0.113.9",
) -> dict[str, Any]:
    """What API Gateway hands over (payload 2.0), its JWT authorizer having said yes."""
    raw_query = urlencode(query or {}, doseq=True)
    claims = {
        "sub": "staff-1",
        "name": "Camille Secrétaire",
        "exp": "4102444800",
        "educonnect_access": access,
    }
    if amr is not None:
        claims["amr"] = amr
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": f"/api{path}",
        "rawQueryString": raw_query,
        "headers": {"content-type": "application/json", **(headers or {})},
        "requestContext": {
            "requestId": "request-1",
            "stage": "$default",
            "http": {"method": method, "path": f"/api{path}", "sourceIp": source_ip},
            "authorizer": {"jwt": {"claims": claims, "scopes": None}},
        },
        "body": None if body is None else json.dumps(body),
        "isBase64Encoded": False,
    }


def get(
    handler: Callable[[dict[str, Any], Any], dict[str, Any]], path: str, **more: Any
) -> dict[str, Any]:
    """What GET answers: its `status_code`, then the fields of its body."""
    answer = handler(http_event("GET", path, **more), LambdaContext())
    return {"status_code": answer["statusCode"], **json.loads(answer["body"])}
