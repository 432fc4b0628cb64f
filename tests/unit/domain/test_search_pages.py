"""Walking the pages of a search: everyone once, in order, even while the school changes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from shared.api.cursors import Cursors
from shared.domain.identifiers import AccountId, Uai
from shared.domain.person import Student
from shared.domain.student_search import StudentCriteria, StudentSort, sorted_students
from shared.usecases.search_students import search_students
from tests.factories import RODIN, a_student, account_id

CURSORS = Cursors("a secret of the test")
_NAMES = st.sampled_from(["Martin", "martin", "Mártin", "Le Gall", "Legall", "Œuvrard", "D’Ab", ""])
_CLASSES = st.sampled_from(["", "A1", "1A", "3EME4", "3-A", "3 A", "2 nde 9", "2 nde 10"])
_SORTS = st.sampled_from(StudentSort)
_LIMITS = st.integers(min_value=1, max_value=7)
_MOST_PAGES = 60
_PEOPLE = st.lists(st.tuples(_NAMES, _NAMES, _CLASSES), max_size=25)


@dataclass
class Roster:
    """The students of a school, in memory."""

    students: list[Student]

    def all_of(self, uai: Uai) -> list[Student]:
        return [student for student in self.students if student.account.uai == uai]


def _people(people: Iterable[tuple[str, str, str]], first_id: int = 0) -> list[Student]:
    return [
        a_student(
            account_id=account_id(first_id + number),
            family_name=family_name,
            first_name=first_name,
            school_class=school_class,
        )
        for number, (family_name, first_name, school_class) in enumerate(people)
    ]


def _walk(
    roster: Roster, sort: StudentSort, limit: int, between: Callable[[int], None]
) -> list[list[Student]]:
    """Every page, by the cursors that callers get; `between` is called after each page."""
    pages: list[list[Student]] = []
    cursor: str | None = None
    while True:
        page = search_students(
            roster,
            uai=RODIN,
            criteria=StudentCriteria(),
            sort=sort,
            after=CURSORS.opened("search", cursor) if cursor else None,
            limit=limit,
        )
        pages.append(list(page.students))
        assert len(pages) <= _MOST_PAGES, "the cursor stands still"
        if page.last_place is None:
            return pages
        cursor = CURSORS.sealed("search", page.last_place)
        between(len(pages))


def _ids(students: Iterable[Student]) -> list[AccountId]:
    return [student.account.account_id for student in students]


@given(_PEOPLE, _SORTS, _LIMITS)
def test_walking_the_cursor_visits_each_student_once_in_order(
    people: list[tuple[str, str, str]], sort: StudentSort, limit: int
) -> None:
    roster = Roster(_people(people))
    pages = _walk(roster, sort, limit, lambda _page: None)
    assert [s for page in pages for s in page] == sorted_students(roster.students, sort)
    assert all(len(page) == limit for page in pages[:-1])
    assert len(pages) == max(1, -(-len(people) // limit))


@given(_PEOPLE, _PEOPLE, _SORTS, _LIMITS, st.randoms(use_true_random=False))
def test_arrivals_departures_and_moves_neither_hide_nor_repeat_the_others(
    people: list[tuple[str, str, str]],
    arrivals: list[tuple[str, str, str]],
    sort: StudentSort,
    limit: int,
    random: Random,
) -> None:
    roster = Roster(_people(people))
    waiting = _people(arrivals, first_id=500)
    touched: set[AccountId] = set(_ids(waiting))

    def change(_page: int) -> None:
        if waiting:
            roster.students.append(waiting.pop())
        for fate in ("leaves", "moves"):
            index = random.randrange(len(roster.students))
            student = roster.students[index]
            touched.add(student.account.account_id)
            roster.students[index] = (
                replace(student, departed_on=date(2026, 9, 7))
                if fate == "leaves"
                else replace(student, school_class=random.choice(["1A", "A1", "6EME1"]))
            )

    pages = _walk(roster, sort, limit, change)
    unchanged = [s for s in roster.students if s.account.account_id not in touched]
    visited = [s for page in pages for s in page if s.account.account_id not in touched]
    assert visited == sorted_students(unchanged, sort)


@given(_PEOPLE, _LIMITS)
def test_the_total_and_the_counts_are_of_all_pages(
    people: list[tuple[str, str, str]], limit: int
) -> None:
    page = search_students(
        Roster(_people(people)),
        uai=RODIN,
        criteria=StudentCriteria(),
        sort=StudentSort.NAME,
        after=None,
        limit=limit,
    )
    assert (page.total, sum(page.counts.values())) == (len(people), len(people))
