"""What the deployed roles allow, SAM's own additions included (P23)."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from tests.privileges.roles import Role, deployed_roles, on_everything
from tests.promises.campaign import Found
from tests.template import template

LOGS_AND_TRACES = frozenset({"AWSLambdaBasicExecutionRole", "AWSXrayWriteOnlyAccess"})
"""AWS's own, which are on all resources: each function may write logs and traces of its run."""

FUNCTIONS = {
    f"{name}Role": each["Properties"]
    for name, each in template()["Resources"].items()
    if each["Type"] == "AWS::Serverless::Function"
}
SCHEDULES = {
    "NightlyFunctionFourInParisRole": "NightlyFunction",
    "OperationSweeperFunctionEveryMinuteRole": "OperationSweeperFunction",
}


@pytest.fixture(scope="module")
def roles() -> dict[str, Role]:
    return deployed_roles(template())


@pytest.mark.promise("P23")
def test_a_role_has_no_managed_policy_but_those_of_logs_and_traces(
    roles: dict[str, Role], figure: Found
) -> None:
    assert roles.keys() == FUNCTIONS.keys() | SCHEDULES.keys()
    assert {roles[name].managed for name in FUNCTIONS} == {LOGS_AND_TRACES}
    assert {roles[name].managed for name in SCHEDULES} == {frozenset()}
    figure(len(roles), "deployed roles, SAM's own additions included")


@pytest.mark.promise("P23")
def test_a_statement_is_on_named_actions_and_named_resources(roles: dict[str, Role]) -> None:
    assert [each for role in roles.values() for each in on_everything(role)] == []
    assert {each["Effect"] for role in roles.values() for each in role.statements} == {"Allow"}


@pytest.mark.promise("P23")
def test_sam_adds_what_keeps_a_failed_schedule_and_no_more(roles: dict[str, Role]) -> None:
    added = {
        name: [
            (each["Action"], each["Resource"])
            for each in role.statements
            if each not in _written(name)
        ]
        for name, role in roles.items()
    }

    def dead_letters(function: str) -> tuple[str, Any]:
        return "sqs:SendMessage", FUNCTIONS[f"{function}Role"]["DeadLetterQueue"]["TargetArn"]

    assert {name: each for name, each in added.items() if each} == {
        **{f"{each}Role": [dead_letters(each)] for each in SCHEDULES.values()},
        **{
            name: [
                ("lambda:InvokeFunction", {"Ref": f"{each}Aliaslive"}),
                dead_letters(each),
            ]
            for name, each in SCHEDULES.items()
        },
    }


def _written(name: str) -> list[Any]:
    """The template's own statements, an alias by the name that SAM gives it."""
    policies = FUNCTIONS[name]["Policies"] if name in FUNCTIONS else []
    own = [each for policy in policies for each in policy["Statement"]]
    named: list[Any] = json.loads(json.dumps(own).replace('.Alias"', 'Aliaslive"'))
    return named


def _mail_events(plant: Callable[[dict[str, Any]], object]) -> Role:
    """The role of a function in whose properties a test plants something."""
    changed = deepcopy(template())
    plant(changed["Resources"]["MailEventsFunction"]["Properties"])
    return deployed_roles(changed)["MailEventsFunctionRole"]


@pytest.mark.twin("P23")
def test_a_queue_that_sam_wires_is_seen_to_open_every_queue() -> None:
    queue = {"Queue": {"Fn::GetAtt": "MailEventsQueue.Arn"}}
    role = _mail_events(
        lambda its: its.update(Events={"Told": {"Type": "SQS", "Properties": queue}})
    )
    assert role.managed - LOGS_AND_TRACES == {"AWSLambdaSQSQueueExecutionRole"}


@pytest.mark.twin("P23")
@pytest.mark.parametrize(
    "planted",
    [
        {"Action": "sqs:DeleteMessage", "Resource": "*"},
        {"Action": "sqs:DeleteMessage", "Resource": ["*"]},
        {"Action": ["sqs:*"], "Resource": {"Fn::GetAtt": "MailEventsQueue.Arn"}},
        {"NotAction": "sqs:DeleteMessage", "Resource": {"Fn::GetAtt": "MailEventsQueue.Arn"}},
    ],
)
def test_a_right_on_everything_is_seen(planted: dict[str, Any]) -> None:
    statement = {"Effect": "Allow", **planted}
    role = _mail_events(lambda its: its["Policies"][0]["Statement"].append(statement))
    assert list(on_everything(role)) == [statement]
