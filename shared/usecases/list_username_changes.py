"""Which accounts of a school have another username, or have asked for one (guide §8)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.domain.french_order import name_key
from shared.domain.identifiers import Uai
from shared.domain.username_change import UsernameChange, UsernameChangeState
from shared.usecases.paging import Place, page_after
from shared.usecases.people import People, SeenPerson


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Part of the list; `total` and `counts` are of all of it."""

    seen: Sequence[SeenPerson]
    total: int
    counts: dict[UsernameChangeState, int]
    last_place: tuple[Any, ...] | None


def list_username_changes(
    people: People,
    *,
    uai: Uai,
    states: frozenset[UsernameChangeState],
    after: Place | None,
    limit: int,
) -> ChangePage:
    """The last request of each account that has one, newest first; no `states` means any."""
    found = [
        (change, seen)
        for seen in people.everyone(uai)
        if (change := seen.person.account.username_change) is not None
        and (not states or change.state in states)
    ]
    placed = sorted(((_place(*each), each[1]) for each in found), key=lambda entry: entry[0])
    page, last_place = page_after(placed, after, limit)
    counts = Counter(change.state for change, _ in found)
    return ChangePage(
        page, len(found), {state: counts[state] for state in UsernameChangeState}, last_place
    )


def _place(change: UsernameChange, seen: SeenPerson) -> Place:
    person = seen.person
    return (
        -_last_moment(change).timestamp(),
        *name_key(person.display_name),
        *name_key(person.first_name),
        person.account.account_id,
    )


def _last_moment(change: UsernameChange) -> datetime:
    return change.decided_at or change.requested_at
