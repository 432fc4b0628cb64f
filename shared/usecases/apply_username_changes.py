"""The night's answer to those who have asked for another username (guide §8)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from shared.domain.audit import AccountTrace, AuditTag
from shared.domain.data_source import DataSource
from shared.domain.errors import (
    ConcurrentChangeError,
    NamesDifferError,
    UnusableNamesError,
    UsernameUnchangedError,
)
from shared.domain.person import Person
from shared.domain.renaming import new_stem
from shared.domain.traced_change import TracedChange, trace_of
from shared.domain.username import Transliterate
from shared.domain.username_change import ChangeRefusal
from shared.usecases.night_accounts import NIGHT, NightAccounts

_TRIES = 6


class Usernames(Protocol):
    """Gives the next username of a stem, if the account is still as it was read."""

    def rename(self, person: Person, stem: str, trace: AccountTrace, *, at: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class UsernameChanges:
    """Answers requests; one that a run that was cut has answered already is left alone."""

    accounts: NightAccounts
    usernames: Usernames
    transliterate: Transliterate

    def apply(self, people: Iterable[Person], *, at: datetime) -> tuple[int, int]:
        """How many requests of `people` were applied, and how many refused.

        Raises:
            ConcurrentChangeError: when an account changed at each try; running again is safe.
        """
        awaiting = [person for person in people if person.account.username_awaited]
        answers = [self._answered(person, at) for person in awaiting]
        return answers.count(True), answers.count(False)

    def _answered(self, person: Person, at: datetime) -> bool | None:
        """True when applied, False when refused, None when nothing is left to answer."""
        now: Person | None = person
        for _ in range(_TRIES):
            if now is None or not now.account.username_awaited:
                return None
            try:
                return self._answer(now, at)
            except ConcurrentChangeError:
                now = self.accounts.read(now)
        raise ConcurrentChangeError

    def _answer(self, person: Person, at: datetime) -> bool:
        stem = self._stem_or_refusal(person)
        if isinstance(stem, _Refusal):
            self.accounts.record([stem.of(person, at)])
            return False
        trace = trace_of(person, AuditTag.USERNAME_CHANGED, by=NIGHT, at=at)
        self.usernames.rename(person, stem, trace, at=at)
        return True

    def _stem_or_refusal(self, person: Person) -> "str | _Refusal":
        if person.departed_on is not None:
            return _Refusal(ChangeRefusal.DEPARTED)
        try:
            return new_stem(person, self.transliterate)
        except NamesDifferError as error:
            return _Refusal(ChangeRefusal.NAMES_DIFFER, error.sources)
        except UsernameUnchangedError:
            return _Refusal(ChangeRefusal.USERNAME_UNCHANGED)
        except UnusableNamesError:
            return _Refusal(ChangeRefusal.UNUSABLE_NAME)


@dataclass(frozen=True, slots=True)
class _Refusal:
    why: ChangeRefusal
    sources: tuple[DataSource, ...] = ()

    def of(self, person: Person, at: datetime) -> TracedChange:
        change = person.account.username_change
        if change:
            change = change.refused(self.why, at=at, differing_sources=self.sources)
        account = replace(person.account, username_change=change)
        return TracedChange.of(person, account, AuditTag.USERNAME_CHANGE_REFUSED, by=NIGHT, at=at)
