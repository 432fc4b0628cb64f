"""The staff of a demo school at work in the past: the very use cases, with another clock."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from infra.local.demo_year_plan import StaffAct
from infra.local.people import DEMO_PEOPLE, access_to
from infra.local.people import Person as StaffMember
from infra.local.services import PlatformError
from shared.adapters.dynamodb.operations import OperationRepository
from shared.adapters.dynamodb.outbox import OutboxRepository
from shared.domain.account import AccountAction
from shared.domain.identifiers import OperationId, StaffId, Uai
from shared.domain.instruction import Instruction
from shared.domain.operation import Document, Operation
from shared.domain.password import temporary_passwords
from shared.usecases.end_operation import OperationEnding
from shared.usecases.people import People
from shared.usecases.request_operation import request_operation
from shared.usecases.select_accounts import Selection, plan_for
from shared.usecases.work_operation import OperationWorker, Sealer

_WORK_TAKES: Final = timedelta(seconds=2)
_DOCUMENTS: Final[Mapping[AccountAction, Document]] = {AccountAction.NOTIFY: Document.LETTERS}


@dataclass(frozen=True, slots=True)
class PastStaff:
    """Asks for operations and does them at once, as they would have been asked for and done.

    `now` is the real time: an operation that is being done must not be found standing still.
    """

    uai: Uai
    operations: OperationRepository
    outbox: OutboxRepository
    people: People
    sealer: Sealer
    now: Callable[[], datetime]

    def do(self, act: StaffAct) -> None:
        """Raises PlatformError when the operation has not done all of it."""
        instruction = Instruction(
            self.uai,
            act.population,
            act.action,
            include_activated=act.action is AccountAction.RESET,
        )
        asked_by = secretary_of(self.uai)
        worker = _WorkerOf(self, act.at + _WORK_TAKES)
        request_operation(
            self.operations,
            worker,
            worker,
            uai=self.uai,
            plan=lambda: plan_for(
                self.people,
                instruction=instruction,
                selection=Selection(account_ids=act.account_ids),
                at=act.at,
            ),
            document=_DOCUMENTS.get(act.action),
            caller=StaffId(asked_by.sub),
            caller_name=asked_by.name,
            request=None,
            at=act.at,
        )


@dataclass(frozen=True, slots=True)
class _WorkerOf:
    """The queue and the worker in one: what is sent is done before the next is asked for."""

    staff: PastStaff
    at: datetime

    def send(self, uai: Uai, operation_id: OperationId) -> None:
        operation = self.staff.operations.get(uai, operation_id)
        if operation is None:
            raise PlatformError(f"operation {operation_id} has vanished")
        self(operation)

    def __call__(self, operation: Operation) -> Operation:
        staff = self.staff
        staff.operations.sign_of_life(operation, at=staff.now())
        worker = OperationWorker(
            staff.operations, staff.people, staff.sealer, temporary_passwords(), lambda: self.at
        )
        worker.work(operation, may_go_on=lambda: True)
        ending = OperationEnding(staff.operations, staff.outbox, lambda: self.at)
        ended = ending.finish(operation)
        if ended.done != ended.total:
            raise PlatformError(
                f"operation {operation.operation_id}: {ended.done} accounts of {ended.total} done"
            )
        return ended


def secretary_of(uai: Uai, people: Iterable[StaffMember] = DEMO_PEOPLE) -> StaffMember:
    """Who administers fewest schools, this one among them."""
    access = access_to("administration", uai)
    administrators = [each for each in people if access in each.access.split()]
    return min(administrators, key=lambda each: len(each.access))
