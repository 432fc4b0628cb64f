"""Searching the students of a school: which match, in what order, how many of each status."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from shared.domain.account import AccountStatus, Student
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


def matching_students(students: Iterable[Student], criteria: StudentCriteria) -> list[Student]:
    """The present students who meet every criterion. Those who left never match."""
    tests = _tests_of(criteria)
    return [
        student
        for student in students
        if student.departed_on is None and all(test(student) for test in tests)
    ]


def sorted_students(students: Iterable[Student], sort: StudentSort) -> list[Student]:
    """In French order; the account id parts full homonyms, so that pages never overlap."""
    if sort is StudentSort.SCHOOL_CLASS:
        return sorted(students, key=lambda s: (class_key(s.school_class), *_person_key(s)))
    return sorted(students, key=_person_key)


def count_by_status(students: Iterable[Student]) -> dict[AccountStatus, int]:
    """How many of each status, zeros included; no student is ever `ACTIVATING`."""
    counts = Counter(student.account.status for student in students)
    return {status: counts[status] for status in STUDENT_STATUSES}


STUDENT_STATUSES = (AccountStatus.NOT_NOTIFIED, AccountStatus.NOTIFIED, AccountStatus.ACTIVATED)


def _person_key(student: Student) -> tuple[tuple[str, str], tuple[str, str], str]:
    names = name_key(student.display_name), name_key(student.first_name)
    return *names, student.account.account_id


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
