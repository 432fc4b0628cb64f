"""A change of one account with the trace it leaves: neither is ever written without the other."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from shared.domain.account import Account, next_version
from shared.domain.audit import AccountTrace, AuditTag, trace_id_of
from shared.domain.identifiers import Uai
from shared.domain.person import Person


@dataclass(frozen=True, slots=True)
class TracedChange:
    """`after` is the version next to `before`."""

    before: Person
    after: Person
    trace: AccountTrace

    @classmethod
    def of(
        cls,
        person: Person,
        account: Account,
        tag: AuditTag,
        *,
        by: str,
        at: datetime,
        school: Uai | None = None,
        by_name: str = "",
    ) -> Self:
        """`account` as it becomes, its version aside; `school` is the one that acts, or its own."""
        after = replace(person, account=next_version(account))
        trace = trace_of(person, tag, by=by, at=at, school=school)
        return cls(person, after, replace(trace, by_name=by_name))


def trace_of(
    person: Person, tag: AuditTag, *, by: str, at: datetime, school: Uai | None = None
) -> AccountTrace:
    """The trace of something done once to this version of the account."""
    account = person.account
    return AccountTrace(
        trace_id=trace_id_of(at, f"{account.account_id} {account.version} {tag}"),
        account_id=account.account_id,
        account_uai=account.uai,
        uai=school or account.uai,
        tag=tag,
        at=at,
        by=by,
    )
