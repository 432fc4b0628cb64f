"""The account of someone who has left goes three months later, with all that is known of her."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from shared.domain.audit import AccountTrace, AuditTag
from shared.domain.errors import ConcurrentChangeError
from shared.domain.french_time import paris_date
from shared.domain.guardianship import Guardianship
from shared.domain.person import Person
from shared.domain.retention import erasure_is_due
from shared.domain.traced_change import trace_of
from shared.usecases.night_accounts import NIGHT, NightAccounts

_TRIES = 6


class Erasures(Protocol):
    """Deletes an account and what belongs to it, if it is still as it was read."""

    def erase(
        self, person: Person, links: Sequence[Guardianship], trace: AccountTrace, *, at: datetime
    ) -> None: ...


def erase_departed(
    accounts: NightAccounts,
    erasures: Erasures,
    people: Iterable[Person],
    links: Sequence[Guardianship],
    *,
    at: datetime,
) -> int:
    """Erase those of `people` whose time has come; how many. `links` are all of their school.

    Raises:
        ConcurrentChangeError: when an account changed at each try; running again is safe.
    """
    today = paris_date(at)
    due = [person for person in people if erasure_is_due(person, today)]
    for person in due:
        _erase(accounts, erasures, person, links, at)
    return len(due)


def _erase(
    accounts: NightAccounts,
    erasures: Erasures,
    person: Person,
    links: Sequence[Guardianship],
    at: datetime,
) -> None:
    now: Person | None = person
    account_id = person.account.account_id
    hers = [link for link in links if account_id in (link.guardian_id, link.student_id)]
    for _ in range(_TRIES):
        if now is None or not erasure_is_due(now, paris_date(at)):
            return
        trace = trace_of(now, AuditTag.ACCOUNT_ERASED, by=NIGHT, at=at)
        try:
            erasures.erase(now, hers, trace, at=at)
        except ConcurrentChangeError:
            now = accounts.read(now)
        else:
            return
    raise ConcurrentChangeError
