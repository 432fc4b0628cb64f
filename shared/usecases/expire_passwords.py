"""Temporary passwords that can no longer be used are kept nowhere."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from shared.domain.audit import AuditTag
from shared.domain.errors import ConcurrentChangeError
from shared.domain.person import Person
from shared.domain.traced_change import TracedChange
from shared.usecases.night_accounts import NIGHT, NightAccounts

_AT_ONCE = 50
"""Accounts in a transaction, each with its trace."""
_TRIES = 6


def expire_passwords(accounts: NightAccounts, people: Iterable[Person], *, at: datetime) -> int:
    """Forget the expired passwords of `people`; how many there were.

    An account that has changed meanwhile is judged again: a password given a moment ago stays.

    Raises:
        ConcurrentChangeError: when an account changed at each try; running again is safe.
    """
    expired = [person for person in people if person.account.holds_expired_password(at)]
    for start in range(0, len(expired), _AT_ONCE):
        _expire(accounts, expired[start : start + _AT_ONCE], at)
    return len(expired)


def _expire(accounts: NightAccounts, people: Sequence[Person], at: datetime) -> None:
    try:
        accounts.record([_expiry(person, at) for person in people])
    except ConcurrentChangeError:
        for person in people:
            _expire_one(accounts, person, at)


def _expire_one(accounts: NightAccounts, person: Person, at: datetime) -> None:
    for _ in range(_TRIES):
        now = accounts.read(person)
        if now is None or not now.account.holds_expired_password(at):
            return
        try:
            accounts.record([_expiry(now, at)])
        except ConcurrentChangeError:
            continue
        return
    raise ConcurrentChangeError


def _expiry(person: Person, at: datetime) -> TracedChange:
    account = person.account.without_password()
    return TracedChange.of(person, account, AuditTag.PASSWORD_EXPIRED, by=NIGHT, at=at)
