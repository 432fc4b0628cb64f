"""What the routes about students take and answer."""

from collections.abc import Sequence
from datetime import date
from typing import Generic, Self, TypeVar

from shared.api.schemas.common import Answer, Moment
from shared.api.schemas.person_fields import (
    account_fields,
    class_fields,
    email_confirmed,
    home_fields,
    identity_fields,
)
from shared.api.schemas.username_changes import UsernameChangeCell
from shared.domain.account import Account, AccountOrigin, AccountStatus, PasswordDisplay
from shared.domain.identifiers import Uai
from shared.domain.person import Student
from shared.domain.school import School
from shared.usecases.search_students import StudentPage
from shared.usecases.show_student import ExternalStudentDetail, StudentDetail
from shared.usecases.shown_password import ShownPassword

RowT = TypeVar("RowT", bound=Answer)


class StudentSearchPage(Answer, Generic[RowT]):
    """A page of a search of students, whatever its rows show of them."""

    items: list[RowT]
    total: int
    counts: dict[AccountStatus, int]
    next_cursor: str | None

    @classmethod
    def of(cls, items: Sequence[RowT], page: StudentPage, next_cursor: str | None) -> Self:
        """`items` are the rows of the page's students, in the same order."""
        return cls(items=list(items), total=page.total, counts=page.counts, next_cursor=next_cursor)


class StudentRow(Answer):
    """A line of the table of students (guide §3.1). No password in it, by rule."""

    account_id: str
    family_name: str
    first_name: str
    school_class: str
    class_label: str
    mef_code: str
    mef_label: str
    username: str
    status: AccountStatus
    origin: AccountOrigin | None
    notified_at: Moment | None
    last_sign_in_at: Moment | None

    @classmethod
    def of(cls, student: Student, school: School) -> Self:
        return cls(**_row_fields(student, school))


class StudentPageAnswer(StudentSearchPage[StudentRow]):
    """A page of a search; `counts` and `total` are of the whole result."""


class PasswordCell(Answer):
    """What may be shown of the password: itself while temporary, otherwise only words."""

    display: PasswordDisplay
    text: str
    expires_at: Moment | None

    @classmethod
    def of(cls, account: Account, shown: ShownPassword) -> Self:
        dated = shown.display in {PasswordDisplay.TEMPORARY, PasswordDisplay.EXPIRED}
        return cls(
            display=shown.display,
            text=shown.text,
            expires_at=account.password_expires_at if dated else None,
        )


class StudentAnswer(StudentRow):
    """A student's page.

    `email_confirmed` tells that she has confirmed an address to ÉduConnect, with which she can
    reset her password by herself (guide §3.4); the address itself is hers, and helping takes none
    of it.
    """

    birth_name: str
    birth_date: date | None
    ine: str | None
    postal_lines: list[str]
    activated_at: Moment | None
    email_confirmed: bool
    password: PasswordCell
    username_change: UsernameChangeCell | None

    @classmethod
    def of_detail(cls, detail: StudentDetail, school: School) -> Self:
        student = detail.student
        return cls(
            **_row_fields(student, school),
            birth_name=student.family_name,
            birth_date=student.birth_date,
            ine=student.ine,
            postal_lines=list(detail.postal_lines),
            activated_at=student.account.activated_at,
            email_confirmed=email_confirmed(student.account),
            password=PasswordCell.of(student.account, detail.password),
            username_change=UsernameChangeCell.of_account(school.uai, student.account),
        )


class ExternalStudentRow(Answer):
    """A line of the table of external students (guide §4): no class, unknown to this school."""

    account_id: str
    family_name: str
    first_name: str
    home_school: str
    home_school_name: str
    mef_code: str
    mef_label: str
    username: str
    status: AccountStatus
    origin: AccountOrigin | None
    notified_at: Moment | None
    last_sign_in_at: Moment | None

    @classmethod
    def of(cls, student: Student, home: School) -> Self:
        return cls(**_external_fields(student, home))


class ExternalStudentPageAnswer(StudentSearchPage[ExternalStudentRow]):
    """A page of a search; `counts` and `total` are of the whole result."""


class ExternalStudentAnswer(ExternalStudentRow):
    """An external student's page: what helping her with her account takes, and no more.

    Her INE, birth name and date, postal address, class and guardians stay with her home school:
    the host only acts on the account (guide §4), and needs none of them for it. `email_confirmed`
    is said as on the pages of its own pupils: it resets her password too.
    """

    activated_at: Moment | None
    email_confirmed: bool
    password: PasswordCell
    username_change: UsernameChangeCell | None

    @classmethod
    def of_detail(cls, detail: ExternalStudentDetail, home: School, host: Uai) -> Self:
        account = detail.student.account
        return cls(
            **_external_fields(detail.student, home),
            activated_at=account.activated_at,
            email_confirmed=email_confirmed(account),
            password=PasswordCell.of(account, detail.password),
            username_change=UsernameChangeCell.of_account(host, account),
        )


def _row_fields(student: Student, school: School) -> dict[str, object]:
    return (
        identity_fields(student, school)
        | class_fields(student, school)
        | account_fields(student.account)
    )


def _external_fields(student: Student, home: School) -> dict[str, object]:
    return identity_fields(student, home) | home_fields(home) | account_fields(student.account)
