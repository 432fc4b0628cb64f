"""Asking for another username, and withdrawing the request until the night (guide §8)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from shared.domain.audit import AuditTag
from shared.domain.errors import (
    ConcurrentChangeError,
    UnknownAccountError,
    UsernameChangeAppliedError,
)
from shared.domain.identifiers import AccountId, Uai
from shared.domain.renaming import new_stem
from shared.domain.staff import Caller
from shared.domain.traced_change import TracedChange
from shared.domain.username import Transliterate
from shared.domain.username_change import UsernameChange, UsernameChangeState
from shared.usecases.people import SeenPerson

_TRIES = 4

Finder = Callable[[Uai, AccountId], SeenPerson | None]
"""Whoever of an id a school sees, as the table has her now."""


class Accounts(Protocol):
    """Writes accounts with their traces, if they are still as they were read."""

    def record(self, changes: Sequence[TracedChange]) -> None: ...


def ask_username_change(
    find: Finder,
    accounts: Accounts,
    transliterate: Transliterate,
    *,
    uai: Uai,
    account_id: AccountId,
    caller: Caller,
    at: datetime,
) -> SeenPerson:
    """The account with its request, for the next night; asked again, nothing changes.

    Raises:
        UnknownAccountError: when `uai` does not see the account.
        NamesDifferError, UsernameUnchangedError, UnusableNamesError: refused (guide §8).
        ConcurrentChangeError: when the account changed at each try; asking again is safe.
    """
    for _ in range(_TRIES):
        seen = _seen(find, uai, account_id)
        if seen.person.account.username_awaited:
            return seen
        new_stem(seen.person, transliterate)
        asked = UsernameChange.asked(at=at, by=caller.name, school=uai)
        account = replace(seen.person.account, username_change=asked)
        change = TracedChange.of(
            seen.person,
            account,
            AuditTag.USERNAME_CHANGE_REQUESTED,
            by=caller.staff_id,
            by_name=caller.name,
            at=at,
            school=uai,
        )
        if _written(accounts, change):
            return SeenPerson(seen.population, change.after)
    raise ConcurrentChangeError


def withdraw_username_change(
    find: Finder,
    accounts: Accounts,
    *,
    uai: Uai,
    account_id: AccountId,
    caller: Caller,
    at: datetime,
) -> None:
    """No request any more; without one, nothing changes.

    Raises:
        UnknownAccountError: when `uai` does not see the account.
        UsernameChangeAppliedError: when the night has been faster.
        ConcurrentChangeError: when the account changed at each try; asking again is safe.
    """
    for _ in range(_TRIES):
        person = _seen(find, uai, account_id).person
        change = person.account.username_change
        if change is not None and change.state is UsernameChangeState.APPLIED:
            raise UsernameChangeAppliedError
        if not person.account.username_awaited:
            return
        withdrawn = TracedChange.of(
            person,
            replace(person.account, username_change=None),
            AuditTag.USERNAME_CHANGE_WITHDRAWN,
            by=caller.staff_id,
            by_name=caller.name,
            at=at,
            school=uai,
        )
        if _written(accounts, withdrawn):
            return
    raise ConcurrentChangeError


def _written(accounts: Accounts, change: TracedChange) -> bool:
    try:
        accounts.record([change])
    except ConcurrentChangeError:
        return False
    return True


def _seen(find: Finder, uai: Uai, account_id: AccountId) -> SeenPerson:
    seen = find(uai, account_id)
    if seen is None:
        raise UnknownAccountError
    return seen
