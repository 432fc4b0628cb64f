"""Whether what someone typed is the temporary password of an account, told to nobody else."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from shared.domain.account import Account, AccountStatus
from shared.domain.errors import ConcurrentChangeError
from shared.domain.identifiers import AccountId
from shared.domain.person import Person
from shared.domain.sign_in_attempts import SignInAttempts

_TRIES = 20
_USERNAME = re.compile(r"[a-z]\.[a-z]{1,200}[0-9]{0,9}")
_BETWEEN_GROUPS = re.compile(r"[\s\-‐‑‒–—_.]")
_LONGEST_TYPED = 256


class CheckResult(StrEnum):
    """What is told.

    `REFUSED` says the same of a wrong password, of an account that has none and of a username
    that does not exist: only who types the right password learns more.
    """

    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    EXPIRED = "EXPIRED"
    LOCKED = "LOCKED"


@dataclass(frozen=True, slots=True)
class CredentialCheck:
    """The result; the account for the right password, the moment to come back for `LOCKED`.

    `examined` is for our own log: the account looked at, whatever is told of it.
    """

    result: CheckResult
    account_id: AccountId | None = None
    retry_at: datetime | None = None
    examined: AccountId | None = None


class Register(Protocol):
    def find(self, username: str) -> Person | None: ...


class Attempts(Protocol):
    """Counts tries: `replace` fails when another one has been counted since `read`."""

    def read(self, username: str, generation: int) -> SignInAttempts: ...
    def replace(
        self, username: str, generation: int, known: SignInAttempts, after: SignInAttempts
    ) -> None: ...
    def clear(self, username: str, generation: int, *, at: datetime) -> None: ...


PasswordMatches = Callable[[Account | None, str], bool]
"""Whether it is the account's; with no account, as much work for a no."""


def check_credential(
    register: Register,
    attempts: Attempts,
    matches: PasswordMatches,
    *,
    username: str,
    password: str,
    at: datetime,
) -> CredentialCheck:
    """Compare a typed password with the temporary one of the account of this username.

    The try is counted first: of any number made at once, no more than the rules allow are looked
    at. While locked, the right password opens nothing either.

    Raises:
        ConcurrentChangeError: when no try could be counted; nothing was looked at.
    """
    typed_username = _typed(username)
    person = register.find(typed_username) if _USERNAME.fullmatch(typed_username) else None
    account = person.account if person and person.account.username == typed_username else None
    examined = account.account_id if account else None
    generation = account.generation if account else 0
    locked_until = _counted(attempts, typed_username, generation, at)
    if locked_until:
        return CredentialCheck(CheckResult.LOCKED, retry_at=locked_until, examined=examined)
    usable = account if account and account.status is AccountStatus.NOTIFIED else None
    if not matches(usable, _BETWEEN_GROUPS.sub("", _typed(password))) or usable is None:
        return CredentialCheck(CheckResult.REFUSED, examined=examined)
    attempts.clear(typed_username, generation, at=at)
    result = CheckResult.EXPIRED if usable.password_expired(at) else CheckResult.ACCEPTED
    return CredentialCheck(result, usable.account_id, examined=examined)


def _counted(attempts: Attempts, username: str, generation: int, at: datetime) -> datetime | None:
    """Counts this try, or says until when none is heard. Each lost race is a try counted."""
    for _ in range(_TRIES):
        known = attempts.read(username, generation)
        if known.locked_at(at):
            return known.locked_until
        try:
            attempts.replace(username, generation, known, known.with_one_more(at))
        except ConcurrentChangeError:
            continue
        return None
    raise ConcurrentChangeError


def _typed(text: str) -> str:
    """As it is kept: without the capitals, outer spaces and wide forms a keyboard may add."""
    return unicodedata.normalize("NFKC", text[:_LONGEST_TYPED]).strip().lower()
