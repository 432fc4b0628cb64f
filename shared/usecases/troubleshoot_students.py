"""The troubleshooting table: a page of students with what may be shown of each password."""

from collections.abc import Sequence
from datetime import datetime

from shared.domain.person import Student
from shared.usecases.display_budget import Displays, Opener, displayed_passwords
from shared.usecases.shown_password import ShownPassword

MOST_ROWS = 50
"""Passwords opened for one page at most."""


def with_passwords(
    page: Sequence[Student], opener: Opener, displays: Displays, *, at: datetime
) -> list[tuple[Student, ShownPassword]]:
    """Each student of a page beside her password (guide §3.5); only usable ones are opened.

    Raises:
        DisplayBudgetSpentError: as `displayed_passwords` says.
    """
    accounts = [student.account for student in page]
    return list(zip(page, displayed_passwords(accounts, opener, displays, at=at), strict=True))
