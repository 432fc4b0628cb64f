"""What `template.yaml` must keep true: rights, queues, encryption, routes."""

import inspect
import re
from collections.abc import Callable, Iterator
from datetime import date
from fnmatch import fnmatchcase
from typing import Any

import pytest
from openapi_spec_validator import validate

from functions.nightly import handler as nightly
from infra.openapi import openapi
from shared.adapters.dynamodb import keys
from shared.api.observability import METRICS_NAMESPACE, SERVICE
from shared.domain.identifiers import AccountId, OperationId, Uai
from shared.domain.staff_day import Excess
from shared.usecases.troubleshoot_students import MOST_ROWS
from tests.privileges.grants import many, on_aws
from tests.promises.campaign import Found
from tests.template import template

RESOURCES: dict[str, Any] = template()["Resources"]


def _of_type(kind: str) -> dict[str, Any]:
    return {n: r.get("Properties", {}) for n, r in RESOURCES.items() if r["Type"] == kind}


FUNCTIONS = _of_type("AWS::Serverless::Function")
QUEUES = _of_type("AWS::SQS::Queue")
ALARMS = _of_type("AWS::CloudWatch::Alarm")
MAPPINGS = _of_type("AWS::Lambda::EventSourceMapping")
_TABLE = "AccountsTable.Arn"
_RODIN = Uai("0450822X")
DEFAULT_TIMEOUT = template()["Globals"]["Function"]["Timeout"]


def _statements(function: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for policy in function["Policies"]:
        yield from policy["Statement"]


def _actions(statement: dict[str, Any]) -> list[str]:
    return many(on_aws(statement["Action"]))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_has_a_role_and_a_log_group_with_retention_of_its_own(name: str) -> None:
    function = FUNCTIONS[name]
    assert "Role" not in function, "SAM makes one role per function"
    group = function["LoggingConfig"]["LogGroup"]["Ref"]
    assert RESOURCES[group]["Properties"]["RetentionInDays"] == {"Ref": "LogRetentionDays"}
    sharing = [n for n, f in FUNCTIONS.items() if f["LoggingConfig"]["LogGroup"]["Ref"] == group]
    assert sharing == [name]


def test_only_functions_that_show_make_or_check_passwords_may_use_the_key() -> None:
    using = {
        name: sorted(a for s in _statements(f) for a in _actions(s) if a.startswith("kms:"))
        for name, f in FUNCTIONS.items()
    }
    assert {name: actions for name, actions in using.items() if actions} == {
        "AccountDetailFunction": ["kms:Decrypt"],
        "CredentialCheckFunction": ["kms:Decrypt"],
        "GuardiansFunction": ["kms:Decrypt"],
        "NotifyFunction": ["kms:Decrypt", "kms:GenerateDataKey"],
        "OperationDownloadFunction": ["kms:Decrypt"],
        "OperationWorkerFunction": ["kms:Decrypt", "kms:GenerateDataKey"],
        "ResetFunction": ["kms:Decrypt", "kms:GenerateDataKey"],
        "TroubleshootingFunction": ["kms:Decrypt"],
    }


_STUDENTS_ONLY: dict[str, list[Callable[[Uai], str]]] = {
    "SearchFunction": [keys.students, keys.external_students, keys.school],
    "TroubleshootingFunction": [
        *(keys.students, keys.external_students, keys.school, keys.data_keys),
    ],
    "AccountDetailFunction": [
        *(keys.students, keys.external_students, keys.school, keys.data_keys, keys.addresses),
    ],
}
"""What a caller of the troubleshooting module reaches for reading, and what it may read."""

_PARTITIONS = [
    getattr(keys, name)(_RODIN)
    for name in (
        *("school", "students", "external_students", "guardians", "addresses", "data_keys"),
        *("operations", "operation_audit", "idempotency", "imports"),
    )
] + [
    keys.account_audit(_RODIN, AccountId("STUDENTS")),
    keys.operation_rows(_RODIN, OperationId("0" * 24)),
    *(place[0] for place in (keys.username("e.students"), keys.ine("071234567AB"))),
    keys.IMPORT_JOBS,
    keys.staff_day("0" * 64, date(2026, 11, 23))[0],
]

_COUNTING = "dynamodb:UpdateItem"
_SOME_KEY = {"dynamodb:LeadingKeys": "false"}
"""Under Null; ForAllValues holds of a request without keys (a scan)."""


def _keys_matched(statement: dict[str, Any]) -> set[str]:
    """The partitions that a statement's condition on AWS lets through."""
    condition, deployed, elsewhere = statement["Condition"]["Fn::If"]
    assert (condition, elsewhere) == ("OnAws", {"Ref": "AWS::NoValue"})
    assert deployed["Null"] == _SOME_KEY
    assert deployed.keys() == {"Null", "ForAllValues:StringLike"}
    patterns = deployed["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
    return {key for key in _PARTITIONS if any(fnmatchcase(key, p) for p in patterns)}


@pytest.mark.promise("P23")
def test_what_holds_of_all_keys_refuses_a_request_without_any() -> None:
    conditions = [
        on_aws(statement.get("Condition", {}))
        for function in FUNCTIONS.values()
        for statement in _statements(function)
    ]
    on_all_keys = [each for each in conditions if "ForAllValues:StringLike" in each]
    assert on_all_keys
    assert [each for each in on_all_keys if each.get("Null") != _SOME_KEY] == []


def _on_the_table(name: str) -> list[dict[str, Any]]:
    return [s for s in _statements(FUNCTIONS[name]) if s["Resource"] == {"Fn::GetAtt": _TABLE}]


@pytest.mark.parametrize("name", _STUDENTS_ONLY)
def test_a_function_that_troubleshooting_reads_through_can_read_no_guardian(name: str) -> None:
    reading = [s for s in _on_the_table(name) if _actions(s) != [_COUNTING]]
    readable = set[str]().union(*map(_keys_matched, reading))
    assert readable == {partition(_RODIN) for partition in _STUDENTS_ONLY[name]}
    assert {action for statement in reading for action in _actions(statement)} <= {
        *("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"),
    }


def test_what_only_displays_passwords_may_count_them_and_write_nothing_else() -> None:
    of_a_day = {key for key in _PARTITIONS if key.startswith("STAFF_DAY#")}
    for name in ("AccountDetailFunction", "GuardiansFunction", "TroubleshootingFunction"):
        [counting] = [s for s in _on_the_table(name) if _COUNTING in _actions(s)]
        assert _actions(counting) == [_COUNTING]
        assert _keys_matched(counting) == of_a_day


def test_whoever_displays_passwords_or_makes_many_has_the_limits_of_a_day() -> None:
    limited = {
        name
        for name, function in FUNCTIONS.items()
        if {"DISPLAY_BUDGET", "UNUSUAL_RESETS"}
        <= function.get("Environment", {}).get("Variables", {}).keys()
    }
    assert limited == {
        *("AccountDetailFunction", "GuardiansFunction", "TroubleshootingFunction"),
        *("NotifyFunction", "ResetFunction"),
    }
    budget = template()["Parameters"]["DisplayBudget"]
    assert budget["MinValue"] >= 2 * MOST_ROWS, "less would refuse a second page of a table"


_CHANGING = {
    *("dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"),
    *("dynamodb:PartiQLUpdate", "dynamodb:PartiQLDelete"),
}
_TRACES = {key for key in _PARTITIONS if "#AUDIT" in key}
_ALL_BUT_TRACES = set(_PARTITIONS) - _TRACES


def _changeable(statement: dict[str, Any]) -> set[str]:
    """The partitions whose items a statement on the table lets its function change or delete.

    One item is one key: « any that is not like » is « is not like », and no key is none.
    """
    if not _CHANGING & set(_actions(statement)):
        return set()
    deployed = on_aws(statement.get("Condition", {}))
    letting = ("ForAllValues:StringLike", "ForAnyValue:StringLike")
    assert deployed.keys() <= {"Null", *letting, "ForAnyValue:StringNotLike"}

    def like(key: str, operator: str, otherwise: list[str]) -> bool:
        patterns = deployed.get(operator, {}).get("dynamodb:LeadingKeys", otherwise)
        return any(fnmatchcase(key, pattern) for pattern in patterns)

    return {
        key
        for key in _PARTITIONS
        if all(like(key, operator, ["*"]) for operator in letting)
        and not like(key, "ForAnyValue:StringNotLike", [])
    }


@pytest.mark.promise("P16")
def test_no_function_may_change_or_delete_a_trace(figure: Found) -> None:
    changing = {
        name: set[str]().union(*map(_changeable, _on_the_table(name))) for name in FUNCTIONS
    }
    assert {name for name, partitions in changing.items() if partitions & _TRACES} == set()
    # They may change all the rest: a condition that closed more would stop the work.
    works = {name for name, partitions in changing.items() if partitions == _ALL_BUT_TRACES}
    assert {"OperationWorkerFunction", "SchoolNightFunction", "RosterImportFunction"} <= works
    figure(len(FUNCTIONS), "functions that may change no trace")


@pytest.mark.twin("P16")
def test_a_right_to_change_anything_is_seen_to_reach_the_traces() -> None:
    [changing] = [s for s in _on_the_table("SchoolNightFunction") if "Condition" in s]
    anything = {name: part for name, part in changing.items() if name != "Condition"}
    assert _changeable(anything) >= _TRACES
    assert len(_TRACES) > 1


def test_a_queue_hides_a_message_six_times_longer_than_its_function_may_run() -> None:
    assert len(MAPPINGS) == 5
    for mapping in MAPPINGS.values():
        queue = mapping["EventSourceArn"]["Fn::GetAtt"].removesuffix(".Arn")
        function = FUNCTIONS[mapping["FunctionName"]["Ref"].removesuffix(".Alias")]
        timeout = function.get("Timeout", DEFAULT_TIMEOUT)
        assert QUEUES[queue]["VisibilityTimeout"] >= 6 * timeout
        told_apart = mapping.get("FunctionResponseTypes")
        assert mapping["BatchSize"] == 1 or told_apart == ["ReportBatchItemFailures"], (
            "one message that fails must not bring the others again"
        )
        assert "RedrivePolicy" in QUEUES[queue]


def test_a_queue_s_messages_go_to_the_published_version_by_the_name_sam_gave_the_link() -> None:
    """AWS refuses a second link of a queue and a function: under another name, no update passes."""
    links = {name: each["FunctionName"]["Ref"] for name, each in MAPPINGS.items()}
    assert links == {
        "OperationWorkerFunctionOperations": "OperationWorkerFunction.Alias",
        "MailEventsFunctionMailEvents": "MailEventsFunction.Alias",
        "RosterImportFunctionRosters": "RosterImportFunction.Alias",
        "AccountEventsFunctionAccountEvents": "AccountEventsFunction.Alias",
        "SchoolNightFunctionSchools": "SchoolNightFunction.Alias",
    }


def test_every_dead_letter_queue_has_its_alarm() -> None:
    dead = {
        queue["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"].removesuffix(".Arn")
        for queue in QUEUES.values()
        if "RedrivePolicy" in queue
    }
    assert dead == QUEUES.keys() - {name for name, q in QUEUES.items() if "RedrivePolicy" in q}
    watched = {
        alarm["Dimensions"][0]["Value"]["Fn::GetAtt"].removesuffix(".QueueName")
        for alarm in ALARMS.values()
        if alarm["Namespace"] == "AWS/SQS"
        and alarm["MetricName"] == "ApproximateNumberOfMessagesVisible"
        and (alarm["Threshold"], alarm["ComparisonOperator"]) == (0, "GreaterThanThreshold")
    }
    assert watched == dead
    for alarm in ALARMS.values():
        assert alarm["AlarmActions"] == [{"Ref": "AlarmTopic"}]
    assert template()["Outputs"]["AlarmTopicArn"]["Value"] == {"Ref": "AlarmTopic"}


def test_an_alarm_looks_at_each_metric_that_is_made() -> None:
    of_the_night = set(re.findall(r'add_metric\("(\w+)"', inspect.getsource(nightly)))
    made = of_the_night | {excess.value for excess in Excess}
    ours = {
        alarm["MetricName"]: alarm
        for alarm in ALARMS.values()
        if alarm["Namespace"] == METRICS_NAMESPACE
    }
    assert ours.keys() == made
    for alarm in ours.values():
        assert alarm["Dimensions"] == [{"Name": "service", "Value": SERVICE}]
    for excess in Excess:
        judged = {name: ours[excess.value][name] for name in ("Statistic", "Threshold")}
        assert judged == {"Statistic": "Sum", "Threshold": 0}, "one member of staff is enough"
    assert ours["SchoolsSentToTheNight"]["TreatMissingData"] == "breaching", "no night, an alarm"


def test_the_night_begins_at_four_in_paris_and_what_fails_of_it_is_kept() -> None:
    function = FUNCTIONS["NightlyFunction"]
    [schedule] = [event["Properties"] for event in function["Events"].values()]
    assert schedule["ScheduleExpressionTimezone"] == "Europe/Paris"
    assert schedule["ScheduleExpression"] == "cron(0 4-6 * * ? *)"
    kept = {"Fn::GetAtt": "NightDeadLetters.Arn"}
    assert schedule["DeadLetterConfig"]["Arn"] == kept
    assert function["DeadLetterQueue"]["TargetArn"] == kept
    assert QUEUES["NightQueue"]["RedrivePolicy"]["deadLetterTargetArn"] == kept
    schools = MAPPINGS["SchoolNightFunctionSchools"]
    assert schools["EventSourceArn"] == {"Fn::GetAtt": "NightQueue.Arn"}
    assert schools["BatchSize"] == 1, "one school's failure stops no other"


def test_what_is_late_is_swept_more_than_once_an_hour() -> None:
    [schedule] = FUNCTIONS["OperationSweeperFunction"]["Events"].values()
    assert schedule["Properties"]["ScheduleExpression"] == "rate(1 minute)"


def test_the_identity_provider_alone_may_tell_of_accounts_and_check_passwords() -> None:
    provider = {"Ref": "IdentityProviderPrincipal"}
    [bus] = _of_type("AWS::Events::EventBusPolicy").values()
    assert bus["Statement"]["Principal"] == {"AWS": provider}
    assert bus["Statement"]["Action"] == "events:PutEvents"
    check = {"Ref": "CredentialCheckFunction.Alias"}
    may_invoke = [
        (name, each["Principal"])
        for name, each in _of_type("AWS::Lambda::Permission").items()
        if each["FunctionName"] == check
    ]
    assert may_invoke == [("CredentialCheckInvokedByIdentityProvider", provider)]
    for name in ("AccountEventsBusPolicy", "CredentialCheckInvokedByIdentityProvider"):
        assert RESOURCES[name]["Condition"] == "HasIdentityProvider", "no one when none is named"
    assert "Events" not in FUNCTIONS["CredentialCheckFunction"]
    integrated = [i["IntegrationUri"] for i in _of_type("AWS::ApiGatewayV2::Integration").values()]
    assert check not in integrated


def test_what_opens_connections_to_the_internet_may_do_nothing_else() -> None:
    check = FUNCTIONS["AddressCheckFunction"]
    assert check["Policies"] == []
    assert "VpcConfig" not in check, "it would see a private network"
    assert "Events" not in check
    alias = {"Ref": "AddressCheckFunction.Alias"}
    may_invoke = [
        name
        for name, function in FUNCTIONS.items()
        for statement in _statements(function)
        if statement["Resource"] == alias
    ]
    assert may_invoke == ["SettingsFunction"]
    integrated = [i["IntegrationUri"] for i in _of_type("AWS::ApiGatewayV2::Integration").values()]
    assert alias not in integrated
    variables = check["Environment"]["Variables"]
    assert {name: each["Fn::If"][:2] for name, each in variables.items()} == {
        "LOCAL_PORTAL_PORT": ["OnAws", 0],
        "LOCAL_PORTAL_AUTHORITY": ["OnAws", ""],
    }


def test_events_of_accounts_come_from_the_bus_alone() -> None:
    policy = RESOURCES["AccountEventsQueuesPolicy"]["Properties"]["PolicyDocument"]
    [statement] = policy["Statement"]
    assert statement["Principal"] == {"Service": "events.amazonaws.com"}
    rule = {"Fn::GetAtt": "AccountEventTold.Arn"}
    assert statement["Condition"] == {"ArnEquals": {"aws:SourceArn": rule}}
    pattern = RESOURCES["AccountEventTold"]["Properties"]["EventPattern"]
    assert pattern == {"source": ["educonnect.identity-provider"]}


def test_a_worker_may_hand_on_to_itself() -> None:
    assert FUNCTIONS["OperationWorkerFunction"]["RecursiveLoop"] == "Allow"


def test_stores_are_encrypted_private_and_restorable() -> None:
    table = RESOURCES["AccountsTable"]["Properties"]
    assert table["SSESpecification"]["KMSMasterKeyId"] == {"Fn::GetAtt": "EncryptionKey.Arn"}
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    for name, bucket in _of_type("AWS::S3::Bucket").items():
        assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}, name
        assert "VersioningConfiguration" not in bucket, "a deleted letter must be gone"
        rule = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"][0]
        assert rule["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "aws:kms"
    assert RESOURCES["EncryptionKey"]["Properties"]["EnableKeyRotation"] is True


def test_every_route_of_the_code_is_deployed_behind_the_authorizer_and_no_other() -> None:
    routes = _of_type("AWS::ApiGatewayV2::Route")
    assert {route["AuthorizationType"] for route in routes.values()} == {"JWT"}
    assert {route["AuthorizerId"]["Ref"] for route in routes.values()} == {"TokenAuthorizer"}
    deployed = {route["RouteKey"] for route in routes.values()}
    documented = {
        f"{method.upper()} /api{path}"
        for path, methods in openapi()["paths"].items()
        for method in methods
    }
    assert deployed == documented


def test_the_api_document_is_valid_openapi() -> None:
    validate(openapi())


def test_the_gateway_s_own_refusal_is_described_and_what_is_empty_has_no_type() -> None:
    operations = [o for methods in openapi()["paths"].values() for o in methods.values()]
    refusals = [set(operation["responses"]["401"]["content"]) for operation in operations]
    assert refusals == [{"application/json"}] * len(operations)
    empty = [o["responses"]["204"] for o in operations if "204" in o["responses"]]
    assert empty == [{"description": "No request is waiting"}]


def test_the_access_log_holds_no_path_nor_query() -> None:
    stage = _of_type("AWS::ApiGatewayV2::Stage")["HttpApiStage"]
    logged = stage["AccessLogSettings"]["Format"]
    assert "$context.routeKey" in logged
    assert [word for word in ("$context.path", "querystring", "sourceIp") if word in logged] == []
