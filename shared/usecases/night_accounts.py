"""How the night reads an account again, and writes accounts with their traces."""

from collections.abc import Sequence
from typing import Protocol

from shared.domain.person import Person
from shared.domain.traced_change import TracedChange

NIGHT = "night"
"""Who an audit row says it was."""


class NightAccounts(Protocol):
    """Accounts where they live: `record` fails when one is no longer as it was read."""

    def read(self, person: Person) -> Person | None: ...
    def record(self, changes: Sequence[TracedChange]) -> None: ...
