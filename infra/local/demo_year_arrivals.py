"""When the demo's accounts were created: before anything happened to them.

The import has created them all a moment ago, so that histories would begin with their end.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from infra.local.demo_year_plan import SchoolYear
from infra.local.services import PlatformError
from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.account_writes import put_trace
from shared.adapters.dynamodb.import_reports import ImportReportRepository
from shared.adapters.dynamodb.roster_actions import Stamp, trace_by
from shared.adapters.dynamodb.table import (
    TRANSACTION_LIMIT,
    ConditionFailedError,
    Item,
    Table,
    key,
)
from shared.domain.account import Account
from shared.domain.audit import AuditTag, trace_id_of
from shared.domain.identifiers import AccountId, Uai
from shared.domain.person import Person

_BEFORE: Final = timedelta(days=1)
_ONLY_A_FEW: Final = 20
"""Imports of a school that nobody but the demo has imported anything into."""


def date_arrivals_back(table: Table, uai: Uai, people: Iterable[Person], year: SchoolYear) -> None:
    """Put the creation of every account that the year touches a day before the first thing of it.

    Nothing is done in a school that nothing was imported into. Raises PlatformError when one of
    the accounts was not created by the demo's import.
    """
    reports = ImportReportRepository(table).latest(uai, _ONLY_A_FEW)
    arrivals = [report for report in reports if report.counts.get("arrivals")]
    if not arrivals:
        return
    stamp = Stamp(uai, arrivals[-1].import_id, arrivals[-1].at)
    accounts = {person.account.username: person.account for person in people}
    first = _first_moments(year, accounts)
    moves = (
        _moved(stamp, each, first[each.account_id] - _BEFORE)
        for each in accounts.values()
        if each.account_id in first
    )
    _write(table, moves)


def _first_moments(year: SchoolYear, accounts: dict[str, Account]) -> dict[AccountId, datetime]:
    told = [(accounts[e.username].account_id, e.occurred_at) for e in year.events]
    done = [(account_id, act.at) for act in year.acts for account_id in act.account_ids]
    first: dict[AccountId, datetime] = {}
    for account_id, at in (*told, *done):
        first[account_id] = min(at, first.get(account_id, at))
    return first


def _moved(stamp: Stamp, account: Account, at: datetime) -> list[Item]:
    created = trace_by(stamp, replace(account, version=1), AuditTag.ACCOUNT_CREATED)
    place = key(keys.account_audit(account.uai, account.account_id), created.trace_id)
    earlier = replace(created, at=at, trace_id=trace_id_of(at, created.trace_id))
    known = {"Key": place, "ConditionExpression": "attribute_exists(PK)"}
    return [{"Delete": known}, put_trace(earlier)]


def _write(table: Table, moves: Iterator[list[Item]]) -> None:
    while some := list(islice(moves, TRANSACTION_LIMIT // 2)):
        try:
            table.transact([action for move in some for action in move])
        except ConditionFailedError as error:
            raise PlatformError("an account of the demo was created by another import") from error
