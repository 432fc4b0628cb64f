"""The import function with its table, its bucket and its clock, as a test sees them."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.roster_import import handler
from shared.adapters.dynamodb.guardians import GuardianRepository
from shared.adapters.dynamodb.import_reports import ImportReportRepository
from shared.adapters.dynamodb.schools import SchoolRepository
from shared.adapters.dynamodb.students import StudentRepository
from shared.adapters.dynamodb.table import Item, Table
from shared.domain.identifiers import Uai
from shared.domain.import_report import ImportReport, ReportedAnomaly
from shared.domain.person import Guardian, Student
from tests.component.roster_import.siecle import UAI

TABLE = "accounts"
BUCKET = "rosters"


class Context(LambdaContext):
    """What Lambda tells a function of itself."""

    def __init__(self) -> None:
        self._function_name = "roster-import"
        self._memory_limit_in_mb = 1024
        self._invoked_function_arn = "arn:aws:lambda:eu-west-3:000000000000:function:roster-import"
        self._aws_request_id = "request"
        self.milliseconds_left = 300_000

    def get_remaining_time_in_millis(self) -> int:  # type: ignore[override]
        return self.milliseconds_left


class Clock:
    """A time that passes only when told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 10, 6, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **duration: float) -> None:
        self.now += timedelta(**duration)


@dataclass
class World:
    dynamodb: Any
    s3: Any
    clock: Clock
    waits: list[float]
    sqs: Any
    queue: str
    context: Context = field(default_factory=Context)
    _events: Any = field(default_factory=lambda: count(1))

    def drop(
        self, content: bytes, name: str = "roster.xml", *, confirmed: bool = False
    ) -> dict[str, Any]:
        """Drop a file, have it imported, and return its job row as a client reads it."""
        return self.deliver(*self.put(content, name, confirmed=confirmed))

    def put(
        self, content: bytes, name: str = "roster.xml", *, confirmed: bool = False
    ) -> tuple[str, str]:
        """Put the object; its key and the id of the event that tells of it."""
        self.clock.advance(seconds=1)
        key = f"incoming/{hashlib.sha256(content).hexdigest()[:16]}/{name}"
        metadata = {"confirm-mass-departure": "yes"} if confirmed else {}
        self.s3.put_object(Bucket=BUCKET, Key=key, Body=content, Metadata=metadata)
        return key, f"event-{next(self._events)}"

    def deliver(self, key: str, event_id: str) -> dict[str, Any]:
        body = {
            "id": event_id,
            "source": "aws.s3",
            "detail-type": "Object Created",
            "detail": {"bucket": {"name": BUCKET}, "object": {"key": key}},
        }
        handler.lambda_handler({"Records": [{"body": json.dumps(body)}]}, self.context)
        return self.job(key)

    def deliver_what_was_sent_again(self) -> list[str]:
        """Hand the function each message it has queued; the object keys they are about."""
        found = self.sqs.receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10)
        messages = found.get("Messages", [])
        for message in messages:
            self.sqs.delete_message(QueueUrl=self.queue, ReceiptHandle=message["ReceiptHandle"])
            handler.lambda_handler({"Records": [{"body": message["Body"]}]}, self.context)
        return [json.loads(each["Body"])["detail"]["object"]["key"] for each in messages]

    def job(self, key: str) -> dict[str, Any]:
        item = self.table.get("IMPORT_JOBS", key)
        assert item is not None
        row = {name: next(iter(value.values())) for name, value in item.items()}
        return row | {"summary": json.loads(row["summary"])}

    @property
    def table(self) -> Table:
        return Table(TABLE, self.dynamodb)

    def items(self) -> list[Item]:
        """The whole table."""
        pages = self.dynamodb.get_paginator("scan").paginate(TableName=TABLE)
        return [item for page in pages for item in page["Items"]]

    def dump(self) -> list[str]:
        """Everything but jobs and reports, in order: what an import may or may not change."""
        return self._told(self.items(), lambda text: text)

    def named_dump(self) -> list[str]:
        """The same without time or chance: accounts by username, no moment."""
        items = self.items()
        names = {
            item["account_id"]["S"]: item["PK"]["S"]
            for item in items
            if item["PK"]["S"].startswith("USERNAME#")
        }

        def named(text: str) -> str:
            for account_id, username in names.items():
                text = text.replace(account_id, username)
            return text

        kept = [_without_moment(item) for item in items if not _of_one_import(item)]
        return self._told(kept, named)

    @staticmethod
    def _told(items: list[Item], named: Callable[[str], str]) -> list[str]:
        lines = [named(json.dumps(item, sort_keys=True, default=repr)) for item in items]
        return sorted(line for line in lines if "#IMPORT" not in line and "IMPORT_JOBS" not in line)

    def students(self, uai: str = UAI) -> dict[str, Student]:
        """By username."""
        found = StudentRepository(self.table).all_of(Uai(uai))
        return {student.account.username: student for student in found}

    def guardians(self, uai: str = UAI) -> dict[str, Guardian]:
        """By username."""
        found, _ = GuardianRepository(self.table).all_of(Uai(uai))
        return {guardian.account.username: guardian for guardian in found}

    def links(self, uai: str = UAI) -> set[tuple[str, str, str]]:
        """(guardian's username, student's username, kinship)."""
        names = {
            person.account.account_id: person.account.username
            for people in (self.students(uai), self.guardians(uai))
            for person in people.values()
        }
        _, links = GuardianRepository(self.table).all_of(Uai(uai))
        return {(names[li.guardian_id], names[li.student_id], li.kinship.value) for li in links}

    def reports(self, uai: str = UAI) -> list[ImportReport]:
        return ImportReportRepository(self.table).latest(Uai(uai), 100)

    def anomalies(self, import_id: str, uai: str = UAI) -> list[ReportedAnomaly]:
        return list(ImportReportRepository(self.table).anomalies(Uai(uai), import_id))

    @property
    def schools(self) -> SchoolRepository:
        return SchoolRepository(self.table)


def _of_one_import(item: Item) -> bool:
    """The school's item has the date of its roster; a lease ends by itself."""
    partition, place = str(item["PK"]["S"]), str(item["SK"]["S"])
    return partition.endswith("#SCHOOL") or place == "LEASE"


def _without_moment(item: Item) -> Item:
    """An audit row says when it was written, and sorts by it."""
    moment = ("SK", "at", "expires_at")
    audit = "#AUDIT#" in item["PK"]["S"]
    return {name: value for name, value in item.items() if not audit or name not in moment}


def changes(job: dict[str, Any]) -> dict[str, int]:
    """The figures of a job that are not zero."""
    return {name: n for name, n in job["summary"].items() if isinstance(n, int) and n}
