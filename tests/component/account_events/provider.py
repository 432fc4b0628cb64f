"""The identity provider telling of accounts, and what can be seen of it in the table."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import boto3

from functions.account_events.handler import lambda_handler
from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.guardian_items import guardian_from_item, link_key
from shared.adapters.dynamodb.student_items import student_from_item
from shared.adapters.dynamodb.table import Table
from shared.adapters.dynamodb.usernames import register_action
from shared.domain.account import Account
from shared.domain.identifiers import Uai
from shared.domain.person import Guardian, Person, Student
from tests.component.clock import NOW, Clock
from tests.component.conftest import LambdaContext
from tests.factories import store_guardians, store_students

Dump = dict[tuple[str, str], dict[str, Any]]
Message = dict[str, str]

_numbers = count(1)


def ago(**how_long: float) -> datetime:
    return NOW - timedelta(**how_long)


def detail_of(username: str, at: datetime = NOW, **more: Any) -> dict[str, Any]:
    return {
        "event_id": f"event-{next(_numbers)}",
        "occurred_at": at.isoformat(),
        "username": username,
        **more,
    }


def message(kind: str, detail: Any, **over: Any) -> Message:
    """An event as SQS hands it over, in EventBridge's envelope."""
    number = next(_numbers)
    envelope = {
        "version": "0",
        "id": f"17793124-05d4-b198-2fde-{number:012d}",
        "detail-type": kind,
        "source": "educonnect.identity-provider",
        "account": "123456789012",
        "time": "2026-11-23T09:00:00Z",
        "region": "eu-west-3",
        "resources": [],
        "detail": detail,
        **over,
    }
    return {"messageId": f"message-{number}", "body": json.dumps(envelope)}


def told(kind: str, username: str, at: datetime = NOW, **more: Any) -> Message:
    return message(kind, detail_of(username, at, **more))


@dataclass
class Provider:
    """Tells, and looks at what has become of the accounts."""

    table: Table
    clock: Clock
    refused_queue: str
    context: Any = field(default_factory=LambdaContext)

    def deliver(self, *messages: Message) -> list[str]:
        """Deliver a batch; the ids of the messages that would come again."""
        answer = lambda_handler({"Records": list(messages)}, self.context)
        assert set(answer) == {"batchItemFailures"}
        return [each["itemIdentifier"] for each in answer["batchItemFailures"]]

    def tell(self, kind: str, username: str, at: datetime = NOW, **more: Any) -> None:
        assert self.deliver(told(kind, username, at, **more)) == []

    def has(self, *people: Person) -> None:
        """Store people, and enter their usernames in the register."""
        for person in people:
            student = isinstance(person, Student)
            if isinstance(person, Student):
                store_students(self.table, [person])
            else:
                store_guardians(self.table, [person])
            population = "students" if student else "guardians"
            entry = register_action(person.account, population)["Put"]["Item"]
            self.table.put(entry)

    def has_link(self, guardian: Guardian, student: Student) -> None:
        ids = guardian.account.account_id, student.account.account_id
        self.table.put(link_key(student.account.uai, *ids) | {"kinship": {"S": "MOTHER"}})

    def person(self, like: Person) -> Person:
        account = like.account
        student = isinstance(like, Student)
        partition = keys.students(account.uai) if student else keys.guardians(account.uai)
        item = self.table.get(partition, keys.account(account.account_id))
        assert item is not None
        if student:
            return student_from_item(account.uai, item)
        return guardian_from_item(account.uai, item)

    def account(self, like: Person) -> Account:
        return self.person(like).account

    def link(self, guardian: Guardian, student: Student) -> dict[str, Any]:
        ids = guardian.account.account_id, student.account.account_id
        found = self.table.get(keys.guardians(student.account.uai), keys.guardianship(*ids))
        assert found is not None
        return {name: value for name, value in found.items() if name not in {"PK", "SK"}}

    def audit(self, like: Person, uai: Uai | None = None) -> list[dict[str, Any]]:
        """The audit rows of an account, oldest first."""
        account = like.account
        return list(self.table.query(keys.account_audit(uai or account.uai, account.account_id)))

    def dump(self) -> Dump:
        pages = boto3.client("dynamodb").get_paginator("scan").paginate(TableName="accounts")
        return {
            (item["PK"]["S"], item["SK"]["S"]): item for page in pages for item in page["Items"]
        }

    def put_back(self, dump: Dump) -> None:
        """Make the table what it was."""
        for pk, sk in self.dump():
            self.table.delete(pk, sk)
        for item in dump.values():
            self.table.put(item)

    def refused(self) -> list[dict[str, Any]]:
        """Take what was kept aside."""
        client = boto3.client("sqs")
        answer = client.receive_message(QueueUrl=self.refused_queue, MaxNumberOfMessages=10)
        bodies = []
        for each in answer.get("Messages", []):
            client.delete_message(QueueUrl=self.refused_queue, ReceiptHandle=each["ReceiptHandle"])
            bodies.append(json.loads(each["Body"]))
        return bodies
