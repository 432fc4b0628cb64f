"""What the troubleshooting table answers (guide §3.5): the only one with a password column."""

from collections.abc import Mapping, Sequence
from typing import Self

from shared.api.schemas.common import Answer
from shared.api.schemas.students import PasswordCell
from shared.domain.account import AccountStatus, Student
from shared.domain.identifiers import Uai
from shared.domain.school import School
from shared.usecases.search_students import StudentPage
from shared.usecases.shown_password import ShownPassword

_EMAIL_KNOWN, _NO_EMAIL = "Renseignée", "Non renseignée"

WithPassword = tuple[Student, ShownPassword]


class TroubleshootingRow(Answer):
    """A line of the table.

    `email` says whether the pupil has confirmed an address, with which she can reset her
    password by herself (guide §3.4). The address itself is hers, and helping takes none of it.
    """

    account_id: str
    family_name: str
    first_name: str
    mef_code: str
    mef_label: str
    username: str
    password: PasswordCell
    status: AccountStatus
    email: str


class StudentTroubleshootingRow(TroubleshootingRow):
    """A student of the school, with her class."""

    school_class: str
    class_label: str

    @classmethod
    def of(cls, row: WithPassword, school: School) -> Self:
        student, _ = row
        return cls(
            **_fields(row, school),
            school_class=student.school_class,
            class_label=school.class_label(student.school_class),
        )


class ExternalTroubleshootingRow(TroubleshootingRow):
    """A student of another school, with that school."""

    home_school: str
    home_school_name: str

    @classmethod
    def of(cls, row: WithPassword, home: School) -> Self:
        return cls(**_fields(row, home), home_school=home.uai, home_school_name=home.display_name)


class StudentTroubleshootingPage(Answer):
    """A page of a search; `counts` and `total` are of the whole result."""

    items: list[StudentTroubleshootingRow]
    total: int
    counts: dict[AccountStatus, int]
    next_cursor: str | None

    @classmethod
    def of(
        cls,
        page: StudentPage,
        rows: Sequence[WithPassword],
        school: School,
        next_cursor: str | None,
    ) -> Self:
        return cls(
            items=[StudentTroubleshootingRow.of(row, school) for row in rows],
            total=page.total,
            counts=page.counts,
            next_cursor=next_cursor,
        )


class ExternalTroubleshootingPage(Answer):
    """The same, of external students."""

    items: list[ExternalTroubleshootingRow]
    total: int
    counts: dict[AccountStatus, int]
    next_cursor: str | None

    @classmethod
    def of(
        cls,
        page: StudentPage,
        rows: Sequence[WithPassword],
        homes: Mapping[Uai, School],
        next_cursor: str | None,
    ) -> Self:
        return cls(
            items=[ExternalTroubleshootingRow.of(row, homes[row[0].account.uai]) for row in rows],
            total=page.total,
            counts=page.counts,
            next_cursor=next_cursor,
        )


def _fields(row: WithPassword, school: School) -> dict[str, object]:
    student, shown = row
    account = student.account
    return {
        "account_id": account.account_id,
        "family_name": student.display_name,
        "first_name": student.first_name,
        "mef_code": student.mef_code,
        "mef_label": school.mef_label(student.mef_code),
        "username": account.username,
        "password": PasswordCell.of(account, shown),
        "status": account.status,
        "email": _EMAIL_KNOWN if account.account_email else _NO_EMAIL,
    }
