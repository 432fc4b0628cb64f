"""The troubleshooting table: a page of students with what may be shown of each password."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from shared.domain.account import Account
from shared.domain.person import Student
from shared.usecases.shown_password import ShownPassword, shown_password

MOST_ROWS = 50
"""Passwords opened for one page at most."""


class Opener(Protocol):
    """Decrypts the temporary password of an account."""

    def open(self, account: Account) -> str: ...


def with_passwords(
    page: Iterable[Student], opener: Opener, *, at: datetime
) -> list[tuple[Student, ShownPassword]]:
    """Each student of a page beside her password (guide §3.5); only usable ones are opened."""
    return [(student, shown_password(student.account, opener.open, at=at)) for student in page]
