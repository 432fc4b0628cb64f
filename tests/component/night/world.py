"""A school before its night, what runs the night, and what can be seen of it afterwards."""

import json
from dataclasses import dataclass, field
from typing import Any

import boto3

from functions.nightly.handler import lambda_handler as nightly
from functions.school_night.handler import lambda_handler as school_night
from shared.adapters import aws
from shared.adapters.dynamodb.account_writes import AccountWrites
from shared.adapters.dynamodb.table import Table
from shared.adapters.dynamodb.usernames import register_action
from shared.domain.account import Account
from shared.domain.identifiers import Uai
from shared.domain.person import Person, Student
from tests.component.clock import Clock
from tests.component.conftest import LambdaContext
from tests.factories import RODIN, store_guardians, store_students

Dump = dict[tuple[str, str], dict[str, Any]]


@dataclass
class World:
    """The clock is the functions'; `heard` is the queue that listens on the bus."""

    table: Table
    clock: Clock
    heard: str
    context: Any = field(default_factory=LambdaContext)

    def has(self, *people: Person) -> None:
        """People as their import has left them, their usernames in the register."""
        for person in people:
            if isinstance(person, Student):
                store_students(self.table, [person])
            else:
                store_guardians(self.table, [person])
            population = "students" if isinstance(person, Student) else "guardians"
            self.table.put(register_action(person.account, population)["Put"]["Item"])

    def begin(self, **event: Any) -> dict[str, Any]:
        """The start of the night; what it answers."""
        answer: dict[str, Any] = nightly(event, self.context)
        return answer

    def sent(self) -> list[str]:
        """The messages that wait for the schools' worker, taken."""
        sqs = boto3.client("sqs")
        url = sqs.get_queue_url(QueueName="night")["QueueUrl"]
        bodies: list[str] = []
        while found := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            for message in found:
                bodies.append(message["Body"])
                sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return bodies

    def message(self, uai: Uai = RODIN) -> str:
        return json.dumps({"uai": uai, "asked_at": self.clock.at.isoformat()})

    def deliver(self, *bodies: str) -> None:
        for body in bodies:
            school_night({"Records": [{"body": body}]}, self.context)

    def night(self) -> None:
        """From four o'clock to the last school."""
        self.begin()
        self.deliver(*self.sent())

    def account(self, person: Person) -> Account:
        now = AccountWrites(self.table).read(person)
        assert now is not None
        return now.account

    def told(self) -> list[dict[str, Any]]:
        """What the identity provider has heard, taken."""
        sqs = boto3.client("sqs")
        heard: list[dict[str, Any]] = []
        while found := sqs.receive_message(QueueUrl=self.heard, MaxNumberOfMessages=10).get(
            "Messages"
        ):
            for message in found:
                event = json.loads(message["Body"])
                heard.append({"kind": event["detail-type"], **event["detail"]})
                sqs.delete_message(QueueUrl=self.heard, ReceiptHandle=message["ReceiptHandle"])
        return heard

    def dump(self) -> Dump:
        """The whole table, item by item."""
        pages = aws.dynamodb_client().get_paginator("scan").paginate(TableName=self.table.name)
        return {
            (item["PK"]["S"], item["SK"]["S"]): item for page in pages for item in page["Items"]
        }

    def put_back(self, dump: Dump) -> None:
        for pk, sk in self.dump().keys() - dump.keys():
            self.table.delete(pk, sk)
        for item in dump.values():
            self.table.put(item)


def listen() -> str:
    """The address of a queue that listens on the bus."""
    sqs, events = boto3.client("sqs"), boto3.client("events")
    url = sqs.create_queue(QueueName="heard")["QueueUrl"]
    [arn] = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])[
        "Attributes"
    ].values()
    events.put_rule(
        Name="heard",
        EventBusName="account-events",
        EventPattern=json.dumps({"source": ["educonnect.administration"]}),
    )
    events.put_targets(
        Rule="heard", EventBusName="account-events", Targets=[{"Id": "heard", "Arn": arn}]
    )
    return url
