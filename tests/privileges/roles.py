"""The roles that are deployed: what SAM makes of the template's functions, and adds to them."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.local.deploy import SAM
from infra.local.places import REGION
from tests.privileges.grants import many, on_aws

_PROGRAM = Path(__file__).with_name("sam_program.py")
_CODE = "s3://artifacts/code"
"""Where `sam package` would put it."""


@dataclass(frozen=True)
class Role:
    """What one may do: AWS's own policies by name, then each statement that is written."""

    managed: frozenset[str]
    statements: tuple[Mapping[str, Any], ...]


def deployed_roles(read: Mapping[str, Any]) -> dict[str, Role]:
    """Every role that CloudFormation makes of a template.

    Raises:
        ValueError: rights are given otherwise than in a role.
    """
    resources = _transformed(read)["Resources"]
    ours = {name: each for name, each in resources.items() if "::IAM::" in each["Type"]}
    if {each["Type"] for each in ours.values()} != {"AWS::IAM::Role"}:
        raise ValueError("rights are given otherwise than in a role")
    return {name: _role(each["Properties"]) for name, each in ours.items()}


def on_everything(role: Role) -> Iterator[Mapping[str, Any]]:
    """The statements on all actions of a service, or on all resources."""
    for statement in role.statements:
        actions = many(on_aws(statement.get("Action", "*")))
        resources = many(on_aws(statement.get("Resource", "*")))
        if "*" in resources or any("*" in action for action in actions):
            yield statement


def _role(properties: Mapping[str, Any]) -> Role:
    managed = properties.get("ManagedPolicyArns", [])
    policies = [each["PolicyDocument"] for each in properties.get("Policies", [])]
    return Role(
        managed=frozenset(arn.rpartition("/")[2] for arn in managed),
        statements=tuple(each for policy in policies for each in many(policy["Statement"])),
    )


def _transformed(read: Mapping[str, Any]) -> dict[str, Any]:
    packaged = deepcopy(dict(read))
    packaged["Globals"]["Function"]["CodeUri"] = _CODE
    for resource in packaged["Resources"].values():
        if resource["Type"] == "AWS::Serverless::LayerVersion":
            resource["Properties"]["ContentUri"] = _CODE
    done = subprocess.run(  # noqa: S603  our own program
        [str(SAM.with_name("python")), "-P", str(_PROGRAM)],
        input=json.dumps(packaged),
        env=os.environ | {"AWS_DEFAULT_REGION": REGION},
        capture_output=True,
        text=True,
        check=True,
    )
    transformed: dict[str, Any] = json.loads(done.stdout)
    return transformed
