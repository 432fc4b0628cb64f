"""How long what is kept of people is kept."""

from datetime import UTC, date, datetime

from shared.domain.account import add_months
from shared.domain.person import Person

MONTHS_AFTER_DEPARTURE = 3


def erasure_is_due(person: Person, today: date) -> bool:
    """Whether someone left three months ago or more, and never came back."""
    if person.departed_on is None:
        return False
    left = datetime.combine(person.departed_on, datetime.min.time(), UTC)
    return add_months(left, MONTHS_AFTER_DEPARTURE).date() <= today
