"""The table in memory, with which campaigns are run, does what moto's does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import boto3

from shared.adapters.dynamodb.operations import OperationRepository
from shared.adapters.dynamodb.schools import SchoolRepository
from shared.adapters.dynamodb.students import StudentRepository
from shared.adapters.dynamodb.table import Table
from shared.domain.account import AccountAction, Effect, SealedPassword
from shared.domain.audit import AuditRow, AuditTag
from shared.domain.errors import DomainError
from shared.domain.idempotency import IdempotentRequest
from shared.domain.identifiers import OperationId, StaffId
from shared.domain.instruction import (
    Channel,
    Instruction,
    Outcome,
    OutcomeStatus,
    Population,
    Selected,
)
from shared.domain.operation import (
    STALLED_AFTER,
    Document,
    Operation,
    OperationKind,
    OperationStatus,
)
from shared.domain.person import Student
from tests.component.clock import Clock
from tests.component.operations.desk import Desk
from tests.factories import a_school, store_school
from tests.unit.operations.builders import UAI, account_id, store_students, students
from tests.unit.operations.memory_dynamodb import MemoryDynamoDb

AT = Clock().at
STAFF = StaffId("staff-1")
OPERATION = Operation(
    operation_id=OperationId("a" * 24),
    kind=OperationKind.NOTIFICATION,
    instruction=Instruction(UAI, Population.STUDENTS, AccountAction.NOTIFY, channel=Channel.LETTER),
    document=Document.LETTERS,
    created_at=AT,
    created_by=STAFF,
    created_by_name="Camille Secrétaire",
    selected=2,
    left_out=0,
)
REQUEST = IdempotentRequest.of(STAFF, "key", b"body", at=AT)
SELECTED = [Selected(account_id(1), 0), Selected(account_id(2), 0)]


def said(call: Callable[[], Any]) -> Any:
    """What a call returns, or the code of its refusal."""
    try:
        return call()
    except DomainError as error:
        return error.code


def change(before: Student) -> tuple[Student, Student, AuditRow]:
    sealed = SealedPassword(b"sealed", f"{UAI}/0001", 1)
    account = before.account.with_new_password(AccountAction.NOTIFY, sealed, at=AT)
    after = replace(before, account=account.stamped(OPERATION.operation_id))
    who, tag = before.account.account_id, AuditTag.ACCOUNT_NOTIFIED
    effect, operation_id = Effect.NEW_PASSWORD, OPERATION.operation_id
    trace = AuditRow(who, UAI, UAI, tag, effect, AT, STAFF, operation_id, 1)
    return before, after, trace


def a_life(table: Table) -> list[Any]:
    """What the repositories answer, from the request to the sweep, every refusal included."""
    operations, people = OperationRepository(table), StudentRepository(table)
    store_students(table, students(3))
    changes = [
        change(student) for student in people.get_many(UAI, [account_id(1), account_id(2)]).values()
    ]
    outcomes = [Outcome(each.account_id, OutcomeStatus.DONE) for each in SELECTED]
    finished = replace(OPERATION, status=OperationStatus.SUCCEEDED, done=2, finished_at=AT)
    later = AT + STALLED_AFTER + timedelta(seconds=1)
    calls: list[Callable[[], Any]] = [
        lambda: operations.create(OPERATION, SELECTED, [], REQUEST),
        lambda: operations.create(OPERATION, SELECTED, [], REQUEST),
        lambda: operations.create(OPERATION, SELECTED, [], None),
        lambda: operations.earlier(UAI, replace(REQUEST, body_digest="other")),
        lambda: list(operations.selection(OPERATION)),
        lambda: list(operations.standing_still(at=AT)),
        lambda: list(operations.standing_still(at=later)),
        lambda: operations.resume(UAI, OPERATION.operation_id, at=later),
        lambda: operations.resume(UAI, OPERATION.operation_id, at=later),
        lambda: operations.sign_of_life(OPERATION, at=AT),
        lambda: operations.write_slice(OPERATION, 0, changes, outcomes),
        lambda: operations.write_slice(OPERATION, 0, changes, outcomes),
        lambda: operations.write_slice(OPERATION, 1, changes, outcomes),
        lambda: operations.slices_done(OPERATION),
        lambda: operations.finish(finished),
        lambda: operations.finish(replace(finished, done=9)),
        lambda: operations.sign_of_life(OPERATION, at=AT),
        lambda: operations.newest(UAI, 5),
        lambda: list(operations.files_to_sweep(at=AT + timedelta(hours=25))),
        lambda: operations.file_swept(UAI, OPERATION.operation_id, at=AT),
        lambda: list(operations.files_to_sweep(at=AT + timedelta(hours=25))),
        lambda: operations.get(UAI, OPERATION.operation_id),
        lambda: people.all_of(UAI),
        lambda: store_school(table, a_school()),
        lambda: store_school(table, a_school(roster_updated_at=later)),
        lambda: SchoolRepository(table).get(UAI),
    ]
    return [said(call) for call in calls]


def test_the_table_in_memory_and_motos_answer_and_end_alike(desk: Desk) -> None:
    memory = MemoryDynamoDb()
    in_memory: Any = memory

    answers = a_life(desk.table)

    assert a_life(Table("accounts", in_memory)) == answers
    assert answers[:3] == [OPERATION, OPERATION, "concurrent_change"]
    assert answers[7:13] == [True, False, True, None, "concurrent_change", "concurrent_change"]
    items = boto3.client("dynamodb").scan(TableName="accounts")["Items"]
    assert memory.items == {(item["PK"]["S"], item["SK"]["S"]): item for item in items}
