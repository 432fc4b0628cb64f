"""What staff ask of many accounts, and the people it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from functions.list_export.handler import lambda_handler as list_accounts
from functions.notify.handler import lambda_handler as notify
from functions.reset.handler import lambda_handler as reset
from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.guardians import GuardianRepository
from shared.adapters.dynamodb.students import StudentRepository
from shared.adapters.dynamodb.table import Table
from shared.domain.account import Account
from tests.component.conftest import http_event
from tests.unit.operations.builders import (
    OTHER_UAI,
    UAI,
    a_guardian,
    a_student,
    point,
    store_guardians,
    store_students,
    students,
)

Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


def _store_students(table: Table, count: int) -> None:
    store_students(table, students(count))


def _students(table: Table) -> list[Account]:
    return [each.account for each in StudentRepository(table).all_of(UAI)]


def _store_external_students(table: Table, count: int) -> None:
    for number in range(1, count + 1):
        guest = a_student(number, uai=OTHER_UAI, host_schools=(UAI,))
        store_students(table, [guest])
        point(table, keys.external_students(UAI), guest.account)


def _external_students(table: Table) -> list[Account]:
    return [each.account for each in StudentRepository(table).all_of(OTHER_UAI)]


def _store_guardians(table: Table, count: int) -> None:
    """Each with two children; each child has two guardians."""
    _store_students(table, count)
    pairs = ((number, 1 + number % count) for number in range(1, count + 1))
    store_guardians(table, ((a_guardian(first), (first, second)) for first, second in pairs))


def _guardians(table: Table) -> list[Account]:
    found, _ = GuardianRepository(table).all_of(UAI)
    return [each.account for each in found]


@dataclass(frozen=True)
class Errand:
    """A request to `handler`; `store` puts so many people there, `accounts` reads them again.

    `generations` is how many passwords each account has been given once it is done.
    """

    path: str
    handler: Handler
    store: Callable[[Table, int], None] = _store_students
    accounts: Callable[[Table], list[Account]] = _students
    body: dict[str, Any] = field(default_factory=dict)
    generations: int = 1

    def request(self, key: str, **body: Any) -> dict[str, Any]:
        """Asked for everyone, under this idempotency key; `body` adds to it."""
        everyone = {"population": "students", "selection": {"criteria": {}}}
        return http_event(
            "POST",
            f"/schools/{UAI}/{self.path}",
            body=everyone | self.body | body,
            headers={"idempotency-key": key},
        )


NOTIFY_STUDENTS = Errand("notifications", notify)

ERRANDS = {
    "students notified": NOTIFY_STUDENTS,
    "students reset": Errand("password-resets", reset),
    "students listed": Errand("account-lists", list_accounts, generations=0),
    "external students notified": Errand(
        *("notifications", notify, _store_external_students, _external_students),
        {"population": "external_students"},
    ),
    "external students reset": Errand(
        *("password-resets", reset, _store_external_students, _external_students),
        {"population": "external_students"},
    ),
    "guardians notified": Errand(
        *("notifications", notify, _store_guardians, _guardians), {"population": "guardians"}
    ),
    "guardians reset": Errand(
        *("password-resets", reset, _store_guardians, _guardians), {"population": "guardians"}
    ),
    "guardians listed": Errand(
        *("account-lists", list_accounts, _store_guardians, _guardians),
        {"population": "guardians"},
        generations=0,
    ),
}
