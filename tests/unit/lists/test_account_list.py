"""The columns and the French of lists (guide §3.3, §5.3)."""

from dataclasses import replace
from typing import Any

import pytest

from shared.domain.account import AccountOrigin, AccountStatus
from shared.domain.account_list import (
    GUARDIAN_COLUMNS,
    PRINTED_GUARDIAN_COLUMNS,
    PRINTED_STUDENT_COLUMNS,
    STUDENT_COLUMNS,
    Column,
)
from tests.unit.lists.rows import guardian_row, student_row


def test_the_columns_are_those_of_the_guide() -> None:
    titles = [
        [column.title for column in columns]
        for columns in (
            STUDENT_COLUMNS,
            GUARDIAN_COLUMNS,
            PRINTED_STUDENT_COLUMNS,
            PRINTED_GUARDIAN_COLUMNS,
        )
    ]

    pupil, guardian = ["Nom élève", "Prénom élève"], ["Nom responsable", "Prénom responsable"]
    school, schooling = ["UAI", "Établissement"], ["MEF", "Classe"]
    account = ["Identifiant", "Mot de passe"]
    states = ["État du compte", "Origine du compte"]
    days = ["Date de notification", "Date de dernière connexion"]
    assert titles == [
        [*school, *pupil, *schooling, "État du compte", *account, *days],
        [*school, *pupil, *schooling, *guardian, *states, *account, *days],
        [*pupil, "État du compte", *account],
        [*pupil, *guardian, "État du compte", *account],
    ]
    assert [len(each) for each in titles] == [11, 14, 5, 7]


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        (student_row(), (*STUDENT_COLUMNS, *PRINTED_STUDENT_COLUMNS)),
        (guardian_row(), (*GUARDIAN_COLUMNS, *PRINTED_GUARDIAN_COLUMNS)),
    ],
)
def test_every_column_is_filled_by_an_attribute(row: Any, columns: tuple[Column, ...]) -> None:
    assert [column for column in columns if not hasattr(row, column.attribute)] == []


def test_the_class_is_its_label_or_else_its_code() -> None:
    for row in (student_row(), guardian_row()):
        assert row.shown_class == "Troisième A"
        assert replace(row, class_label="").shown_class == "3A"
        assert replace(row, class_label="", school_class="").shown_class == ""


def test_an_external_pupil_has_no_class_and_goes_under_her_home_school() -> None:
    row = student_row(school_class="", class_label="", external=True)

    assert (row.shown_class, row.group) == ("", ("", "Collège Jean Moulin"))


def test_states_are_told_of_the_account() -> None:
    assert [student_row(status=status).status_label for status in AccountStatus] == [
        "Compte non notifié",
        "Compte notifié et non activé",
        "Compte en cours d’activation",
        "Compte activé",
    ]
    assert guardian_row(status=AccountStatus.ACTIVATED).status_label == "Compte activé"


def test_origins_have_their_words_and_none_has_too() -> None:
    assert [guardian_row(origin=o).origin_label for o in (*AccountOrigin, None)] == [
        *("Établissement", "Responsable", "FranceConnect", "ATEN", "ENT", "Non renseignée"),
    ]
