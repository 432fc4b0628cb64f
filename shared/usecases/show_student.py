"""A student's page: all that staff may know of her account."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.domain.errors import UnknownAccountError
from shared.domain.identifiers import AccountId, Uai
from shared.domain.person import Student
from shared.domain.student_search import external_in
from shared.usecases.display_budget import Displays, Opener, displayed_passwords
from shared.usecases.shown_password import ShownPassword


class Students(Protocol):
    """Reads one student and her address."""

    def get(self, uai: Uai, account_id: AccountId) -> Student | None: ...
    def address_of(self, uai: Uai, account_id: AccountId) -> tuple[str, ...]: ...


class ExternalStudents(Protocol):
    """Reads one student whom a school hosts."""

    def get(self, host: Uai, account_id: AccountId) -> Student | None: ...


@dataclass(frozen=True, slots=True)
class StudentDetail:
    """A student, her address, and what may be shown of her password."""

    student: Student
    postal_lines: tuple[str, ...]
    password: ShownPassword


@dataclass(frozen=True, slots=True)
class ExternalStudentDetail:
    """A student of another school, and what may be shown of her password."""

    student: Student
    password: ShownPassword


def show_student(
    students: Students,
    opener: Opener,
    displays: Displays,
    *,
    uai: Uai,
    account_id: AccountId,
    at: datetime,
) -> StudentDetail:
    """The student as she is now.

    Raises:
        UnknownAccountError: when she is not of this school, or has left it.
        DisplayBudgetSpentError: as `displayed_passwords` says.
    """
    student = students.get(uai, account_id)
    if student is None or student.departed_on is not None:
        raise UnknownAccountError
    [password] = displayed_passwords([student.account], opener, displays, at=at)
    return StudentDetail(student, students.address_of(uai, account_id), password)


def show_external_student(
    students: ExternalStudents,
    opener: Opener,
    displays: Displays,
    *,
    host: Uai,
    account_id: AccountId,
    at: datetime,
) -> ExternalStudentDetail:
    """The external student as she is now.

    Raises:
        UnknownAccountError: when this school does not teach her, or she is one of its own.
        DisplayBudgetSpentError: as `displayed_passwords` says.
    """
    student = students.get(host, account_id)
    if student is None or not external_in(student, host):
        raise UnknownAccountError
    [password] = displayed_passwords([student.account], opener, displays, at=at)
    return ExternalStudentDetail(student, password)
