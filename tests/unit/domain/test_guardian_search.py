"""Rows of guardians: whom a school sees, in what order, by which criteria."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.account import AccountOrigin, AccountStatus
from shared.domain.guardian_search import (
    KINSHIP_LABELS,
    EmailPresence,
    GuardianCriteria,
    GuardianRow,
    GuardianSort,
    OriginChoice,
    distinct_guardians,
    guardian_rows,
    matching_rows,
    placed_rows,
    row_key,
)
from shared.domain.kinship import Kinship
from shared.domain.person import Guardian, Student
from tests.factories import BOVARY, RODIN, a_guardian, a_link, a_student, account_id

MOTHER, PUPIL = a_guardian(account_id=account_id(1)), a_student(account_id=account_id(2))
LEFT = date(2026, 9, 2)


@pytest.mark.parametrize(
    ("guardian", "student", "rows"),
    [
        ({}, {}, 1),
        ({"departed_on": LEFT}, {}, 0),
        ({"schools": (BOVARY,)}, {}, 0),
        ({"uai": BOVARY}, {}, 0),
        ({"uai": BOVARY, "schools": (BOVARY, RODIN)}, {}, 1),
        ({}, {"departed_on": LEFT}, 0),
        ({}, {"uai": BOVARY}, 0),
        ({}, {"uai": BOVARY, "host_schools": (RODIN,)}, 0),
    ],
    ids=range(8),
)
def test_a_row_is_of_a_guardian_and_a_pupil_who_are_both_of_this_school_now(
    guardian: dict[str, Any], student: dict[str, Any], rows: int
) -> None:
    mother = a_guardian(account_id=account_id(1), **guardian)
    pupil = a_student(account_id=account_id(2), **student)
    found = guardian_rows([mother], [a_link(mother, pupil)], [pupil], RODIN)
    assert found == [GuardianRow(mother, pupil, a_link(mother, pupil))] * rows


def test_a_link_to_someone_unknown_makes_no_row() -> None:
    assert guardian_rows([], [a_link(MOTHER, PUPIL)], [PUPIL], RODIN) == []
    assert guardian_rows([MOTHER], [a_link(MOTHER, PUPIL)], [], RODIN) == []


def _row(**over: Any) -> GuardianRow:
    disputed_at = over.pop("disputed_at", None)
    student = replace(PUPIL, **over.pop("student", {}))
    guardian = a_guardian(account_id=account_id(1), **over)
    return GuardianRow(guardian, student, a_link(guardian, student, disputed_at=disputed_at))


def test_words_are_all_in_the_names_of_one_person() -> None:
    row = _row(
        family_name="Martin", first_name="Paul", student={"family_name": "Petit", "usual_name": "É"}
    )
    said = ["paul martin", "petit chloe", "paul petit", "martin", "e petit", "..", ""]
    found = [q for q in said if matching_rows([row], GuardianCriteria(q=q))]
    assert found == ["paul martin", "petit chloe", "martin", "e petit", ""]


def test_only_the_roster_s_address_makes_an_address_present() -> None:
    present = GuardianCriteria(email=EmailPresence.PRESENT)
    rows = [
        _row(roster_email="a@example.org"),
        _row(roster_email=""),
        _row(account_email="a@example.org"),
    ]
    assert matching_rows(rows, present) == rows[:1]


def test_every_origin_and_its_absence_can_be_searched_by() -> None:
    origins = [None, *AccountOrigin]
    rows = [_row(origin=origin) for origin in origins]
    for origin, row in zip(origins, rows, strict=True):
        criteria = GuardianCriteria(origins=frozenset({OriginChoice.of(origin)}))
        assert matching_rows(rows, criteria) == [row]


CRITERIA = [
    GuardianCriteria(),
    GuardianCriteria(q="martin"),
    GuardianCriteria(school_classes=frozenset({"3EME4"})),
    GuardianCriteria(mef_codes=frozenset({"3EME4"})),
    GuardianCriteria(statuses=frozenset({AccountStatus.NOTIFIED})),
    GuardianCriteria(origins=frozenset({OriginChoice.NONE})),
    GuardianCriteria(email=EmailPresence.ABSENT),
    GuardianCriteria(email=EmailPresence.PRESENT),
    GuardianCriteria(disputed=True),
    GuardianCriteria(disputed=False),
]


def test_a_signature_tells_criteria_apart_and_no_more() -> None:
    assert len({criteria.signature() for criteria in CRITERIA}) == len(CRITERIA)
    one = GuardianCriteria(q=" Martin ", school_classes=frozenset({"a", "b"}))
    other = GuardianCriteria(q="martin", school_classes=frozenset({"b", "a"}))
    assert one.signature() == other.signature()


_NAMES = st.sampled_from(["Martin", "martin", "Mártin", "Le Gall", "Œuvrard", ""])
_CLASSES = st.sampled_from(["", "3EME4", "2 nde 9", "2 nde 10"])
_PEOPLE = st.lists(st.tuples(_NAMES, _NAMES, _CLASSES), min_size=1, max_size=6)


@given(_PEOPLE, _PEOPLE, st.sampled_from(GuardianSort))
def test_rows_are_placed_by_their_key_and_no_two_share_a_place(
    adults: list[tuple[str, str, str]], pupils: list[tuple[str, str, str]], sort: GuardianSort
) -> None:
    guardians: list[Guardian] = [
        a_guardian(account_id=account_id(100 + n), family_name=name, first_name=first)
        for n, (name, first, _) in enumerate(adults)
    ]
    students: list[Student] = [
        a_student(account_id=account_id(n), family_name=a, first_name=b, school_class=c)
        for n, (a, b, c) in enumerate(pupils)
    ]
    links = [a_link(guardian, student) for guardian in guardians for student in students]
    rows = guardian_rows(guardians, links, students, RODIN)
    placed = placed_rows(rows, sort)
    assert placed == sorted(((row_key(row, sort), row) for row in rows), key=lambda each: each[0])
    assert len({place for place, _ in placed}) == len(links)
    assert len(distinct_guardians(rows)) == len(guardians)


def test_every_kinship_has_words() -> None:
    assert set(KINSHIP_LABELS) == set(Kinship)
