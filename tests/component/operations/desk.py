"""What staff, the queue and the clock do to the service, and what can be seen of it."""

import json
from dataclasses import dataclass, field, replace
from typing import Any

import boto3
import pypdfium2 as pdfium
import requests

from functions.list_export.handler import lambda_handler as list_accounts
from functions.notify.handler import lambda_handler as notify
from functions.operation_download.handler import lambda_handler as download
from functions.operation_sweeper.handler import lambda_handler as sweep
from functions.operation_worker.handler import lambda_handler as work
from functions.operations.handler import lambda_handler as operations
from functions.reset.handler import lambda_handler as reset
from shared.adapters.dynamodb.guardians import GuardianRepository
from shared.adapters.dynamodb.operation_items import outcomes_from_item
from shared.adapters.dynamodb.student_items import student_to_item
from shared.adapters.dynamodb.students import StudentRepository
from shared.adapters.dynamodb.table import Table
from shared.api import adapters, vault, worker
from shared.config import config
from shared.domain.identifiers import AccountId, OperationId, Uai
from shared.domain.instruction import Outcome
from shared.domain.password import grouped
from shared.domain.person import Guardian, Person, Student
from tests.component.clock import Clock
from tests.component.conftest import LambdaContext, http_event
from tests.unit.operations.builders import UAI

Answer = tuple[int, Any]
Dump = dict[tuple[str, str], dict[str, Any]]

EVERYONE: dict[str, Any] = {"criteria": {}}


@dataclass
class Desk:
    """The handlers of operations on a pretend AWS."""

    table: Table
    clock: Clock
    context: Any = field(default_factory=LambdaContext)

    def ask(self, selection: dict[str, Any], **how: Any) -> Answer:
        """POST notifications."""
        return self._post(notify, "notifications", selection, **how)

    def reset(self, selection: dict[str, Any], **how: Any) -> Answer:
        """POST password-resets."""
        return self._post(reset, "password-resets", selection, **how)

    def export(self, selection: dict[str, Any], **how: Any) -> Answer:
        """POST account-lists."""
        return self._post(list_accounts, "account-lists", selection, **how)

    def _post(
        self,
        handler: Any,
        what: str,
        selection: dict[str, Any],
        *,
        uai: Uai = UAI,
        key: str | None = None,
        caller: str = "staff-1",
        event: dict[str, Any] | None = None,
        **body: Any,
    ) -> Answer:
        """`event` are arguments of `http_event`."""
        sent = http_event(
            "POST",
            f"/schools/{uai}/{what}",
            body={"population": "students", "selection": selection, **body},
            headers={"idempotency-key": key} if key is not None else {},
            **(event or {}),
        )
        sent["requestContext"]["authorizer"]["jwt"]["claims"]["sub"] = caller
        return self._answer(handler(sent, self.context))

    def asked(self, selection: dict[str, Any] | None = None, **how: Any) -> OperationId:
        """The id of an operation that was accepted."""
        status, body = self.ask(selection or EVERYONE, **how)
        assert status in {200, 202}, body
        return OperationId(body["operation_id"])

    def work(self, operation_id: str, context: Any = None) -> None:
        """Deliver the message of an operation."""
        self.deliver(json.dumps({"uai": UAI, "operation_id": operation_id}), context)

    def deliver(self, message: str, context: Any = None) -> None:
        work({"Records": [{"body": message}]}, context or self.context)

    def messages(self) -> list[Any]:
        """Take what waits on the queue."""
        client, url = boto3.client("sqs"), config().operations_queue_url
        taken: list[Any] = []
        while batch := client.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            for message in batch:
                client.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                taken.append(json.loads(message["Body"]))
        return taken

    def get(
        self, path: str, *, uai: Uai = UAI, event: dict[str, Any] | None = None, **query: Any
    ) -> Answer:
        sent = http_event("GET", f"/schools/{uai}/operations{path}", query=query, **(event or {}))
        return self._answer(operations(sent, self.context))

    def download(
        self, operation_id: str, uai: Uai = UAI, event: dict[str, Any] | None = None
    ) -> Answer:
        path = f"/schools/{uai}/operations/{operation_id}/download"
        return self._answer(download(http_event("POST", path, **(event or {})), self.context))

    def sweep(self) -> dict[str, int]:
        return dict(sweep({}, self.context))

    def dump(self) -> Dump:
        """The whole table, ciphertexts left out: they differ each time by design."""
        pages = boto3.client("dynamodb").get_paginator("scan").paginate(TableName="accounts")
        return {
            (item["PK"]["S"], item["SK"]["S"]): {
                name: value for name, value in item.items() if "B" not in value
            }
            for page in pages
            for item in page["Items"]
        }

    def audit(self) -> list[tuple[str, dict[str, Any]]]:
        """The audit rows of accounts: (account id, row)."""
        marker = f"{UAI}#AUDIT#"
        rows = self.dump().items()
        return [(pk.removeprefix(marker), row) for (pk, _), row in rows if pk.startswith(marker)]

    def outcomes(self) -> list[Outcome]:
        """What became of each account worked on, by all operations."""
        rows = self.dump().items()
        slices = [row for (_, sk), row in sorted(rows, key=str) if sk.startswith("SLICE#")]
        return [outcome for row in slices for outcome in outcomes_from_item(row)]

    def student(self, account_id: AccountId) -> Student:
        found = StudentRepository(self.table).get(UAI, account_id)
        assert found is not None
        return found

    def guardian(self, account_id: AccountId) -> Guardian:
        found = GuardianRepository(self.table).get(UAI, account_id)
        assert found is not None
        return found

    def all_students(self) -> list[Student]:
        return StudentRepository(self.table).all_of(UAI)

    def change(self, student: Student, **account: Any) -> Student:
        """Another writer changes an account; its version grows, as every writer's does."""
        version = student.account.version + 1
        changed = replace(student, account=replace(student.account, version=version, **account))
        self.table.put(student_to_item(changed))
        return changed

    def password(self, account_id: AccountId) -> str:
        """The temporary password the table holds, as it is printed."""
        return self.secret(self.student(account_id))

    @staticmethod
    def secret(person: Person) -> str:
        """The temporary password of an account as it is, as it is printed."""
        return grouped(vault.password_sealer().open(person.account))

    def cold_start(self) -> None:
        """The next message is done by another worker, with nothing in memory."""
        workers = (worker.operation_worker, worker.operation_ending, worker.document_printer)
        for made in (vault.password_sealer, *workers):
            made.cache_clear()
        adapters.operations.cache_clear()

    @staticmethod
    def _answer(response: dict[str, Any]) -> Answer:
        return response["statusCode"], json.loads(response["body"])


def bytes_behind(url: str) -> bytes:
    """The document behind a link."""
    answer = requests.get(url, timeout=5)
    assert answer.status_code == 200
    return answer.content


def pages_behind(url: str) -> list[str]:
    """The text of each page of the document behind a link, white space counting for one space."""
    with pdfium.PdfDocument(bytes_behind(url)) as document:
        return [_text(document, number) for number in range(len(document))]


def _text(document: Any, number: int) -> str:
    page = document[number]
    text_page = page.get_textpage()
    text = " ".join(text_page.get_text_bounded().split())
    text_page.close()
    page.close()
    return text
