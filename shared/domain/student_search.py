"""Searching the students a school sees, its own and the external ones.

Which match, in what order, how many of each status.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from shared.domain.account import AccountStatus, count_accounts
from shared.domain.french_order import class_key, name_key
from shared.domain.identifiers import Uai
from shared.domain.name_search import person_test, same_search
from shared.domain.person import Student


class StudentSort(StrEnum):
    """The two orders staff ask for."""

    NAME = "name"
    SCHOOL_CLASS = "school_class"


@dataclass(frozen=True, slots=True)
class StudentCriteria:
    """What staff look for (guide §3.1). An empty set means any; criteria add up.

    `q` is any part of the name or first name (birth or usual, neither accent nor case
    needed), or a whole username or INE.
    """

    q: str = ""
    school_classes: frozenset[str] = frozenset()
    mef_codes: frozenset[str] = frozenset()
    statuses: frozenset[AccountStatus] = frozenset()

    def signature(self) -> str:
        """The same text for the same criteria, in whatever order they came."""
        sets = (self.school_classes, self.mef_codes, self.statuses)
        return repr((same_search(self.q), *(sorted(each) for each in sets)))


def matching_students(students: Iterable[Student], criteria: StudentCriteria) -> list[Student]:
    """The present students who meet every criterion. Those who left never match."""
    tests = _tests_of(criteria)
    return [
        student
        for student in students
        if student.departed_on is None and all(test(student) for test in tests)
    ]


def sort_key(student: Student, sort: StudentSort) -> tuple[Any, ...]:
    """A place in French order; the account id parts full homonyms, so that pages never overlap."""
    names = name_key(student.display_name), name_key(student.first_name)
    if sort is StudentSort.SCHOOL_CLASS:
        code = student.school_class
        return class_key(code), code, *names, student.account.account_id
    return *names, student.account.account_id


def sorted_students(students: Iterable[Student], sort: StudentSort) -> list[Student]:
    """In French order, by name or by class then name."""
    return sorted(students, key=lambda student: sort_key(student, sort))


def count_by_status(students: Iterable[Student]) -> dict[AccountStatus, int]:
    """How many of each status, zeros included; no student is ever `ACTIVATING`."""
    return count_accounts((student.account for student in students), STUDENT_STATUSES)


STUDENT_STATUSES = (AccountStatus.NOT_NOTIFIED, AccountStatus.NOTIFIED, AccountStatus.ACTIVATED)


def _tests_of(criteria: StudentCriteria) -> list[Callable[[Student], bool]]:
    tests: list[Callable[[Student], bool]] = []
    if criteria.school_classes:
        tests.append(lambda s: s.school_class in criteria.school_classes)
    if criteria.mef_codes:
        tests.append(lambda s: s.mef_code in criteria.mef_codes)
    if criteria.statuses:
        tests.append(lambda s: s.account.status in criteria.statuses)
    if criteria.q.strip():
        tests.append(person_test(criteria.q))
    return tests


class ExternalStudentSort(StrEnum):
    """The two orders staff ask for; the class of an external student is not known here."""

    NAME = "name"
    HOME_SCHOOL = "home_school"


@dataclass(frozen=True, slots=True)
class ExternalStudentCriteria:
    """What staff of the host school look for (guide §4). An empty set means any.

    `q` is any part of the names or a whole username. Not an INE: the host school is not shown
    it, and a search would confirm it.
    """

    q: str = ""
    home_schools: frozenset[Uai] = frozenset()
    mef_codes: frozenset[str] = frozenset()
    statuses: frozenset[AccountStatus] = frozenset()

    def signature(self) -> str:
        """The same text for the same criteria, in whatever order they came."""
        sets = (self.home_schools, self.mef_codes, self.statuses)
        return repr((same_search(self.q), *(sorted(each) for each in sets)))


def external_in(student: Student, host: Uai) -> bool:
    """Whether she is taught in `host` now and belongs to another school.

    A pupil who has since become one of `host`'s own is among its students, not here.
    """
    return student.account.uai != host and student.present_in(host)


def matching_external_students(
    students: Iterable[Student], criteria: ExternalStudentCriteria, host: Uai
) -> list[Student]:
    """The external students of `host` who meet every criterion."""
    tests = _external_tests_of(criteria)
    return [
        student
        for student in students
        if external_in(student, host) and all(test(student) for test in tests)
    ]


def external_sort_key(
    student: Student, sort: ExternalStudentSort, home_names: Mapping[Uai, str]
) -> tuple[Any, ...]:
    """A place in French order, by name or by the name of the home school then name."""
    names = name_key(student.display_name), name_key(student.first_name)
    account = student.account
    if sort is ExternalStudentSort.HOME_SCHOOL:
        home = name_key(home_names.get(account.uai, account.uai))
        return home, account.uai, *names, account.account_id
    return *names, account.account_id


def _external_tests_of(criteria: ExternalStudentCriteria) -> list[Callable[[Student], bool]]:
    shared = StudentCriteria(mef_codes=criteria.mef_codes, statuses=criteria.statuses)
    tests = _tests_of(shared)
    if criteria.home_schools:
        tests.append(lambda s: s.account.uai in criteria.home_schools)
    if criteria.q.strip():
        tests.append(person_test(criteria.q, by_ine=False))
    return tests
