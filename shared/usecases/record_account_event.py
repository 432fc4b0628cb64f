"""Taking down what the identity provider tells: each event once, in whatever order it comes."""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from shared.domain.account import Account, next_version
from shared.domain.account_events import (
    AccountEvent,
    Dispute,
    after_event,
    audit_tag_of,
    possible_for,
)
from shared.domain.audit import AccountTrace, AuditTag
from shared.domain.errors import ConcurrentChangeError
from shared.domain.identifiers import AccountId, Uai
from shared.domain.person import Guardian, Person

_TRIES = 6
_BY = "identity-provider"
CLOCKS_MAY_DIFFER = timedelta(minutes=5)


class FutureEventError(Exception):
    """An event dated later than any clock may be wrong by: its last word would stand for long."""


class EventOutcome(StrEnum):
    """What became of an event."""

    RECORDED = "RECORDED"
    ALREADY_RECORDED = "ALREADY_RECORDED"
    UNKNOWN_ACCOUNT = "UNKNOWN_ACCOUNT"
    IMPOSSIBLE = "IMPOSSIBLE"


class Register(Protocol):
    """Finds an account by its username, in the whole country."""

    def find(self, username: str) -> Person | None: ...


class EventRows(Protocol):
    """Writes, with its trace, what an event changes."""

    def dispute(
        self, uai: Uai, guardian_id: AccountId, student_id: AccountId
    ) -> Dispute | None: ...
    def record(self, before: Person, after: Person, trace: AccountTrace) -> bool: ...
    def record_dispute(self, before: Dispute, after: Dispute, trace: AccountTrace) -> bool: ...
    def keep(self, before: Person, after: Person) -> None: ...


def record_account_event(
    register: Register, rows: EventRows, event: AccountEvent, *, at: datetime
) -> tuple[EventOutcome, AccountId | None]:
    """What became of `event`, and the account it is about.

    Raises:
        FutureEventError: when it is dated more than five minutes after `at`.
        ConcurrentChangeError: when the account changed at each try; telling again is safe.
    """
    if event.occurred_at > at + CLOCKS_MAY_DIFFER:
        raise FutureEventError
    for _ in range(_TRIES):
        person = register.find(event.username)
        if person is None:
            # No username is ever forgotten: one that is not found was not given by us, or its
            # account is gone for good. Waiting would not bring it.
            return EventOutcome.UNKNOWN_ACCOUNT, None
        try:
            return _recorded(register, rows, event, person), person.account.account_id
        except ConcurrentChangeError:
            continue
    raise ConcurrentChangeError


def _recorded(
    register: Register, rows: EventRows, event: AccountEvent, person: Person
) -> EventOutcome:
    if not possible_for(event.kind, person):
        return EventOutcome.IMPOSSIBLE
    tag = audit_tag_of(event.kind)
    if tag and event.kind.of_guardianship:
        return _dispute_recorded(register, rows, event, person, tag)
    account = after_event(person.account, event)
    if tag is None:
        return _kept(rows, person, account)
    written = rows.record(
        person, _with(person, account), _trace(event, tag, person.account, person.account.uai)
    )
    return EventOutcome.RECORDED if written else EventOutcome.ALREADY_RECORDED


def _kept(rows: EventRows, person: Person, account: Account) -> EventOutcome:
    if account == person.account:
        return EventOutcome.ALREADY_RECORDED
    rows.keep(person, _with(person, account))
    return EventOutcome.RECORDED


def _dispute_recorded(
    register: Register, rows: EventRows, event: AccountEvent, guardian: Person, tag: AuditTag
) -> EventOutcome:
    student = register.find(event.student_username or "")
    if student is None or isinstance(student, Guardian):
        return EventOutcome.IMPOSSIBLE
    uai, student_id = student.account.uai, student.account.account_id
    known = rows.dispute(uai, guardian.account.account_id, student_id)
    if known is None:
        return EventOutcome.IMPOSSIBLE
    trace = _trace(event, tag, guardian.account, uai, student_id)
    written = rows.record_dispute(known, known.after(event), trace)
    return EventOutcome.RECORDED if written else EventOutcome.ALREADY_RECORDED


def _trace(
    event: AccountEvent,
    tag: AuditTag,
    account: Account,
    uai: Uai,
    student_id: AccountId | None = None,
) -> AccountTrace:
    return AccountTrace(
        trace_id=event.trace_id,
        account_id=account.account_id,
        account_uai=account.uai,
        uai=uai,
        tag=tag,
        at=event.occurred_at,
        by=_BY,
        student_id=student_id,
    )


def _with(person: Person, account: Account) -> Person:
    return replace(person, account=next_version(account))
