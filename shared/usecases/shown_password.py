"""What people are shown of an account's password, and how the password itself is reached."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from shared.domain.account import (
    PASSWORD_DISPLAY_LABELS,
    Account,
    PasswordDisplay,
    password_display,
)
from shared.domain.french_time import paris_date
from shared.domain.password import grouped


@dataclass(frozen=True, slots=True)
class ShownPassword:
    """`temporary` is the password without hyphens, and `valid_until` the day it ends, if usable."""

    display: PasswordDisplay
    temporary: str | None
    valid_until: date | None

    @property
    def text(self) -> str:
        """One cell of a list: the password in groups, or words (guide §3.3)."""
        if self.temporary is not None:
            return grouped(self.temporary)
        return PASSWORD_DISPLAY_LABELS[self.display]


def shown_password(
    account: Account, opened: Callable[[Account], str], *, at: datetime
) -> ShownPassword:
    """What may be shown of a password now; `opened` is asked only for one that can be used."""
    display = password_display(account, at)
    if display is not PasswordDisplay.TEMPORARY:
        return ShownPassword(display, None, None)
    expires_at = account.password_expires_at
    return ShownPassword(display, opened(account), paris_date(expires_at) if expires_at else None)
