"""Searching the students of a school, its own or the external ones, page by page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from shared.domain.account import AccountStatus
from shared.domain.identifiers import Uai
from shared.domain.person import Student
from shared.domain.student_search import (
    ExternalStudentCriteria,
    ExternalStudentSort,
    StudentCriteria,
    StudentSort,
    count_by_status,
    external_sort_key,
    matching_external_students,
    matching_students,
    sort_key,
)
from shared.usecases.paging import Place, page_after


class Students(Protocol):
    """Reads the students of a school."""

    def all_of(self, uai: Uai) -> list[Student]: ...


@dataclass(frozen=True, slots=True)
class StudentPage:
    """Part of a search's result; `last_place` is where the next page starts after, if any."""

    students: Sequence[Student]
    total: int
    counts: dict[AccountStatus, int]
    last_place: tuple[Any, ...] | None


def search_students(
    students: Students,
    *,
    uai: Uai,
    criteria: StudentCriteria,
    sort: StudentSort,
    after: Place | None,
    limit: int,
) -> StudentPage:
    """The `limit` matches that follow `after`; the total and the counts are of all matches."""
    matching = matching_students(students.all_of(uai), criteria)
    return _page(matching, lambda student: sort_key(student, sort), after, limit)


def search_external_students(
    hosted: Sequence[Student],
    home_names: Mapping[Uai, str],
    *,
    host: Uai,
    criteria: ExternalStudentCriteria,
    sort: ExternalStudentSort,
    after: Place | None,
    limit: int,
) -> StudentPage:
    """The same of the students `host` points to, whose home schools are called `home_names`."""
    matching = matching_external_students(hosted, criteria, host)
    return _page(matching, lambda s: external_sort_key(s, sort, home_names), after, limit)


def _page(
    matching: Sequence[Student],
    key: Callable[[Student], Place],
    after: Place | None,
    limit: int,
) -> StudentPage:
    placed = sorted(((key(student), student) for student in matching), key=lambda each: each[0])
    page, last_place = page_after(placed, after, limit)
    return StudentPage(page, len(matching), count_by_status(matching), last_place)
