"""What the troubleshooting table answers (guide §3.5): the only one with a password column."""

from typing import Self

from shared.api.schemas.common import Answer
from shared.api.schemas.person_fields import (
    class_fields,
    email_confirmed,
    home_fields,
    identity_fields,
)
from shared.api.schemas.students import PasswordCell, StudentSearchPage
from shared.domain.account import AccountStatus
from shared.domain.person import Student
from shared.domain.school import School
from shared.usecases.shown_password import ShownPassword

_EMAIL_KNOWN, _NO_EMAIL = "Renseignée", "Non renseignée"


class TroubleshootingRow(Answer):
    """A line of the table.

    `email_confirmed` says whether the pupil has confirmed an address, with which she can reset her
    password by herself (guide §3.4), and `email` says it in the column's words. The address itself
    is hers, and helping takes none of it.
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
    email_confirmed: bool


class StudentTroubleshootingRow(TroubleshootingRow):
    """A student of the school, with her class."""

    school_class: str
    class_label: str

    @classmethod
    def of(cls, student: Student, shown: ShownPassword, school: School) -> Self:
        return cls(**_fields(student, shown, school), **class_fields(student, school))


class ExternalTroubleshootingRow(TroubleshootingRow):
    """A student of another school, with that school."""

    home_school: str
    home_school_name: str

    @classmethod
    def of(cls, student: Student, shown: ShownPassword, home: School) -> Self:
        return cls(**_fields(student, shown, home), **home_fields(home))


class StudentTroubleshootingPage(StudentSearchPage[StudentTroubleshootingRow]):
    """A page of a search; `counts` and `total` are of the whole result."""


class ExternalTroubleshootingPage(StudentSearchPage[ExternalTroubleshootingRow]):
    """The same, of external students."""


def _fields(student: Student, shown: ShownPassword, school: School) -> dict[str, object]:
    account = student.account
    confirmed = email_confirmed(account)
    return identity_fields(student, school) | {
        "username": account.username,
        "password": PasswordCell.of(account, shown),
        "status": account.status,
        "email": _EMAIL_KNOWN if confirmed else _NO_EMAIL,
        "email_confirmed": confirmed,
    }
