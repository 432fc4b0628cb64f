"""What the role of each function allows on AWS, read from the template's policies."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from tests.template import template

_ATTRIBUTE = re.compile(r"\$\{(\w+)\.Arn\}")
_SECRET = re.compile(r":secret:(?P<name>.+)-\?{6}$")
_SES = re.compile(r":ses:.*/\$\{(\w+)\}$")
_SCHOOL = re.compile(r"\d{7}[A-Z]#")
_POLLING = ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")
ANYTHING = ""
ON = " on "


@dataclass(frozen=True, order=True, slots=True)
class Need:
    """One action on one resource, by its name in the template.

    `within` is what a condition can narrow it to: the key of a DynamoDB partition, the prefix of
    a listing, the source of an event, a name in KMS's encryption context, the sender of a mail.
    """

    action: str
    resource: str
    within: str = ANYTHING


@dataclass(frozen=True, order=True, slots=True)
class Grant:
    """What a statement allows: one action, a pattern of resources, one of what narrows it.

    `but` is what it leaves out of that.
    """

    action: str
    resource: str
    within: str = ANYTHING
    but: tuple[str, ...] = ()

    def covers(self, need: Need) -> bool:
        return (
            self.action == need.action
            and fnmatchcase(need.resource, self.resource)
            and (self.within == ANYTHING or fnmatchcase(need.within, self.within))
            and not any(fnmatchcase(need.within, pattern) for pattern in self.but)
        )

    @property
    def is_open(self) -> bool:
        """Whether it is on the table and narrowed to no kind of partition."""
        return self.resource == "AccountsTable" and self.within == ANYTHING

    def use(self, need: Need) -> str:
        """How a use of it is written down: where it is open, with the kind of partition."""
        return f"{self}{ON}{kind(need.within)}" if self.is_open else str(self)

    def __str__(self) -> str:
        but = f"but {', '.join(self.but)}" if self.but else ""
        return " ".join(part for part in (self.action, self.resource, self.within, but) if part)


def kind(partition: str) -> str:
    """The pattern of what holds the same of others: `????????#AUDIT#*`, of any school."""
    school = _SCHOOL.match(partition)
    name, mark, _of_one = partition[school.end() if school else 0 :].partition("#")
    return f"{'????????#' if school else ''}{name}{'#*' if mark else ''}"


Grants = Mapping[str, frozenset[Grant]]
"""By function, as its folder is called."""


def functions(read: Mapping[str, Any] | None = None) -> dict[str, dict[str, Any]]:
    """The properties of each function of the template, by the folder of its code."""
    resources = (read or template())["Resources"]
    return {
        _folder(each): each["Properties"]
        for each in resources.values()
        if each["Type"] == "AWS::Serverless::Function"
    }


def _folder(function: Mapping[str, Any]) -> str:
    return str(function["Properties"]["Handler"].split(".")[1])


def granted(read: Mapping[str, Any] | None = None) -> Grants:
    """What the template's own statements allow each function on AWS."""
    whole = read or template()
    return {
        name: frozenset(
            grant
            for policy in function["Policies"]
            for statement in policy["Statement"]
            for grant in _grants(whole, statement)
        )
        for name, function in functions(whole).items()
    }


def polled(read: Mapping[str, Any] | None = None) -> dict[str, frozenset[Need]]:
    """What Lambda asks in a function's name, to bring it what waits in its queue."""
    whole = read or template()
    resources = whole["Resources"]
    return {
        _folder(resources[resource_name(whole, each["Properties"]["FunctionName"])]): frozenset(
            Need(action, resource_name(whole, each["Properties"]["EventSourceArn"]))
            for action in _POLLING
        )
        for each in resources.values()
        if each["Type"] == "AWS::Lambda::EventSourceMapping"
    }


def _grants(whole: Mapping[str, Any], statement: Mapping[str, Any]) -> Iterator[Grant]:
    for action in many(on_aws(statement["Action"])):
        for resource in many(on_aws(statement["Resource"])):
            for within, but in _narrowed(on_aws(statement.get("Condition", {}))):
                yield Grant(action, resource_name(whole, resource), within, but)


def _narrowed(condition: Mapping[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    """What a condition narrows the statement to, and leaves out of that.

    A need is one key, of which « any » and « all » say the same; Null only closes a gap of
    another operator. What two operators let through must be written alike in both.
    """
    but: tuple[str, ...] = ()
    let: list[list[str]] = []
    for operator, keys in condition.items():
        [values] = keys.values()
        patterns = [each["Ref"] if isinstance(each, dict) else each for each in many(values)]
        match operator.rpartition(":")[2]:
            case "StringNotLike":
                but += tuple(patterns)
            case "StringLike" | "StringEquals":
                let.append(patterns)
            case "Null":
                pass
            case _:
                raise ValueError(f"nobody has written down what {operator} means")
    if not let:
        return [(ANYTHING, but)]
    through = set(let[0]).intersection(*let[1:])
    return [(pattern, but) for pattern in sorted(through - set(but))]


def on_aws(value: Any) -> Any:
    """The side of a condition of the template that is deployed on AWS."""
    if isinstance(value, dict) and "Fn::If" in value:
        condition, there, _elsewhere = value["Fn::If"]
        if condition != "OnAws":
            raise ValueError(f"a policy depends on {condition}")
        return there
    return value


def resource_name(whole: Mapping[str, Any], resource: Any) -> str:
    """A resource by its name in the template: `AccountsTable/index/by_due`."""
    if isinstance(resource, str):
        return resource
    [(function, value)] = resource.items()
    if function in {"Ref", "Fn::GetAtt"}:
        return str(value).removesuffix(".Arn").removesuffix(".Alias")
    if secret := _SECRET.search(value):
        return _secret(whole, secret["name"].split("${AWS::AccountId}:secret:")[-1])
    if ses := _SES.search(value):
        return ses[1]
    return _ATTRIBUTE.sub(r"\1", value)


def _secret(whole: Mapping[str, Any], name: str) -> str:
    [found] = [
        logical
        for logical, resource in whole["Resources"].items()
        if resource["Type"] == "AWS::SecretsManager::Secret"
        and resource["Properties"]["Name"] == {"Fn::Sub": name}
    ]
    return str(found)


def many(value: Any) -> list[Any]:
    """One that may be written alone, or several."""
    return value if isinstance(value, list) else [value]
