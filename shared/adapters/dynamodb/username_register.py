"""Another username for an account: the register, the trace and the event in one transaction."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from shared.adapters.dynamodb.account_writes import account_update, put_trace
from shared.adapters.dynamodb.provider_events import put_event
from shared.adapters.dynamodb.table import ConditionFailedError, Table
from shared.adapters.dynamodb.usernames import (
    UsernameCounters,
    count_action,
    only_usernames_moved,
    register_action,
)
from shared.domain.account import next_version
from shared.domain.audit import AccountTrace
from shared.domain.errors import ConcurrentChangeError
from shared.domain.person import Person, Student
from shared.domain.provider_events import ProviderEvent, ProviderEventKind
from shared.domain.username import numbered

_TRIES = 8
_PAUSE_SECONDS = 0.05


class UsernameRegister:
    """Gives the next username of a stem, if the account is still as it was read."""

    def __init__(self, table: Table, *, pause: Callable[[float], None]) -> None:
        self._table = table
        self._counters = UsernameCounters(table)
        self._pause = pause

    def rename(self, person: Person, stem: str, trace: AccountTrace, *, at: datetime) -> None:
        """AP-95: the next username of `stem`, and the register, the trace and the event with it.

        The one there was stays in the register, so that it is nobody else's.

        Raises:
            ConcurrentChangeError: when the account has changed, or left, since it was read, or
                the counter of the stem kept moving.
        """
        for attempt in range(_TRIES):
            actions = self._renaming(person, stem, trace, at)
            try:
                self._table.transact(actions)
            except ConditionFailedError as error:
                if not only_usernames_moved(actions, error.reasons):
                    raise ConcurrentChangeError from error
                self._pause(_PAUSE_SECONDS * 2**attempt * (1 + secrets.randbelow(100)) / 100)
            else:
                return
        raise ConcurrentChangeError

    def _renaming(
        self, person: Person, stem: str, trace: AccountTrace, at: datetime
    ) -> list[dict[str, Any]]:
        last = self._counters.read([stem])[stem]
        account = person.account.renamed(numbered(stem, last + 1), at=at)
        after = replace(person, account=next_version(account))
        event = ProviderEvent(
            event_id=trace.trace_id,
            kind=ProviderEventKind.USERNAME_CHANGED,
            occurred_at=at,
            account_id=account.account_id,
            username=account.username,
            former_username=person.account.username,
        )
        return [
            count_action(stem, last, last + 1),
            register_action(account, "students" if isinstance(person, Student) else "guardians"),
            {"Update": account_update(person, after)},
            put_trace(trace),
            put_event(account.uai, event),
        ]
