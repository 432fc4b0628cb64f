"""How often a temporary password may be tried: five mistakes, then waits that grow.

CNIL 2022-100 accepts a password of 50 bits when access is slowed down after failures; it asks for
waits that grow, longer than a minute after five failures, and no more than 25 tries in 24 hours.
Failures are counted until a success, or until a day has passed without any: a window of a quarter
of an hour would let 384 guesses a day through.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

FAILURES_BEFORE_A_LOCK = 5
FORGOTTEN_AFTER = timedelta(hours=24)
_LOCKS = tuple(timedelta(minutes=minutes) for minutes in (15, 60, 240, 960, 1440))
"""Of the first lock, the second, and so on; the last of them for all those that follow."""


@dataclass(frozen=True, slots=True)
class SignInAttempts:
    """The failures since the last success, and until when no more is heard."""

    failures: int = 0
    last_at: datetime | None = None
    locked_until: datetime | None = None

    def locked_at(self, at: datetime) -> bool:
        return self.locked_until is not None and at < self.locked_until

    def with_one_more(self, at: datetime) -> "SignInAttempts":
        """The count with a try that is held to have failed until it is seen to succeed.

        Counted before the password is looked at, so that tries made at once are all counted.
        """
        failures = (0 if self.forgotten_at(at) else self.failures) + 1
        locks, before_the_next = divmod(failures, FAILURES_BEFORE_A_LOCK)
        if before_the_next:
            return SignInAttempts(failures, at)
        return SignInAttempts(failures, at, at + _LOCKS[min(locks, len(_LOCKS)) - 1])

    def forgotten_at(self, at: datetime) -> bool:
        """Whether a day has gone by without a failure; a lock ends no later than that."""
        return self.last_at is not None and at >= self.last_at + FORGOTTEN_AFTER
