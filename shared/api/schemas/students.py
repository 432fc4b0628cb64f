"""What the routes about students take and answer."""

from collections.abc import Sequence
from datetime import date
from typing import Self

from shared.api.schemas.common import Answer, Moment
from shared.domain.account import (
    AccountOrigin,
    AccountStatus,
    PasswordDisplay,
    Student,
)
from shared.domain.school import School
from shared.usecases.search_students import Option, SearchOptions, StudentPage
from shared.usecases.show_student import StudentDetail


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
        temporary = detail.password_display in {PasswordDisplay.TEMPORARY, PasswordDisplay.EXPIRED}
        return cls(
            **_row_fields(student, school),
            birth_name=student.family_name,
            birth_date=student.birth_date,
            ine=student.ine,
            postal_lines=list(detail.postal_lines),
            activated_at=student.account.activated_at,
            password=PasswordCell(
                display=detail.password_display,
                text=detail.password_text,
                expires_at=student.account.password_expires_at if temporary else None,
            ),
        )


class OptionAnswer(Answer):
    """A value to search by, and how many students have it."""

    code: str
    label: str
    count: int


class SearchOptionsAnswer(Answer):
    """What a school's students can be searched by."""

    school_classes: list[OptionAnswer]
    mef_codes: list[OptionAnswer]

    @classmethod
    def of(cls, options: SearchOptions) -> Self:
        return cls(
            school_classes=_options(options.school_classes), mef_codes=_options(options.mef_codes)
        )


def _options(options: Sequence[Option]) -> list[OptionAnswer]:
    return [OptionAnswer(code=o.code, label=o.label, count=o.count) for o in options]


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
