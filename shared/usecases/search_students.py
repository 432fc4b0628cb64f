"""Searching the students of a school, page by page."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from shared.domain.account import AccountStatus, Student
from shared.domain.french_order import class_key, name_key
from shared.domain.identifiers import Uai
from shared.domain.school import School
from shared.domain.student_search import (
    StudentCriteria,
    StudentSort,
    count_by_status,
    matching_students,
    sort_key,
)

NO_CLASS_LABEL = "Sans classe"
NO_MEF_LABEL = "Sans MEF"


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
    after: tuple[Any, ...] | None,
    limit: int,
) -> StudentPage:
    """The `limit` matches that follow `after`; the total and the counts are of all matches.

    A page follows a place in the order, not a number of rows: someone who arrives or leaves
    between two pages neither hides nor repeats anyone else.
    """
    matching = matching_students(students.all_of(uai), criteria)
    ordered = sorted(((sort_key(student, sort), student) for student in matching), key=_place)
    start = bisect_right(ordered, after, key=_place) if after is not None else 0
    page = ordered[start : start + limit]
    more = start + limit < len(ordered)
    return StudentPage(
        students=[student for _, student in page],
        total=len(ordered),
        counts=count_by_status(matching),
        last_place=page[-1][0] if more else None,
    )


@dataclass(frozen=True, slots=True)
class Option:
    """A value to search by, as people read it, with how many present students have it."""

    code: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """The classes and MEFs of a school's students."""

    school_classes: Sequence[Option]
    mef_codes: Sequence[Option]


def student_search_options(students: Sequence[Student], school: School) -> SearchOptions:
    """Every class and MEF that some present student has, in the order people expect."""
    present = [student for student in students if student.departed_on is None]
    classes = Counter(student.school_class for student in present)
    mefs = Counter(student.mef_code for student in present)
    by_class = [
        Option(code, school.class_label(code) or NO_CLASS_LABEL, n) for code, n in classes.items()
    ]
    by_mef = [Option(code, school.mef_label(code) or NO_MEF_LABEL, n) for code, n in mefs.items()]
    return SearchOptions(
        school_classes=sorted(by_class, key=lambda option: (class_key(option.code), option.code)),
        mef_codes=sorted(by_mef, key=lambda option: (name_key(option.label), option.code)),
    )


def _place(entry: tuple[tuple[Any, ...], Student]) -> tuple[Any, ...]:
    return entry[0]
