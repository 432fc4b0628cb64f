"""Searching the students of a school: which match, in what order, how many of each status."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from shared.domain.account import AccountStatus, Student, count_accounts
from shared.domain.french_order import class_key, folded, name_key


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
        return repr((self.q.strip().casefold(), *(sorted(each) for each in sets)))


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
        tests.append(_text_test(criteria.q))
    return tests


def _text_test(q: str) -> Callable[[Student], bool]:
    words = folded(q).split()
    exact = q.strip().casefold()

    def test(student: Student) -> bool:
        if exact in {student.account.username, (student.ine or "").casefold()}:
            return True
        names = f"{student.family_name} {student.usual_name or ''} {student.first_name}"
        haystack = folded(names)
        return bool(words) and all(word in haystack for word in words)

    return test
