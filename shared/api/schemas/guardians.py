"""What the routes about guardians answer."""

from typing import Self

from shared.api.schemas.common import Answer, Moment
from shared.api.schemas.person_fields import (
    account_fields,
    class_fields,
    email_confirmed,
    identity_fields,
)
from shared.api.schemas.students import PasswordCell
from shared.api.schemas.username_changes import UsernameChangeCell
from shared.domain.account import AccountOrigin, AccountStatus
from shared.domain.guardian_search import KINSHIP_LABELS, GuardianRow
from shared.domain.kinship import Kinship
from shared.domain.person import Guardian, Student
from shared.domain.school import School
from shared.usecases.search_guardians import GuardianPage
from shared.usecases.show_guardian import GuardianDetail


class PupilCell(Answer):
    """The pupil of a row."""

    account_id: str
    family_name: str
    first_name: str
    school_class: str
    class_label: str
    mef_code: str
    mef_label: str

    @classmethod
    def of(cls, student: Student, school: School) -> Self:
        return cls(**identity_fields(student, school), **class_fields(student, school))


class GuardianCell(Answer):
    """The guardian of a row, with her account.

    `email` is the roster's address: the column stands beside « (Re)notifier », whose e-mails go
    there and nowhere else, and it is what « Adresse email » filters by. `email_confirmed` tells
    that the holder has confirmed an address to ÉduConnect, with which she can reset her password
    by herself (guide §5.4); that address is hers and may be another, so a table does not show it.
    """

    account_id: str
    civility: str
    family_name: str
    first_name: str
    username: str
    email: str | None
    email_confirmed: bool
    status: AccountStatus
    origin: AccountOrigin | None
    notified_at: Moment | None
    last_sign_in_at: Moment | None

    @classmethod
    def of(cls, guardian: Guardian) -> Self:
        return cls(**_guardian_fields(guardian))


class KinshipCell(Answer):
    """What she is to the pupil; `disputed` when she has said that the pupil is not hers."""

    kinship: Kinship
    kinship_label: str
    disputed: bool
    disputed_at: Moment | None


class GuardianRowAnswer(KinshipCell):
    """A line of the table of guardians: one pupil and one guardian (guide §5.1)."""

    student: PupilCell
    guardian: GuardianCell

    @classmethod
    def of(cls, row: GuardianRow, school: School) -> Self:
        return cls(
            student=PupilCell.of(row.student, school),
            guardian=GuardianCell.of(row.guardian),
            **_kinship_fields(row),
        )


class GuardianPageAnswer(Answer):
    """A page of a search; `total` and `counts` are of all its rows, `accounts` of its guardians."""

    items: list[GuardianRowAnswer]
    total: int
    counts: dict[AccountStatus, int]
    accounts: int
    next_cursor: str | None

    @classmethod
    def of(cls, page: GuardianPage, school: School, next_cursor: str | None) -> Self:
        return cls(
            items=[GuardianRowAnswer.of(row, school) for row in page.rows],
            total=page.total,
            counts=page.counts,
            accounts=page.accounts,
            next_cursor=next_cursor,
        )


class ChildAnswer(KinshipCell):
    """One of the guardian's pupils in this school."""

    student: PupilCell

    @classmethod
    def of(cls, row: GuardianRow, school: School) -> Self:
        return cls(student=PupilCell.of(row.student, school), **_kinship_fields(row))


class GuardianAnswer(GuardianCell):
    """A guardian's page: her account, and her children of this school only.

    `account_email` is the address she has confirmed: who asks where the message to choose another
    password has gone can be told.
    """

    birth_name: str
    account_email: str | None
    postal_lines: list[str]
    activated_at: Moment | None
    password: PasswordCell
    username_change: UsernameChangeCell | None
    children: list[ChildAnswer]

    @classmethod
    def of_detail(cls, detail: GuardianDetail, school: School) -> Self:
        guardian = detail.guardian
        return cls(
            **_guardian_fields(guardian),
            birth_name=guardian.family_name,
            account_email=guardian.account.account_email,
            postal_lines=list(detail.postal_lines),
            activated_at=guardian.account.activated_at,
            password=PasswordCell.of(guardian.account, detail.password),
            username_change=UsernameChangeCell.of_account(school.uai, guardian.account),
            children=[ChildAnswer.of(row, school) for row in detail.rows],
        )


def _guardian_fields(guardian: Guardian) -> dict[str, object]:
    account = guardian.account
    return account_fields(account) | {
        "account_id": account.account_id,
        "civility": guardian.civility,
        "family_name": guardian.display_name,
        "first_name": guardian.first_name,
        "email": guardian.roster_email,
        "email_confirmed": email_confirmed(account),
    }


def _kinship_fields(row: GuardianRow) -> dict[str, object]:
    return {
        "kinship": row.link.kinship,
        "kinship_label": KINSHIP_LABELS[row.link.kinship],
        "disputed": row.link.disputed_at is not None,
        "disputed_at": row.link.disputed_at,
    }
