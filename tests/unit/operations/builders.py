"""Students for the tests of operations, and how they get into a table."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any

from shared.adapters.dynamodb.student_items import student_to_item
from shared.adapters.dynamodb.table import Table
from shared.domain.account import Account, Student
from shared.domain.identifiers import AccountId, Uai

UAI = Uai("0450822X")
OTHER_UAI = Uai("0450801A")

_FAMILY_NAMES = ("Lefèvre", "N’Guyen", "d’Ormesson", "Le Goff", "Œuvrard", "Éluard", "Zidane")
_FIRST_NAMES = ("Chloé", "Jean-Loup", "Inès", "Maël", "Zoé")
_CLASSES = ("2 NDE 9", "2 NDE 10", "1 G 3", "")
_ACCOUNT_FIELDS = {field.name for field in fields(Account)}


def account_id(number: int) -> AccountId:
    return AccountId(f"{number:016d}")


def a_student(number: int = 1, **over: Any) -> Student:
    """The student of this number, not notified; `over` changes her fields or her account's."""
    account = {
        "account_id": account_id(number),
        "uai": UAI,
        "username": f"e.leve{number}",
        **{name: value for name, value in over.items() if name in _ACCOUNT_FIELDS},
    }
    person = {
        "family_name": _FAMILY_NAMES[number % len(_FAMILY_NAMES)],
        "first_name": _FIRST_NAMES[number % len(_FIRST_NAMES)],
        "birth_date": date(2010, 1 + number % 12, 1 + number % 28),
        "school_class": _CLASSES[number % len(_CLASSES)],
        **{name: value for name, value in over.items() if name not in _ACCOUNT_FIELDS},
    }
    return Student(account=Account(**account), **person)


def students(count: int) -> list[Student]:
    return [a_student(number) for number in range(1, count + 1)]


def store_students(table: Table, people: Iterable[Student]) -> None:
    for student in people:
        table.put(student_to_item(student))
