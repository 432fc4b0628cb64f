"""One import of a school, or of a feed, at a time: waiting for the other one, and ending."""

from collections.abc import Callable
from contextlib import suppress

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


def freed(lease: Lease) -> None:
    """Give back the lease of an import that is over.

    What it has done and said stands, even if the lease cannot be given back: it ends by itself.
    """
    with suppress(Exception):
        lease.finish()
