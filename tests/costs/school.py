"""A generated school, and what its staff, the académie, the provider and the night do to it.

Each action is what the functions do for it, from the request to the end of its last message.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

from functions.list_export.handler import lambda_handler as list_export
from functions.notify.handler import lambda_handler as notify
from functions.operation_worker.handler import lambda_handler as operation_worker
from functions.reset.handler import lambda_handler as reset
from functions.roster_import import handler as roster_import
from infra.local.roster_generator.export import write_school
from infra.local.roster_generator.plan import SchoolPlan, uai_of
from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.operations import OperationRepository
from shared.adapters.dynamodb.student_items import student_to_item
from shared.adapters.dynamodb.students import StudentRepository
from shared.adapters.dynamodb.table import Table, key
from shared.domain.identifiers import AccountId, OperationId, Uai
from shared.domain.operation import OperationStatus
from shared.domain.person import Student
from tests.component.conftest import LambdaContext, http_event
from tests.costs.site import ROSTERS, TABLE, Clients

HOME, HOST = Uai(uai_of("0450801")), Uai(uai_of("0450822"))
_ACCESS = f"administration:{HOME} administration:{HOST}"
Handler = Callable[[dict[str, Any], Any], Any]


def plan_of(students: int) -> SchoolPlan:
    """A lycée of so many pupils, always the same one."""
    return SchoolPlan(
        uai=HOME,
        name="Lycée compté",
        kind="lycee",
        students=students,
        seed=10,
        exported_on=date(2026, 10, 5),
    )


def written_rosters(students: int, folder: Path) -> None:
    """`first.zip`, the export of the school, and `moved.zip`, with one class in another one."""
    paths = write_school(plan_of(students), folder / "export").paths
    files: dict[str, str] = {}
    for path in paths:
        with ZipFile(path) as export:
            files |= {name: export.read(name).decode("latin-1") for name in export.namelist()}
    _archive(folder / "first.zip", files)
    everything = "".join(files.values())
    divisions = list(dict.fromkeys(re.findall(r'<DIVISION CODE_STRUCTURE="(.+?)"', everything)))
    tag = "<CODE_STRUCTURE>{}</CODE_STRUCTURE>"
    was, becomes = (tag.format(division) for division in divisions[:2])
    _archive(
        folder / "moved.zip",
        {name: text.replace(was, becomes) for name, text in files.items()},
    )


def _archive(path: Path, files: Mapping[str, str]) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text.encode("latin-1"))


@dataclass
class CountedSchool:
    """`client(service)` makes clients that nobody counts; rosters lie in `folder`."""

    client: Clients
    folder: Path

    def __post_init__(self) -> None:
        self._table = Table(TABLE, self.client("dynamodb"))
        self._context = LambdaContext(lambda: 300_000)
        self.last = (HOME, OperationId(""))

    def import_roster(self, name: str) -> int:
        """Drop `name` of the folder and import it; how many accounts the school then has."""
        dropped = f"incoming/{uuid4().hex}/{name}"
        body = (self.folder / name).read_bytes()
        self.client("s3").put_object(Bucket=ROSTERS, Key=dropped, Body=body)
        detail = {"bucket": {"name": ROSTERS}, "object": {"key": dropped}}
        message = json.dumps({"id": uuid4().hex, "detail": detail})
        roster_import.lambda_handler({"Records": [{"body": message}]}, self._context)
        job = self._table.get("IMPORT_JOBS", dropped) or {}
        if job["status"]["S"] not in {"APPLIED", "UNCHANGED"}:
            raise AssertionError(job["message"]["S"])
        return len(self.ids("students")) + len(self.ids("guardians"))

    def ids(self, population: str) -> list[str]:
        """The accounts of a population, in the order of the table."""
        partition = {
            "students": keys.students(HOME),
            "guardians": keys.guardians(HOME),
            "external_students": keys.external_students(HOST),
        }[population]
        prefix = keys.account(AccountId(""))
        found = self._table.query(partition, prefix)
        return [item["SK"]["S"].removeprefix(prefix) for item in found]

    def host_everyone(self) -> None:
        """From here on another school teaches every pupil: they are its external students."""
        for student in StudentRepository(self._table).all_of(HOME):
            guest = replace(student, host_schools=(HOST,))
            self._table.put(student_to_item(guest))
            place = key(keys.external_students(HOST), keys.account(student.account.account_id))
            self._table.put(place | {"lives_in": {"S": HOME}})

    def act(self, what: str, population: str, **body: Any) -> int:
        """Ask for an operation on everyone and do it to its end; how many accounts it did."""
        uai = HOST if population == "external_students" else HOME
        handler = {"notifications": notify, "password-resets": reset, "account-lists": list_export}
        wanted = {"population": population, "selection": {"criteria": {}}, **body}
        path = f"/schools/{uai}/{what}"
        asked = self.call(handler[what], "POST", path, body=wanted)
        self.last = (uai, OperationId(asked["operation_id"]))
        message = json.dumps({"uai": uai, "operation_id": asked["operation_id"]})
        operation_worker({"Records": [{"body": message}]}, self._context)
        ended = OperationRepository(self._table).get(*self.last)
        if ended is None or ended.status is not OperationStatus.SUCCEEDED:
            raise AssertionError(ended)
        return ended.done

    def call(self, handler: Handler, method: str, path: str, **more: Any) -> dict[str, Any]:
        """What the API answers to a secretary of both schools."""
        answer = handler(http_event(method, path, access=_ACCESS, **more), self._context)
        if answer["statusCode"] not in {HTTPStatus.OK, HTTPStatus.ACCEPTED}:
            raise AssertionError(answer)
        found: dict[str, Any] = json.loads(answer["body"])
        return found

    def tell(self, handler: Handler, body: dict[str, Any]) -> None:
        """Hand a message of a queue to its function, which must take it."""
        record = {"messageId": "1", "body": json.dumps(body)}
        answer = handler({"Records": [record]}, self._context)
        if (answer or {}).get("batchItemFailures"):
            raise AssertionError(answer)

    def student(self) -> Student:
        """The first pupil of the table."""
        return StudentRepository(self._table).all_of(HOME)[0]

    def misname(self) -> Student:
        """The first pupil, whose username was made of another name than hers."""
        student = self.student()
        account = replace(student.account, username="q.quidam")
        self._table.put(student_to_item(replace(student, account=account)))
        return student
