"""People for the tests of operations, and how they get into a table."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.guardian_items import guardian_attributes, link_key
from shared.adapters.dynamodb.student_items import student_to_item
from shared.adapters.dynamodb.table import Table, key
from shared.domain.account import Account
from shared.domain.identifiers import AccountId, Uai
from shared.domain.person import Guardian, Student

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
    person = {
        "family_name": _FAMILY_NAMES[number % len(_FAMILY_NAMES)],
        "first_name": _FIRST_NAMES[number % len(_FIRST_NAMES)],
        "birth_date": date(2010, 1 + number % 12, 1 + number % 28),
        "school_class": _CLASSES[number % len(_CLASSES)],
        **{name: value for name, value in over.items() if name not in _ACCOUNT_FIELDS},
    }
    return Student(account=_account(number, f"e.leve{number}", over), **person)


def guardian_id(number: int) -> AccountId:
    return account_id(5000 + number)


def a_guardian(number: int = 1, **over: Any) -> Guardian:
    """The guardian of this number, not notified, with an address of the roster."""
    person = {
        "family_name": _FAMILY_NAMES[number % len(_FAMILY_NAMES)],
        "first_name": f"Responsable{number}",
        "civility": "MME",
        "roster_email": f"responsable{number}@example.org",
        **{name: value for name, value in over.items() if name not in _ACCOUNT_FIELDS},
    }
    return Guardian(account=_account(5000 + number, f"r.esponsable{number}", over), **person)


def _account(number: int, username: str, over: dict[str, Any]) -> Account:
    said = {"account_id": account_id(number), "uai": UAI, "username": username}
    return Account(**said | {k: v for k, v in over.items() if k in _ACCOUNT_FIELDS})


def students(count: int) -> list[Student]:
    return [a_student(number) for number in range(1, count + 1)]


def store_students(table: Table, people: Iterable[Student]) -> None:
    for student in people:
        table.put(student_to_item(student))


def store_guardians(table: Table, families: Iterable[tuple[Guardian, Iterable[int]]]) -> None:
    """Each guardian with the numbers of her children, all of the school her account lives in."""
    for guardian, children in families:
        account = guardian.account
        place = key(keys.guardians(account.uai), keys.account(account.account_id))
        table.put(place | guardian_attributes(guardian))
        for child in children:
            link(table, account.uai, guardian, child)


def link(table: Table, uai: Uai, guardian: Guardian, child: int) -> None:
    """A guardianship of a pupil of `uai`."""
    who = guardian.account.account_id
    table.put(link_key(uai, who, account_id(child)) | {"kinship": {"S": "MOTHER"}})


def point(table: Table, partition: str, account: Account) -> None:
    """A school other than its own sees this account."""
    place = key(partition, keys.account(account.account_id))
    table.put(place | {"lives_in": {"S": account.uai}})
