"""Searching the guardians of a school, a row for each of her pupils, page by page."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from shared.domain.account import AccountStatus
from shared.domain.guardian_search import (
    GuardianCriteria,
    GuardianRow,
    GuardianSort,
    distinct_guardians,
    guardian_rows,
    matching_rows,
    placed_rows,
)
from shared.domain.guardianship import Guardianship
from shared.domain.identifiers import Uai
from shared.domain.person import Guardian, Student
from shared.usecases.paging import Place, page_after


class Guardians(Protocol):
    """Reads the guardians of a school and their links to its pupils."""

    def all_of(self, uai: Uai) -> tuple[list[Guardian], list[Guardianship]]: ...


class Students(Protocol):
    """Reads the students of a school."""

    def all_of(self, uai: Uai) -> list[Student]: ...


@dataclass(frozen=True, slots=True)
class GuardianPage:
    """Part of a search's result: `total` and `counts` are of rows, `accounts` of guardians."""

    rows: Sequence[GuardianRow]
    total: int
    counts: dict[AccountStatus, int]
    accounts: int
    last_place: tuple[Any, ...] | None


def rows_of_school(guardians: Guardians, students: Students, uai: Uai) -> list[GuardianRow]:
    """Every row of the table of guardians of a school, in no order."""
    everyone, links = guardians.all_of(uai)
    return guardian_rows(everyone, links, students.all_of(uai), uai)


def search_guardians(
    guardians: Guardians,
    students: Students,
    *,
    uai: Uai,
    criteria: GuardianCriteria,
    sort: GuardianSort,
    after: Place | None,
    limit: int,
) -> GuardianPage:
    """The `limit` rows that follow `after`; the figures are of all the rows that match."""
    matching = matching_rows(rows_of_school(guardians, students, uai), criteria)
    page, last_place = page_after(placed_rows(matching, sort), after, limit)
    statuses = Counter(row.guardian.account.status for row in matching)
    return GuardianPage(
        rows=page,
        total=len(matching),
        counts={status: statuses[status] for status in AccountStatus},
        accounts=len(distinct_guardians(matching)),
        last_place=last_place,
    )
