"""An account's history, for a school that sees the account."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.domain.account_history import HistoryEntry, Trace, history_of
from shared.domain.errors import UnknownAccountError
from shared.domain.identifiers import AccountId, OperationId, Uai
from shared.domain.operation import Operation
from shared.domain.person import Student
from shared.domain.student_search import external_in
from shared.usecases import show_guardian

NEWEST = 500
"""Traces read at most: an account's year holds some tens."""


class Students(show_guardian.Students, Protocol):
    """Reads the students of a school, those who left included."""

    def get(self, uai: Uai, account_id: AccountId) -> Student | None: ...


class ExternalStudents(Protocol):
    """Reads one student whom a school hosts."""

    def get(self, host: Uai, account_id: AccountId) -> Student | None: ...


class Audit(Protocol):
    """Reads what was done to an account, and the operations of a school that did it."""

    def newest(
        self, home: Uai, account_id: AccountId, limit: int, *, at: datetime
    ) -> list[Trace]: ...
    def operations(
        self, uai: Uai, operation_ids: Iterable[OperationId]
    ) -> Mapping[OperationId, Operation]: ...


@dataclass(frozen=True, slots=True)
class AccountsOfASchool:
    """Reads whoever a school may see."""

    students: Students
    external_students: ExternalStudents
    guardians: show_guardian.Guardians

    def home_of(self, uai: Uai, account_id: AccountId) -> Uai:
        """The school where an account that `uai` sees lives: its audit rows lie there.

        A pupil who has left is still seen, an external student or a guardian who has is not.

        Raises:
            UnknownAccountError: when `uai` does not see the account.
        """
        student = self.students.get(uai, account_id)
        if student is not None:
            return student.account.uai
        guest = self.external_students.get(uai, account_id)
        if guest is not None and external_in(guest, uai):
            return guest.account.uai
        rows = show_guardian.rows_of_guardian(self.guardians, self.students, uai, account_id)
        if rows:
            return rows[0].guardian.account.uai
        raise UnknownAccountError


def show_history(
    accounts: AccountsOfASchool, audit: Audit, *, uai: Uai, account_id: AccountId, at: datetime
) -> list[HistoryEntry]:
    """What was done to the account, newest first, as far as `uai` may know.

    Raises:
        UnknownAccountError: when `uai` does not see the account.
    """
    traces = audit.newest(accounts.home_of(uai, account_id), account_id, NEWEST, at=at)
    ours = [t.operation_id for t in traces if t.school == uai and t.operation_id is not None]
    return history_of(traces, uai, audit.operations(uai, ours))
