"""Applies a roster's changes in transactions, numbering the usernames on the way."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.guardian_items import guardian_from_item
from shared.adapters.dynamodb.roster_actions import Stamp, actions_of
from shared.adapters.dynamodb.student_items import student_from_item
from shared.adapters.dynamodb.table import TRANSACTION_LIMIT, ConditionFailedError, Table
from shared.adapters.dynamodb.usernames import (
    UsernameCounters,
    count_action,
    only_usernames_moved,
)
from shared.domain.errors import ConcurrentChangeError
from shared.domain.identifiers import AccountId, Uai
from shared.domain.ine_register import IneHolder
from shared.domain.roster_changes import Arrival, Change, JointureHolder
from shared.domain.username import numbered

_TRIES = 8
_PAUSE_SECONDS = 0.05


class UsernamesContendedError(Exception):
    """The counters of a slice kept moving: too many imports at once, or a register that lies."""


class RosterRegister:
    """Writes people, links, addresses and the two national registers (usernames, INEs)."""

    def __init__(self, table: Table, *, pause: Callable[[float], None]) -> None:
        self._table = table
        self._counters = UsernameCounters(table)
        self._pause = pause

    def ine_holders(self, ines: Iterable[str], *, uai: Uai) -> dict[str, IneHolder]:
        """AP-23: whom the register names for each INE, with the pupil when at another school."""
        rows = {
            item["PK"]["S"].removeprefix("INE#"): (item["account_id"]["S"], item["uai"]["S"])
            for item in self._table.get_many(keys.ine(ine) for ine in ines)
        }
        elsewhere = {
            (keys.students(Uai(school)), keys.account(account_id)): Uai(school)
            for account_id, school in rows.values()
            if school != uai
        }
        students = {
            item["SK"]["S"]: student_from_item(elsewhere[item["PK"]["S"], item["SK"]["S"]], item)
            for item in self._table.get_many(elsewhere)
        }
        return {
            ine: IneHolder(AccountId(who), Uai(school), students.get(keys.account(who)))
            for ine, (who, school) in rows.items()
        }

    def jointure_holders(self, jointures: Iterable[str]) -> dict[str, JointureHolder]:
        """AP-80: whose account each of a feed's jointures is, wherever it lives."""
        rows = {
            item["PK"]["S"].removeprefix("JOINTURE#"): (
                AccountId(item["account_id"]["S"]),
                Uai(item["uai"]["S"]),
            )
            for item in self._table.get_many(keys.jointure(each) for each in jointures)
        }
        places = {(keys.guardians(uai), keys.account(who)): uai for who, uai in rows.values()}
        guardians = {
            item["SK"]["S"]: guardian_from_item(places[item["PK"]["S"], item["SK"]["S"]], item)
            for item in self._table.get_many(places)
        }
        return {
            jointure: JointureHolder(who, uai, guardians.get(keys.account(who)))
            for jointure, (who, uai) in rows.items()
        }

    def external_students(self, uai: Uai) -> int:
        """AP-86: how many students of other schools a school points to."""
        return sum(1 for _ in self._table.query(keys.external_students(uai), attributes=("SK",)))

    def apply(
        self,
        uai: Uai,
        changes: Iterable[Change],
        *,
        import_id: str,
        at: datetime,
        alive: Callable[[], None],
    ) -> None:
        """AP-24: write `changes` in their order, slice by slice; `alive` is called before each.

        Each slice is whole or absent, its audit rows included, so that reading again and applying
        what is left resumes an import that was cut.

        Raises:
            ConcurrentChangeError: a record is no longer as it was read: read again, plan again.
            UsernamesContendedError: after several tries.
        """
        stamp = Stamp(uai, import_id, at)
        for slice_ in _slices(stamp, changes):
            alive()
            self._write(stamp, slice_)

    def _write(self, stamp: Stamp, changes: Sequence[Change]) -> None:
        stems = {change.stem for change in changes if isinstance(change, Arrival)}
        for attempt in range(_TRIES):
            read = self._counters.read(stems)
            actions = _actions(stamp, changes, read)
            try:
                self._table.transact(actions)
            except ConditionFailedError as error:
                if not only_usernames_moved(actions, error.reasons):
                    raise ConcurrentChangeError from error
                self._wait(attempt)
            else:
                return
        raise UsernamesContendedError(f"{len(stems)} stems, {_TRIES} tries")

    def _wait(self, attempt: int) -> None:
        """Longer each time, and not the same for two imports that met."""
        share = (1 + secrets.randbelow(100)) / 100
        self._pause(_PAUSE_SECONDS * 2**attempt * share)


def _slices(stamp: Stamp, changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Changes by as many as fit in a transaction, each stem's counter counted once."""
    waiting: list[Change] = []
    stems: set[str] = set()
    size = 0
    for change in changes:
        stem = {change.stem} if isinstance(change, Arrival) else set()
        cost = len(actions_of(stamp, change))
        if size + cost + len(stems | stem) > TRANSACTION_LIMIT:
            yield waiting
            waiting, stems, size = [], set(), 0
        waiting.append(change)
        stems |= stem
        size += cost
    if waiting:
        yield waiting


def _actions(stamp: Stamp, changes: Sequence[Change], read: dict[str, int]) -> list[dict[str, Any]]:
    """The counters first, then the changes, arrivals numbered after what the counters said."""
    last = dict(read)
    actions: list[dict[str, Any]] = []
    for change in changes:
        written = change
        if isinstance(change, Arrival):
            last[change.stem] += 1
            written = _named(change, numbered(change.stem, last[change.stem]))
        actions += actions_of(stamp, written)
    return [count_action(stem, read[stem], last[stem]) for stem in sorted(read)] + actions


def _named(arrival: Arrival, username: str) -> Arrival:
    person = arrival.person
    return replace(
        arrival, person=replace(person, account=replace(person.account, username=username))
    )
