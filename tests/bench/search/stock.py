"""The other: `Table.query` of boto3 on plain attributes, a pydantic model a record.

It has no routing and reads neither token nor school's item: less to do than the handler has.
"""

import json
import sys
import unicodedata
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Any

import boto3
from boto3.dynamodb.conditions import Key
from pydantic import BaseModel, BeforeValidator

from shared.api.schemas.guardians import (
    GuardianCell,
    GuardianPageAnswer,
    GuardianRowAnswer,
    PupilCell,
)
from shared.api.schemas.students import StudentPageAnswer, StudentRow
from shared.domain.account import Account, AccountOrigin, AccountStatus
from shared.domain.guardian_search import KINSHIP_LABELS
from shared.domain.kinship import Kinship
from shared.domain.person import Guardian, Student
from shared.domain.school import School
from shared.domain.student_search import STUDENT_STATUSES
from tests.bench.made_up_school import UAI, MadeUpSchool
from tests.bench.search import cases
from tests.bench.search.recorded import Recorded, serve

PAGE = 50
_STUDENTS, _GUARDIANS = f"{UAI}#STUDENTS", f"{UAI}#GUARDIANS"


class _Person(BaseModel):
    account_id: str
    username: str
    status: AccountStatus
    origin: AccountOrigin | None = None
    version: int
    generation: int
    password_ciphertext: Annotated[bytes, BeforeValidator(bytes)] | None = None
    password_key: str | None = None
    password_expires_at: datetime | None = None
    notified_at: datetime | None = None
    activated_at: datetime | None = None
    last_sign_in_at: datetime | None = None
    status_since: datetime | None = None
    last_operation_id: str | None = None
    family_name: str
    first_name: str
    usual_name: str | None = None
    source_id: str
    departed_on: date | None = None

    @property
    def display_name(self) -> str:
        return self.usual_name or self.family_name

    def named(self, words: Iterable[str]) -> bool:
        names = _folded(f"{self.family_name} {self.usual_name or ''} {self.first_name}")
        return all(word in names for word in words)


class _Student(_Person):
    birth_date: date | None = None
    ine: str | None = None
    school_class: str
    mef_code: str


class _Guardian(_Person):
    civility: str
    roster_email: str | None = None
    account_email: str | None = None


class _Link(BaseModel):
    guardian_id: str
    student_id: str
    kinship: Kinship
    disputed_at: datetime | None = None


class _Row(BaseModel):
    guardian: _Guardian
    student: _Student
    link: _Link


class Stock:
    """The two searches on a school's table, whose labels it has been told."""

    def __init__(self, table: Any, school: School) -> None:
        self._table = table
        self._school = school

    def search(self, population: str, query: Mapping[str, Any]) -> str:
        return (self._students if population == "students" else self._guardians)(query)

    def _students(self, query: Mapping[str, Any]) -> str:
        words = _folded(query.get("q", "")).split()
        matching = [
            each
            for each in self._every_student()
            if _chosen(each, each, query) and each.named(words)
        ]
        page, cursor = _page(matching, lambda each: (*_names(each), each.account_id), query)
        counts = Counter(each.status for each in matching)
        return StudentPageAnswer(
            items=[StudentRow(**self._pupil(each), **_account(each)) for each in page],
            total=len(matching),
            counts={status: counts[status] for status in STUDENT_STATUSES},
            next_cursor=cursor,
        ).model_dump_json()

    def _guardians(self, query: Mapping[str, Any]) -> str:
        words = _folded(query.get("q", "")).split()
        matching = [
            row
            for row in self._every_row()
            if _chosen(row.student, row.guardian, query)
            and (row.guardian.named(words) or row.student.named(words))
        ]
        page, cursor = _page(matching, _row_place, query)
        counts = Counter(row.guardian.status for row in matching)
        return GuardianPageAnswer(
            items=[self._row(row) for row in page],
            total=len(matching),
            counts={status: counts[status] for status in AccountStatus},
            accounts=len({row.guardian.account_id for row in matching}),
            next_cursor=cursor,
        ).model_dump_json()

    def _every_student(self) -> list[_Student]:
        found = (_Student.model_validate(item) for item in self._query(_STUDENTS))
        return [student for student in found if student.departed_on is None]

    def _every_row(self) -> list[_Row]:
        pupils = {student.account_id: student for student in self._every_student()}
        adults: dict[str, _Guardian] = {}
        links = []
        for item in self._query(_GUARDIANS):
            if item["SK"].startswith("LINK#"):
                links.append(_Link.model_validate(item))
            else:
                guardian = _Guardian.model_validate(item)
                adults[guardian.account_id] = guardian
        return [
            _Row.model_construct(
                guardian=adults[link.guardian_id], student=pupils[link.student_id], link=link
            )
            for link in links
        ]

    def _query(self, pk: str) -> Iterator[dict[str, Any]]:
        more: dict[str, Any] = {}
        while True:
            answer = self._table.query(
                KeyConditionExpression=Key("PK").eq(pk), ConsistentRead=True, **more
            )
            yield from answer["Items"]
            if "LastEvaluatedKey" not in answer:
                return
            more = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}

    def _pupil(self, student: _Student) -> dict[str, Any]:
        return {
            "account_id": student.account_id,
            "family_name": student.display_name,
            "first_name": student.first_name,
            "school_class": student.school_class,
            "class_label": self._school.class_label(student.school_class),
            "mef_code": student.mef_code,
            "mef_label": self._school.mef_label(student.mef_code),
        }

    def _row(self, row: _Row) -> GuardianRowAnswer:
        guardian = row.guardian
        return GuardianRowAnswer(
            student=PupilCell(**self._pupil(row.student)),
            guardian=GuardianCell(
                account_id=guardian.account_id,
                civility=guardian.civility,
                family_name=guardian.display_name,
                first_name=guardian.first_name,
                email=guardian.roster_email,
                email_confirmed=guardian.account_email is not None,
                **_account(guardian),
            ),
            kinship=row.link.kinship,
            kinship_label=KINSHIP_LABELS[row.link.kinship],
            disputed=row.link.disputed_at is not None,
            disputed_at=row.link.disputed_at,
        )


def _folded(text: str) -> str:
    """Without case nor accents, anything but letters and digits a space."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join(plain.split())


def _name_key(text: str) -> tuple[str, str]:
    return _folded(text).replace(" ", ""), text.casefold()


def _chosen(student: _Student, person: _Person, query: Mapping[str, Any]) -> bool:
    return (not query.get("school_class") or student.school_class in query["school_class"]) and (
        not query.get("status") or person.status in query["status"]
    )


def _account(person: _Person) -> dict[str, Any]:
    wanted = {"username", "status", "origin", "notified_at", "last_sign_in_at"}
    return person.model_dump(include=wanted)


def _names(person: _Person) -> tuple[Any, ...]:
    return _name_key(person.display_name), _name_key(person.first_name)


def _row_place(row: _Row) -> tuple[Any, ...]:
    guardian, student = row.guardian, row.student
    return *_names(guardian), *_names(student), guardian.account_id, student.account_id


def _page(
    rows: list[Any], place: Callable[[Any], tuple[Any, ...]], query: Mapping[str, Any]
) -> tuple[list[Any], str | None]:
    """The cursor is the number of the row, in base 64."""
    rows.sort(key=place)
    start = int(urlsafe_b64decode(query["cursor"])) if query.get("cursor") else 0
    end = start + PAGE
    cursor = urlsafe_b64encode(str(end).encode()).decode() if end < len(rows) else None
    return rows[start:end], cursor


def recorded_school(made_up: MadeUpSchool, population: str) -> Recorded:
    """The facts of our items, each an attribute with a readable name."""
    recorded = Recorded()
    recorded.partition(_STUDENTS, [_item(_STUDENTS, each) for each in made_up.students])
    if population == "guardians":
        guardians = [_item(_GUARDIANS, each) for each in made_up.guardians]
        links = [
            _attributes(
                {
                    "PK": _GUARDIANS,
                    "SK": f"LINK#{link.guardian_id}#{link.student_id}",
                    "guardian_id": link.guardian_id,
                    "student_id": link.student_id,
                    "kinship": link.kinship,
                    "sources": link.sources[0],
                }
            )
            for link in made_up.links
        ]
        recorded.partition(_GUARDIANS, guardians + links)
    return recorded


def _item(pk: str, person: Student | Guardian) -> dict[str, Any]:
    account = person.account
    facts = {"PK": pk, "SK": f"ACCOUNT#{account.account_id}", **_account_facts(account)} | {
        "family_name": person.family_name,
        "first_name": person.first_name,
        "source_id": person.source_id,
    }
    if isinstance(person, Student):
        facts |= {
            "birth_date": person.birth_date,
            "ine": person.ine,
            "school_class": person.school_class,
            "mef_code": person.mef_code,
        }
    else:
        facts |= {"civility": person.civility, "roster_email": person.roster_email}
    return _attributes(facts)


def _account_facts(account: Account) -> dict[str, Any]:
    return {
        "account_id": account.account_id,
        "username": account.username,
        "status": account.status,
        "origin": account.origin,
        "version": account.version,
        "generation": account.generation,
        "password_ciphertext": account.password.ciphertext if account.password else None,
        "password_key": account.password.key if account.password else None,
        "password_expires_at": account.password_expires_at,
        "notified_at": account.notified_at,
        "activated_at": account.activated_at,
        "last_sign_in_at": account.last_sign_in_at,
        "status_since": account.status_since,
        "last_operation_id": account.last_operation_id,
    }


def _attributes(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(fact) for name, fact in facts.items() if fact is not None}


def _value(fact: Any) -> dict[str, Any]:
    if isinstance(fact, bytes):
        return {"B": fact}
    if isinstance(fact, int):
        return {"N": str(fact)}
    return {"S": fact.isoformat() if isinstance(fact, date) else str(fact)}


def main(population: str, times: int) -> None:
    made_up = cases.school()
    recorded = recorded_school(made_up, population)
    resource = boto3.resource(
        "dynamodb",
        region_name="eu-west-3",
        aws_access_key_id="bench",
        aws_secret_access_key="bench",
    )
    serve(resource.meta.client, recorded.answer)
    stock = Stock(resource.Table("bench"), made_up.school)
    found = cases.measured(stock.search, population, times)
    found |= {"strong units": recorded.units[True], "eventual units": recorded.units[False]}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
