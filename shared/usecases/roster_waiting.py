"""Waiting for another import of the same school, or of the same feed, to end."""

from collections.abc import Callable

from shared.domain.roster_state import SchoolBusyError
from shared.usecases.roster_ports import Lease

_SECONDS_TO_WAIT = 120


def taken(take: Callable[[], Lease], pause: Callable[[float], None]) -> Lease:
    """Files of one school are often dropped together: each import waits for the one before.

    Raises:
        SchoolBusyError: the other has not ended after two minutes.
    """
    for _ in range(_SECONDS_TO_WAIT):
        try:
            return take()
        except SchoolBusyError:
            pause(1)
    return take()
