"""A time of the test's own."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass
class Clock:
    """The time the functions read, in the place of `datetime`; it moves when a test says so."""

    at: datetime = NOW

    def now(self, zone: object) -> datetime:
        assert zone is UTC
        return self.at

    def pass_by(self, **how_long: float) -> None:
        self.at += timedelta(**how_long)
