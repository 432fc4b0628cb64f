"""A student's page: all that staff may know of her account."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.domain.account import Account
from shared.domain.errors import UnknownAccountError
from shared.domain.identifiers import AccountId, Uai
from shared.domain.person import Student
from shared.domain.student_search import external_in
from shared.usecases.shown_password import ShownPassword, shown_password


class Students(Protocol):
    """Reads one student and her address."""

    def get(self, uai: Uai, account_id: AccountId) -> Student | None: ...
    def address_of(self, uai: Uai, account_id: AccountId) -> tuple[str, ...]: ...


class ExternalStudents(Protocol):
    """Reads one student whom a school hosts."""

    def get(self, host: Uai, account_id: AccountId) -> Student | None: ...


class Opener(Protocol):
    """Decrypts the temporary password of an account."""

    def open(self, account: Account) -> str: ...


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
    students: Students, opener: Opener, *, uai: Uai, account_id: AccountId, at: datetime
) -> StudentDetail:
    """The student as she is now.

    Raises:
        UnknownAccountError: when she is not of this school, or has left it.
    """
    student = students.get(uai, account_id)
    if student is None or student.departed_on is not None:
        raise UnknownAccountError
    return StudentDetail(
        student=student,
        postal_lines=students.address_of(uai, account_id),
        password=shown_password(student.account, opener.open, at=at),
    )


def show_external_student(
    students: ExternalStudents,
    opener: Opener,
    *,
    host: Uai,
    account_id: AccountId,
    at: datetime,
) -> ExternalStudentDetail:
    """The external student as she is now.

    Raises:
        UnknownAccountError: when this school does not teach her, or she is one of its own.
    """
    student = students.get(host, account_id)
    if student is None or not external_in(student, host):
        raise UnknownAccountError
    return ExternalStudentDetail(student, shown_password(student.account, opener.open, at=at))
