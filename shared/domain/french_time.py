"""Dates as people in France read them: stored moments are UTC, printed days are Paris's."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def paris_date(moment: datetime) -> date:
    """The day it was in Paris at that moment."""
    return moment.astimezone(PARIS).date()


def end_of_paris_day(moment: datetime) -> datetime:
    """The midnight that ends, in Paris, the day of that moment: 23 to 25 hours after its start."""
    tomorrow = paris_date(moment) + timedelta(days=1)
    return datetime.combine(tomorrow, time(), PARIS).astimezone(UTC)
