"""The pages of the tables of students: the plain ones and those with passwords search alike."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.api.adapters import external_students, schools, students
from shared.api.pages import Pages
from shared.domain.identifiers import Uai
from shared.domain.person import Student
from shared.domain.school import School
from shared.domain.student_search import (
    ExternalStudentCriteria,
    ExternalStudentSort,
    StudentCriteria,
    StudentSort,
)
from shared.usecases.home_schools import home_schools, known_school
from shared.usecases.search_students import (
    StudentPage,
    search_external_students,
    search_students,
)


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page of a search, the home schools of its students, and what asks for the next page."""

    page: StudentPage
    homes: Mapping[Uai, School]
    next_cursor: str | None

    def home_of(self, student: Student) -> School:
        return self.homes[student.account.uai]


def page_of_students(
    table: str,
    uai: Uai,
    criteria: StudentCriteria,
    sort: StudentSort,
    *,
    limit: int,
    cursor: str | None,
) -> FoundPage:
    """Of the school's own students. A cursor serves in the `table` that gave it only.

    Raises:
        BadCursorError: when `cursor` is not of this search of this table.
    """
    pages = Pages(table, uai, sort, criteria.signature())
    page = search_students(
        students(),
        uai=uai,
        criteria=criteria,
        sort=sort,
        after=pages.place(cursor),
        limit=limit,
    )
    homes = {uai: known_school(schools(), uai)}
    return FoundPage(page, homes, pages.cursor(page.last_place))


def page_of_external_students(
    table: str,
    host: Uai,
    criteria: ExternalStudentCriteria,
    sort: ExternalStudentSort,
    *,
    limit: int,
    cursor: str | None,
) -> FoundPage:
    """The same of the students of other schools who are taught in `host`."""
    hosted = external_students().all_of(host)
    homes = home_schools(schools(), hosted)
    pages = Pages(table, host, sort, criteria.signature())
    page = search_external_students(
        hosted,
        {home.uai: home.display_name for home in homes.values()},
        host=host,
        criteria=criteria,
        sort=sort,
        after=pages.place(cursor),
        limit=limit,
    )
    return FoundPage(page, homes, pages.cursor(page.last_place))
