"""The temporary passwords that a member of staff may have displayed in a day: counted, then shown.

They are counted before any is opened, so that what is refused has been seen by nobody. An answer
that is lost on its way has been counted: the count errs on the side of the limit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from shared.domain.account import Account, PasswordDisplay, password_display
from shared.domain.errors import DisplayBudgetSpentError
from shared.domain.french_time import end_of_paris_day, paris_date
from shared.domain.identifiers import StaffId
from shared.domain.staff_day import DayLimits, Excess, StaffDay
from shared.usecases.shown_password import ShownPassword, shown_password


class StaffDays(Protocol):
    """Counts what each member of staff does in a day; `until` is the day's end."""

    def add(
        self, staff_id: StaffId, day: date, step: StaffDay, *, most_displayed: int, until: datetime
    ) -> StaffDay | None:
        """The day with `step`; None, and nothing counted, when it would pass `most_displayed`."""

    def told(self, staff_id: StaffId, day: date, excess: Excess) -> None:
        """This excess of the day need not be told again."""


class Displays(Protocol):
    """Counts temporary passwords about to be displayed to one person."""

    def take(self, count: int) -> None:
        """Refused as a whole when `count` more would pass the day's limit.

        Raises:
            DisplayBudgetSpentError: nothing is counted, and nothing may be displayed.
        """


class Opener(Protocol):
    """Decrypts the temporary password of an account."""

    def open(self, account: Account) -> str: ...


@dataclass(frozen=True, slots=True)
class DisplayBudget:
    """The day of `staff_id` at the moment `at`; `tell` hears of each of its excesses, surely.

    Twice when two requests pass the mark together, which harms nobody.
    """

    days: StaffDays
    limits: DayLimits
    tell: Callable[[StaffId, Excess], None]
    staff_id: StaffId
    at: datetime

    def take(self, count: int) -> None:
        """As `Displays` says."""
        self._add(StaffDay(displayed=count))

    def take_reset(self) -> None:
        """One account is about to be reset and its new password displayed; raises as `take`."""
        self._add(StaffDay(displayed=1, reset=1))

    def note_resets(self, count: int) -> None:
        """So many accounts are being reset and nothing is displayed: counted, never refused."""
        self._add(StaffDay(reset=count))

    def _add(self, step: StaffDay) -> None:
        today, until = paris_date(self.at), end_of_paris_day(self.at)
        most = self.limits.displays
        after = self.days.add(self.staff_id, today, step, most_displayed=most, until=until)
        if after is None:
            raise DisplayBudgetSpentError(most, until - self.at)
        for excess in self.limits.to_tell(after):
            self.tell(self.staff_id, excess)
            self.days.told(self.staff_id, today, excess)


def displayed_passwords(
    accounts: Sequence[Account], opener: Opener, displays: Displays, *, at: datetime
) -> list[ShownPassword]:
    """What is shown of each account's password on one screen; only usable ones count.

    Raises:
        DisplayBudgetSpentError: before any is opened.
    """
    usable = sum(password_display(each, at) is PasswordDisplay.TEMPORARY for each in accounts)
    if usable:
        displays.take(usable)
    return [shown_password(each, opener.open, at=at) for each in accounts]
