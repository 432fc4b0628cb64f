"""The real handlers of operations on AWS in memory, with workers that can be killed."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from functions.operation_sweeper.handler import lambda_handler as sweep
from functions.operation_worker.handler import lambda_handler as work
from shared import config as configuration
from shared.adapters import aws
from shared.adapters.dynamodb import table as dynamodb_table
from shared.adapters.dynamodb.operations import OperationRepository
from shared.adapters.dynamodb.students import StudentRepository
from shared.adapters.dynamodb.table import Table
from shared.adapters.queue import operation_queue
from shared.adapters.storage import document_files
from shared.api import adapters, vault, worker
from shared.domain.account import Account
from shared.domain.operation import STALLED_AFTER, Operation
from shared.domain.person import Student
from tests.component.conftest import LambdaContext
from tests.unit.operations.builders import UAI
from tests.unit.operations.errands import NOTIFY_STUDENTS, Errand
from tests.unit.operations.memory_aws import Hand, Held, Killed, MemoryKms, MemoryS3, MemorySqs
from tests.unit.operations.memory_dynamodb import MemoryDynamoDb
from tests.unit.operations.promises import pages_of

_ENVIRONMENT = {
    "TABLE_NAME": "accounts",
    "DOCUMENTS_BUCKET": "letters",
    "ROSTER_BUCKET": "rosters",
    "OPERATIONS_QUEUE_URL": "memory://operations",
    "KMS_KEY_ID": "key",
    "CURSOR_KEY_SECRET_ARN": "cursor",
    "ORIGIN_SECRET_ARN": "origin",
    "STUDENT_PORTAL_URL": "https://educonnect.education.gouv.fr",
    "GUARDIAN_PORTAL_URL": "https://teleservices.education.gouv.fr",
    "MAIL_SENDER": "ne-pas-repondre@example.org",
    "MAIL_CONFIGURATION_SET": "guardians",
    "ADMIN_NETWORKS": "",
    "DISPLAY_BUDGET": "1000",
    "UNUSUAL_RESETS": "500",
}


def stand_in(
    monkeypatch: pytest.MonkeyPatch, *, clock: Any, dynamodb: Any, s3: Any, sqs: Any, kms: Any
) -> None:
    """Put AWS in memory, and a clock of the test's own, in the place of what the handlers use."""
    for name, value in _ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(adapters, "datetime", clock)
    monkeypatch.setattr(dynamodb_table, "dynamodb_client", lambda: dynamodb)
    monkeypatch.setattr(document_files, "s3_client", lambda: s3)
    monkeypatch.setattr(operation_queue, "sqs_client", lambda: sqs)
    monkeypatch.setattr(aws, "kms_client", lambda: kms)
    cold_start()


def cold_start() -> None:
    """Whoever works next has nothing in memory."""
    for module in (configuration, adapters, vault, worker):
        for made in vars(module).values():
            if hasattr(made, "cache_clear"):
                made.cache_clear()


class Service:
    """A school's operations, from the request to the document: of `errand` when asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, errand: Errand = NOTIFY_STUDENTS) -> None:
        self.errand = errand
        self.dynamodb, self.s3, self.sqs = MemoryDynamoDb(), MemoryS3(), MemorySqs()
        self.hand = Hand()
        self._context: Any = LambdaContext()
        self.at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
        held: dict[str, Any] = {
            "dynamodb": Held(self.dynamodb, self.hand),
            "s3": Held(self.s3, self.hand),
            "sqs": Held(self.sqs, self.hand),
            "kms": Held(MemoryKms(), self.hand),
        }
        stand_in(monkeypatch, clock=self, **held)
        self.table = Table("accounts", held["dynamodb"])

    def store(self, count: int) -> None:
        """The people of the errand; nothing of it is a call of who works."""
        self.errand.store(self.table, count)
        self.hand.spare()

    def now(self, _zone: object) -> datetime:
        return self.at

    def cold_start(self) -> None:
        """Whoever works next has nothing in memory."""
        cold_start()

    def ask(self, *, key: str = "key-1", **body: Any) -> tuple[int, Any]:
        answer = self.errand.handler(self.errand.request(key, **body), self._context)
        return answer["statusCode"], json.loads(answer["body"])

    def deliver(self, message: str) -> None:
        work({"Records": [{"body": message}]}, self._context)

    def deliver_all(self, times: int = 1) -> None:
        """Each message, `times` over; it leaves the queue once done, as with the real one."""
        while self.sqs.sent:
            message = self.sqs.sent[0]
            for _ in range(times):
                self.deliver(message)
            self.sqs.sent.remove(message)

    def runs_to_its_end(self) -> bool:
        """Ask, and do what is asked; False when the hand killed who did it."""
        try:
            self.ask()
            self.deliver_all()
        except Killed:
            self.cold_start()
            return False
        return True

    def sweep_later(self) -> dict[str, int]:
        self.at += STALLED_AFTER + timedelta(seconds=1)
        return dict(sweep({}, self._context))

    def accounts(self) -> list[Account]:
        return self.errand.accounts(self.table)

    def students(self) -> list[Student]:
        return StudentRepository(self.table).all_of(UAI)

    def operations(self) -> list[Operation]:
        return OperationRepository(self.table).newest(UAI, 100)

    def traces(self) -> list[str]:
        return [pk for pk, _ in self.dynamodb.items if "#AUDIT#" in pk]

    def told(self) -> list[list[str]]:
        return [pages_of(document) for document, _ in self.s3.objects.values()]
