"""Which students a search finds, and in what order."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from shared.domain.account import AccountStatus
from shared.domain.person import Student
from shared.domain.student_search import (
    StudentCriteria,
    StudentSort,
    count_by_status,
    matching_students,
    sorted_students,
)
from tests.factories import a_student, account_id, french_students

SCHOOL = french_students()


def _found(**criteria: Any) -> list[str]:
    found = matching_students(SCHOOL, StudentCriteria(**criteria))
    return [student.account.username for student in found]


@pytest.mark.parametrize(
    ("q", "usernames"),
    [
        ("lefevre", ["c.lefevre", "c.lefevre2"]),
        ("LEFÈVRE", ["c.lefevre", "c.lefevre2"]),
        ("efev", ["c.lefevre", "c.lefevre2"]),
        ("chloe", ["c.lefevre", "c.lefevre2"]),
        ("lefevre chloe", ["c.lefevre", "c.lefevre2"]),
        ("Chloë Lefè", ["c.lefevre", "c.lefevre2"]),
        ("d'angelo", ["n.dangelo"]),
        ("D’ANGELO", ["n.dangelo"]),
        ("angelo", ["n.dangelo"]),
        ("anne sophie", ["a.legall"]),
        ("Sophie-Anne", ["a.legall"]),
        ("le gall", ["m.legall", "a.legall"]),
        ("oeuvrard", ["e.petit"]),
        ("ŒUV", ["e.petit"]),
        ("petit", ["e.petit"]),
        ("eloise petit œuvrard", ["e.petit"]),
        ("e.petit", ["e.petit"]),
        ("  E.Petit ", ["e.petit"]),
        ("071234567ab", ["e.petit"]),
        ("071234567", []),
        ("L.Martin2", ["l.martin2"]),
        ("c.lefevre2", ["c.lefevre2"]),
        ("martin2", []),
        ("lea lefevre", []),
        ("ancienne", []),
        ("-", []),
        ("’ . ’", []),
        ("%", []),
    ],
)
def test_a_text_finds_any_part_of_the_names_or_a_whole_username_or_ine(
    q: str, usernames: list[str]
) -> None:
    assert _found(q=q) == usernames


@pytest.mark.parametrize("q", ["", "   "])
def test_no_text_finds_everyone_present(q: str) -> None:
    assert _found(q=q) == [s.account.username for s in SCHOOL if s.departed_on is None]


@pytest.mark.parametrize(
    ("criteria", "usernames"),
    [
        ({"school_classes": {"1BTS2"}}, ["e.petit"]),
        ({"school_classes": {"1BTS2", "2 nde AGORA, 9"}}, ["e.petit", "l.martin2"]),
        ({"school_classes": {"2 nde AGORA"}}, []),
        ({"mef_codes": {"31112004210"}}, ["e.petit"]),
        ({"statuses": {AccountStatus.ACTIVATED, AccountStatus.NOTIFIED}}, ["e.petit", "l.martin"]),
        ({"statuses": {AccountStatus.NOTIFIED}, "school_classes": {"1BTS2"}}, []),
        ({"q": "lea", "statuses": {AccountStatus.NOT_NOTIFIED}}, ["l.martin2"]),
    ],
)
def test_criteria_add_up_and_the_values_of_one_are_alternatives(
    criteria: dict[str, Any], usernames: list[str]
) -> None:
    values = {name: v if name == "q" else frozenset(v) for name, v in criteria.items()}
    assert _found(**values) == usernames


def test_students_are_in_french_order_and_homonyms_in_a_stable_one() -> None:
    present = matching_students(SCHOOL, StudentCriteria())
    ordered = [student.account.username for student in sorted_students(present, StudentSort.NAME)]
    assert ordered == [
        "n.dangelo",
        "c.lefevre2",
        "c.lefevre",
        "a.legall",
        "m.legall",
        "l.martin",
        "l.martin2",
        "e.petit",
    ]


def test_by_class_students_follow_the_order_of_classes_then_of_names() -> None:
    present = matching_students(SCHOOL, StudentCriteria())
    ordered = sorted_students(present, StudentSort.SCHOOL_CLASS)
    assert [(student.school_class, student.account.username) for student in ordered] == [
        ("1BTS2", "e.petit"),
        ("2 nde AGORA, 9", "l.martin2"),
        ("2 nde AGORA, 10", "l.martin"),
        ("3EME4", "n.dangelo"),
        ("3EME4", "c.lefevre2"),
        ("3EME4", "c.lefevre"),
        ("3EME4", "a.legall"),
        ("3EME4", "m.legall"),
    ]


def test_classes_that_differ_by_their_punctuation_are_not_shuffled_together() -> None:
    codes = ["3-A", "3 A", "3-A", "3 A"]
    students = [
        a_student(account_id=account_id(800 + n), family_name=f"Nom{n}", school_class=code)
        for n, code in enumerate(codes)
    ]
    ordered = sorted_students(students, StudentSort.SCHOOL_CLASS)
    assert [student.school_class for student in ordered] == ["3 A", "3 A", "3-A", "3-A"]


def test_no_student_is_counted_as_activating() -> None:
    assert count_by_status(SCHOOL) == {
        AccountStatus.NOT_NOTIFIED: 7,
        AccountStatus.NOTIFIED: 1,
        AccountStatus.ACTIVATED: 1,
    }


def test_someone_who_left_matches_nothing_at_all() -> None:
    gone = replace(a_student(username="g.one"), departed_on=date(2026, 9, 2))
    searches = [StudentCriteria(), StudentCriteria(q="g.one"), StudentCriteria(q=gone.first_name)]
    found: list[Student] = [s for c in searches for s in matching_students([gone], c)]
    assert found == []


def test_the_same_criteria_have_one_signature_whatever_their_order() -> None:
    one = StudentCriteria(q=" Léa ", school_classes=frozenset(["3EME4", "1BTS2"]))
    same = StudentCriteria(q="léa", school_classes=frozenset(["1BTS2", "3EME4"]))
    assert one.signature() == same.signature()


@pytest.mark.parametrize(
    "other",
    [
        StudentCriteria(q="l martin"),
        StudentCriteria(q="l.martin", school_classes=frozenset(["3EME4"])),
        StudentCriteria(q="l.martin", mef_codes=frozenset(["3EME4"])),
        StudentCriteria(q="l.martin", statuses=frozenset([AccountStatus.NOTIFIED])),
        StudentCriteria(school_classes=frozenset(["l.martin"])),
    ],
)
def test_other_criteria_have_another_signature(other: StudentCriteria) -> None:
    assert other.signature() != StudentCriteria(q="l.martin").signature()
