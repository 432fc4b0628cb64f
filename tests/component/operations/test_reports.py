"""The report of an operation: who each account belongs to, and figures of the whole."""

from datetime import date

from shared.adapters.dynamodb import keys
from tests.component.operations.desk import EVERYONE, Desk
from tests.unit.operations.builders import (
    OTHER_UAI,
    UAI,
    a_guardian,
    a_student,
    account_id,
    guardian_id,
    point,
    store_guardians,
    store_students,
    students,
)

NAMES = ("account_id", "family_name", "first_name", "username", "school_class")


def reported(desk: Desk, operation_id: str) -> list[tuple[str | None, ...]]:
    status, page = desk.get(f"/{operation_id}/outcomes")
    assert status == 200
    return [tuple(each[name] for name in NAMES) for each in page["items"]]


def test_a_report_names_guardians_and_external_students_as_their_school_sees_them(
    desk: Desk,
) -> None:
    guest = a_student(1, uai=OTHER_UAI, host_schools=(UAI,), first_name="Noé")
    former = a_student(2, uai=OTHER_UAI, host_schools=(UAI,))
    store_students(desk.table, [guest, former, a_student(3)])
    for each in (guest, former):
        point(desk.table, keys.external_students(UAI), each.account)
    mother = a_guardian(4, usual_name="Du Bellay")
    store_guardians(desk.table, [(mother, [3])])
    hosted = desk.asked(population="external_students")
    told = desk.asked(population="guardians")
    store_students(desk.table, [a_student(2, uai=OTHER_UAI)])  # taught here no more

    assert reported(desk, hosted) == [
        (account_id(1), guest.family_name, "Noé", "e.leve1", None),
        (account_id(2), None, None, None, None),
    ]
    assert reported(desk, told) == [
        (guardian_id(4), "Du Bellay", "Responsable4", "r.esponsable4", None)
    ]


def test_who_has_left_since_is_named_no_more(desk: Desk) -> None:
    store_students(desk.table, students(2))
    operation_id = desk.asked()
    store_students(desk.table, [a_student(1, departed_on=date(2026, 11, 24))])

    [gone, still] = reported(desk, operation_id)

    assert gone == (account_id(1), None, None, None, None)
    assert still[1:4] == (a_student(2).family_name, a_student(2).first_name, "e.leve2")


def test_the_figures_are_of_the_whole_operation_whatever_is_kept_of_it(desk: Desk) -> None:
    store_students(desk.table, students(3))
    desk.asked({"account_ids": [account_id(1)]})
    operation_id = desk.asked(EVERYONE)

    page = desk.get(f"/{operation_id}/outcomes", status="FAILED", limit=1)[1]

    told = {"status": "DONE", "reason": None, "mail": None}
    assert (page["items"], page["total"]) == ([], 0)
    assert page["totals"] == [
        {**told, "effect": "PASSWORD_KEPT", "count": 1},
        {**told, "effect": "NEW_PASSWORD", "count": 2},
    ]
