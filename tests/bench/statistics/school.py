"""The people that both sides count, and how each is timed."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from statistics import median
from time import process_time

from shared.domain.account import Account, AccountOrigin, AccountStatus
from shared.domain.student_search import STUDENT_STATUSES
from tests.bench.made_up_school import MadeUpSchool, made_up_school

STUDENTS, GUARDIANS, LINKS = 3_500, 6_500, 9_000
Tables = Mapping[str, Mapping[str, Mapping[str, int]]]
"""For each table, for each code of a row, how many accounts of each status."""

_ORIGINS = (AccountOrigin.SCHOOL, AccountOrigin.ENT, AccountOrigin.ATEN)


def school() -> MadeUpSchool:
    """Accounts of every status, of three origins, and of none before they are notified."""
    made_up = made_up_school(STUDENTS, GUARDIANS, LINKS)
    return replace(
        made_up,
        students=[
            replace(each, account=_account(each.account, number, STUDENT_STATUSES))
            for number, each in enumerate(made_up.students)
        ],
        guardians=[
            replace(each, account=_account(each.account, number, tuple(AccountStatus)))
            for number, each in enumerate(made_up.guardians)
        ],
    )


def _account(account: Account, number: int, statuses: Sequence[AccountStatus]) -> Account:
    status = statuses[number // 2 % len(statuses)]
    known = status is not AccountStatus.NOT_NOTIFIED
    return replace(account, status=status, origin=_ORIGINS[number % 3] if known else None)


def measured(tables_of: Callable[[MadeUpSchool], Tables]) -> None:
    """Print seconds of processor time, the middle of so many times, and the tables."""
    made_up = school()
    spent = []
    for _ in range(int(sys.argv[1])):
        began = process_time()
        tables = tables_of(made_up)
        spent.append(process_time() - began)
    json.dump({"seconds": median(spent), "tables": tables}, sys.stdout)
