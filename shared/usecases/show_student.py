"""A student's page: all that staff may know of her account."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.domain.account import (
    PASSWORD_DISPLAY_LABELS,
    Account,
    PasswordDisplay,
    Student,
    password_display,
)
from shared.domain.errors import UnknownAccountError
from shared.domain.identifiers import AccountId, Uai
from shared.domain.password import grouped


class Students(Protocol):
    """Reads one student and her address."""

    def get(self, uai: Uai, account_id: AccountId) -> Student | None: ...
    def address_of(self, uai: Uai, account_id: AccountId) -> tuple[str, ...]: ...


class Opener(Protocol):
    """Decrypts the temporary password of an account."""

    def open(self, account: Account) -> str: ...


@dataclass(frozen=True, slots=True)
class StudentDetail:
    """A student, her address, and what may be shown of her password."""

    student: Student
    postal_lines: tuple[str, ...]
    password_display: PasswordDisplay
    password_text: str


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
    display = password_display(student.account, at)
    temporary = display is PasswordDisplay.TEMPORARY
    return StudentDetail(
        student=student,
        postal_lines=students.address_of(uai, account_id),
        password_display=display,
        password_text=grouped(opener.open(student.account))
        if temporary
        else PASSWORD_DISPLAY_LABELS[display],
    )
