"""What the routes about students take and answer."""

from collections.abc import Mapping
from datetime import date
from typing import Self

from shared.api.schemas.common import Answer, Moment
from shared.domain.account import (
    Account,
    AccountOrigin,
    AccountStatus,
    PasswordDisplay,
    Student,
)
from shared.domain.identifiers import Uai
from shared.domain.school import School
from shared.usecases.search_students import StudentPage
from shared.usecases.show_student import ExternalStudentDetail, StudentDetail
from shared.usecases.shown_password import ShownPassword


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


class StudentPageAnswer(Answer):
    """A page of a search; `counts` and `total` are of the whole result."""

    items: list[StudentRow]
    total: int
    counts: dict[AccountStatus, int]
    next_cursor: str | None

    @classmethod
    def of(cls, page: StudentPage, school: School, next_cursor: str | None) -> Self:
        return cls(
            items=[StudentRow.of(student, school) for student in page.students],
            total=page.total,
            counts=page.counts,
            next_cursor=next_cursor,
        )


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
    """A student's page."""

    birth_name: str
    birth_date: date | None
    ine: str | None
    postal_lines: list[str]
    activated_at: Moment | None
    password: PasswordCell

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
            password=PasswordCell.of(student.account, detail.password),
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


class ExternalStudentPageAnswer(Answer):
    """A page of a search; `counts` and `total` are of the whole result."""

    items: list[ExternalStudentRow]
    total: int
    counts: dict[AccountStatus, int]
    next_cursor: str | None

    @classmethod
    def of(cls, page: StudentPage, homes: Mapping[Uai, School], next_cursor: str | None) -> Self:
        return cls(
            items=[ExternalStudentRow.of(each, homes[each.account.uai]) for each in page.students],
            total=page.total,
            counts=page.counts,
            next_cursor=next_cursor,
        )


class ExternalStudentAnswer(ExternalStudentRow):
    """An external student's page: what helping her with her account takes, and no more.

    Her INE, birth name and date, postal address, class and guardians stay with her home school:
    the host only acts on the account (guide §4), and needs none of them for it.
    """

    activated_at: Moment | None
    password: PasswordCell

    @classmethod
    def of_detail(cls, detail: ExternalStudentDetail, home: School) -> Self:
        account = detail.student.account
        return cls(
            **_external_fields(detail.student, home),
            activated_at=account.activated_at,
            password=PasswordCell.of(account, detail.password),
        )


def _row_fields(student: Student, school: School) -> dict[str, object]:
    account = student.account
    return {
        "account_id": account.account_id,
        "family_name": student.display_name,
        "first_name": student.first_name,
        "school_class": student.school_class,
        "class_label": school.class_label(student.school_class),
        "mef_code": student.mef_code,
        "mef_label": school.mef_label(student.mef_code),
        "username": account.username,
        "status": account.status,
        "origin": account.origin,
        "notified_at": account.notified_at,
        "last_sign_in_at": account.last_sign_in_at,
    }


def _external_fields(student: Student, home: School) -> dict[str, object]:
    account = student.account
    return {
        "account_id": account.account_id,
        "family_name": student.display_name,
        "first_name": student.first_name,
        "home_school": home.uai,
        "home_school_name": home.display_name,
        "mef_code": student.mef_code,
        "mef_label": home.mef_label(student.mef_code),
        "username": account.username,
        "status": account.status,
        "origin": account.origin,
        "notified_at": account.notified_at,
        "last_sign_in_at": account.last_sign_in_at,
    }
