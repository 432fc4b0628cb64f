"""Dates as people in France read them: stored moments are UTC, printed days are Paris's."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def paris_date(moment: datetime) -> date:
    """The day it was in Paris at that moment."""
    return moment.astimezone(PARIS).date()
