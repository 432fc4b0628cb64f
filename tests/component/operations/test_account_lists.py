"""POST account-lists: guide §3.3, §4 and §5.3."""

import csv
import io
import zipfile
from typing import Any

from shared.adapters.dynamodb import keys
from shared.domain.account import AccountOrigin, AccountStatus
from tests.component.operations.desk import EVERYONE, Desk, bytes_behind, pages_behind
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

STUDENT_TITLES = [
    *("UAI", "Établissement", "Nom élève", "Prénom élève", "MEF", "Classe", "État du compte"),
    *("Identifiant", "Mot de passe", "Date de notification", "Date de dernière connexion"),
]
GUARDIAN_TITLES = [
    *("UAI", "Établissement", "Nom élève", "Prénom élève", "MEF", "Classe"),
    *("Nom responsable", "Prénom responsable", "État du compte", "Origine du compte"),
    *("Identifiant", "Mot de passe", "Date de notification", "Date de dernière connexion"),
]
TROUBLESHOOTING: dict[str, Any] = {"access": f"troubleshooting:{UAI}", "amr": "[pwd]"}


def rows_of(desk: Desk, body: dict[str, Any]) -> list[list[str]]:
    status, link = desk.download(body["operation_id"])
    assert status == 200, link
    text = bytes_behind(link["url"])
    assert text.startswith("\ufeff".encode())
    return list(csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))


def a_class(desk: Desk) -> None:
    """One not notified, one notified, one activated."""
    store_students(
        desk.table,
        [
            a_student(1, family_name="Adam", first_name="Léa", school_class="3A"),
            a_student(2, family_name="Brun", first_name="Tom", school_class="3A"),
            a_student(
                3,
                family_name="Caro",
                first_name="Zoé",
                school_class="3B",
                status=AccountStatus.ACTIVATED,
                origin=AccountOrigin.SCHOOL,
                notified_at=desk.clock.at,
                last_sign_in_at=desk.clock.at,
            ),
        ],
    )
    desk.ask({"account_ids": [account_id(2)]})


def test_a_csv_shows_each_state_as_the_guide_says(desk: Desk) -> None:
    a_class(desk)

    status, body = desk.export(EVERYONE, format="csv")

    assert (status, body["kind"], body["total"], body["done"]) == (200, "ACCOUNT_LIST", 3, 3)
    assert body["file_name"].endswith(".csv")
    secret = desk.password(account_id(2))
    unknown = ["Compte non notifié", "e.leve1", "Non renseigné", "", ""]
    told = ["Compte notifié et non activé", "e.leve2", secret, "23/11/2026", ""]
    chosen = ["Compte activé", "e.leve3", "*****", "23/11/2026", "23/11/2026"]
    assert rows_of(desk, body) == [
        STUDENT_TITLES,
        [UAI, UAI, "Adam", "Léa", "", "3A", *unknown],
        [UAI, UAI, "Brun", "Tom", "", "3A", *told],
        [UAI, UAI, "Caro", "Zoé", "", "3B", *chosen],
    ]


def test_listing_changes_no_account_and_leaves_a_trace_of_each(desk: Desk) -> None:
    a_class(desk)
    before = desk.all_students()
    traces = len(desk.audit())

    _, body = desk.export(EVERYONE, format="pdf")

    assert desk.all_students() == before
    listed = [row for _, row in desk.audit() if row["SK"]["S"] == body["operation_id"]]
    assert [row["tag"]["S"] for row in listed] == ["account:listed"] * 3
    assert len(desk.audit()) == traces + 3


def test_a_pdf_has_a_page_for_each_class(desk: Desk) -> None:
    a_class(desk)

    _, body = desk.export(EVERYONE, format="pdf")

    _, link = desk.download(body["operation_id"])
    first, second = pages_behind(link["url"])
    assert "3A" in first
    assert "e.leve1" in first
    assert desk.password(account_id(2)) in first
    assert "e.leve3" in second
    assert "*****" in second


def test_an_xlsx_is_a_workbook(desk: Desk) -> None:
    a_class(desk)

    _, body = desk.export(EVERYONE, format="xlsx")

    _, link = desk.download(body["operation_id"])
    with zipfile.ZipFile(io.BytesIO(bytes_behind(link["url"]))) as workbook:
        assert "xl/worksheets/sheet1.xml" in workbook.namelist()


def test_a_downloaded_list_shows_the_passwords_of_now(desk: Desk) -> None:
    a_class(desk)
    _, body = desk.export(EVERYONE, format="csv")
    first = rows_of(desk, body)
    desk.reset({"account_ids": [account_id(2)]})

    _, link = desk.download(body["operation_id"])

    assert link["rendered_again"] is True
    assert rows_of(desk, body)[2][8] == desk.password(account_id(2)) != first[2][8]


def test_guardians_have_a_line_for_each_child(desk: Desk) -> None:
    store_students(
        desk.table,
        [
            a_student(1, family_name="Adam", first_name="Léa", school_class="3A"),
            a_student(2, family_name="Adam", first_name="Tom", school_class="6B"),
        ],
    )
    mother = a_guardian(1, family_name="Adam", first_name="Rose")
    father = a_guardian(
        2,
        family_name="Zola",
        first_name="Luc",
        status=AccountStatus.ACTIVATED,
        origin=AccountOrigin.SELF_REGISTRATION,
    )
    store_guardians(desk.table, [(mother, [1, 2]), (father, [1])])

    _, body = desk.export(EVERYONE, population="guardians", format="csv")

    assert (body["total"], body["file_name"][:21]) == (2, "liste-responsables-04")
    unknown = ["Compte non notifié", "Non renseignée", "r.esponsable1", "Non renseigné", "", ""]
    known = ["Compte activé", "Responsable", "r.esponsable2", "*****", "", ""]
    assert rows_of(desk, body) == [
        GUARDIAN_TITLES,
        [UAI, UAI, "Adam", "Léa", "", "3A", "Adam", "Rose", *unknown],
        [UAI, UAI, "Adam", "Léa", "", "3A", "Zola", "Luc", *known],
        [UAI, UAI, "Adam", "Tom", "", "6B", "Adam", "Rose", *unknown],
    ]


def test_a_search_of_guardians_is_listed_whole(desk: Desk) -> None:
    store_students(desk.table, [a_student(1, school_class="3A"), a_student(2, school_class="3B")])
    no_mail = a_guardian(2, roster_email=None)
    store_guardians(desk.table, [(a_guardian(1), [1, 2]), (no_mail, [2])])

    def listed(total: int, **criteria: Any) -> Any:
        selection = {"criteria": criteria, "expected_total": total}
        return desk.export(selection, population="guardians", preview=True)

    assert listed(3)[1]["total"] == 2
    assert listed(1, email="absent")[1]["total"] == 1
    assert listed(2, school_class=["3B"])[1]["total"] == 2
    assert listed(2)[1]["code"] == "selection_changed"


def test_guardians_found_by_class_are_listed_for_that_class_alone(desk: Desk) -> None:
    store_students(
        desk.table,
        [
            a_student(1, school_class="3A"),
            a_student(2, school_class="3B", mef_code="10310019110"),
        ],
    )
    store_guardians(desk.table, [(a_guardian(1), [1, 2]), (a_guardian(2), [2])])

    def classes(**criteria: Any) -> list[str]:
        selection = {"criteria": criteria}
        _, body = desk.export(selection, population="guardians", format="csv")
        return [row[5] for row in rows_of(desk, body)[1:]]

    assert classes(school_class=["3A"]) == ["3A"]
    assert classes(school_class=["3A", "3B"]) == ["3A", "3B", "3B"]
    assert classes() == ["3A", "3B", "3B"]


def test_a_class_that_has_emptied_since_loses_nobody_of_its_list(desk: Desk) -> None:
    store_students(desk.table, [a_student(1, school_class="3A"), a_student(2, school_class="3B")])
    store_guardians(desk.table, [(a_guardian(1), [1])])
    selection = {"criteria": {"school_class": ["3A"]}}
    _, body = desk.export(selection, population="guardians", format="csv")

    store_students(desk.table, [a_student(1, school_class="3C")])

    assert [row[5] for row in rows_of(desk, body)[1:]] == ["3C"]


def test_external_students_are_listed_by_their_home_school(desk: Desk) -> None:
    guest = a_student(1, uai=OTHER_UAI, host_schools=(UAI,), school_class="2 NDE 9")
    store_students(desk.table, [guest])
    point(desk.table, keys.external_students(UAI), guest.account)
    chosen = {"account_ids": [account_id(1)]}

    _, body = desk.export(chosen, population="external_students", format="csv")
    status, _ = desk.export(chosen, population="students", format="csv")

    [_, row] = rows_of(desk, body)
    assert status == 404
    assert (row[0], row[5], row[7]) == (OTHER_UAI, "", "e.leve1")
    assert "2 NDE 9" not in row


def test_a_guest_who_has_left_is_not_listed(desk: Desk) -> None:
    former = a_student(1, uai=OTHER_UAI, host_schools=())
    store_students(desk.table, [former])
    point(desk.table, keys.external_students(UAI), former.account)

    status, body = desk.export(
        {"account_ids": [account_id(1)]}, population="external_students", format="csv"
    )

    assert (status, body["code"]) == (404, "account_not_found")


def test_a_whole_school_is_listed_through_the_queue(desk: Desk) -> None:
    store_students(desk.table, students(230))

    status, body = desk.export(EVERYONE, format="csv")
    desk.work(body["operation_id"])

    assert status == 202
    assert len(rows_of(desk, body)) == 231
    assert len({row["SK"]["S"] for _, row in desk.audit()}) == 1
    slices = [sk for _, sk in desk.dump() if sk.startswith("SLICE#")]
    assert len(slices) == 3


def test_troubleshooting_lists_pupils_and_no_guardian(desk: Desk) -> None:
    store_students(desk.table, [a_student(1)])
    store_guardians(desk.table, [(a_guardian(1), [1])])

    done, body = desk.export(EVERYONE, format="csv", event=TROUBLESHOOTING)
    refused, answer = desk.export(
        {"account_ids": [guardian_id(1)]}, population="guardians", event=TROUBLESHOOTING
    )

    assert (done, refused, answer["code"]) == (200, 403, "module_required")
    assert desk.download(body["operation_id"], event=TROUBLESHOOTING)[0] == 200


def test_an_unknown_format_is_refused(desk: Desk) -> None:
    status, body = desk.export(EVERYONE, format="ods")

    assert (status, body["errors"][0]["field"]) == (422, "format")
