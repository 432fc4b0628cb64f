"""Made-up people and schools for tests: accents, hyphens, apostrophes, homonyms, siblings."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.guardian_items import guardian_attributes, link_key
from shared.adapters.dynamodb.schools import SchoolRepository
from shared.adapters.dynamodb.student_items import student_to_item
from shared.adapters.dynamodb.table import Table, key
from shared.domain.account import Account, AccountStatus, SealedPassword
from shared.domain.guardianship import Guardianship
from shared.domain.identifiers import AccountId, Uai
from shared.domain.kinship import Kinship
from shared.domain.person import Guardian, Person, Student
from shared.domain.roster_state import DirectoryEntry, RosterState
from shared.domain.school import School

RODIN = Uai("0450822X")
BOVARY = Uai("0450801A")
MOMENT = datetime(2026, 9, 7, 8, 30, tzinfo=UTC)

_ACCOUNT_FIELDS = {field.name for field in fields(Account)}
_numbers = count(1)


def account_id(number: int) -> AccountId:
    """A readable id: `account_id(7)` is `a000000000000007`."""
    return AccountId(f"a{number:015d}")


def an_account(**over: Any) -> Account:
    """An account nobody has been told of; `over` replaces any of its fields."""
    number = next(_numbers)
    plain = Account(account_id(number), RODIN, f"e.account{'abcdefghij'[number % 10] * 3}{number}")
    return replace(plain, **over)


def a_notified_account(**over: Any) -> Account:
    """An account whose temporary password was handed out at `MOMENT`."""
    notified = {
        "status": AccountStatus.NOTIFIED,
        "generation": 1,
        "password": SealedPassword(b"sealed", f"{RODIN}/0001", 1),
        "password_expires_at": datetime(2026, 12, 7, 8, 30, tzinfo=UTC),
        "notified_at": MOMENT,
    }
    return an_account(**(notified | over))


def a_student(**over: Any) -> Student:
    """A pupil of 3EME4; `over` replaces fields of hers or of her account."""
    of_account = {name: over.pop(name) for name in list(over) if name in _ACCOUNT_FIELDS}
    account = over.pop("account", None) or an_account(**of_account)
    plain = Student(
        account=account,
        family_name="Lefèvre",
        first_name="Chloé",
        birth_date=date(2012, 5, 14),
        school_class="3EME4",
        mef_code="10310019110",
        source_id=f"source-{account.account_id}",
    )
    return replace(plain, **over)


def a_guardian(**over: Any) -> Guardian:
    """A legal representative; `over` replaces fields of hers or of her account."""
    of_account = {name: over.pop(name) for name in list(over) if name in _ACCOUNT_FIELDS}
    plain = Guardian(an_account(**of_account), "D’Œuvre", "Anne-Sophie", civility="Mme")
    return replace(plain, **over)


def a_school(**over: Any) -> School:
    """The lycée of the guide's screens."""
    plain = School(
        uai=RODIN,
        name="LP Lycée Auguste Rodin",
        postal_lines=("12 rue de l’Île", "45000 ORLÉANS"),
        students=4,
        guardians=2,
        roster_updated_at=datetime(2026, 9, 1, 4, 7, tzinfo=UTC),
        class_labels={"3EME4": "Troisième 4", "1BTS2": "1ère année BTS"},
        mef_labels={"10310019110": "3EME", "31112004210": "1BTS2 Hôtellerie"},
    )
    return replace(plain, **over)


def french_students() -> list[Student]:
    """A small school: siblings, homonyms, an accent apart, a usual name, someone who left."""
    people: list[dict[str, Any]] = [
        {"family_name": "Lefèvre", "first_name": "Chloé", "username": "c.lefevre"},
        {"family_name": "Lefevre", "first_name": "Chloë", "username": "c.lefevre2"},
        {"family_name": "D’Angelo", "first_name": "Noé", "username": "n.dangelo"},
        {"family_name": "Le Gall", "first_name": "Maël", "username": "m.legall"},
        {"family_name": "Le Gall", "first_name": "Anne-Sophie", "username": "a.legall"},
        {
            "family_name": "Petit",
            "usual_name": "Œuvrard",
            "first_name": "Éloïse",
            "username": "e.petit",
            "ine": "071234567AB",
            "school_class": "1BTS2",
            "mef_code": "31112004210",
            "status": AccountStatus.ACTIVATED,
        },
        {
            "family_name": "Martin",
            "first_name": "Léa",
            "username": "l.martin",
            "school_class": "2 nde AGORA, 10",
            "status": AccountStatus.NOTIFIED,
        },
        {
            "family_name": "Martin",
            "first_name": "Léa",
            "username": "l.martin2",
            "school_class": "2 nde AGORA, 9",
        },
        {
            "family_name": "Martin",
            "first_name": "Ancienne",
            "username": "a.martin",
            "departed_on": date(2026, 9, 2),
        },
    ]
    return [
        a_student(account_id=account_id(9000 + number), **person)
        for number, person in enumerate(people)
    ]


def store_students(table: Table, students: Iterable[Student]) -> None:
    """Write students as the roster import leaves them."""
    for student in students:
        table.put(student_to_item(student))


def store_guardians(table: Table, guardians: Iterable[Guardian]) -> None:
    """Write guardians as the roster import leaves them."""
    for guardian in guardians:
        account = guardian.account
        place = key(keys.guardians(account.uai), keys.account(account.account_id))
        table.put(place | guardian_attributes(guardian))


def a_link(guardian: Guardian, student: Student, **over: Any) -> Guardianship:
    """A mother and her child; `over` replaces fields of the link."""
    ids = guardian.account.account_id, student.account.account_id
    return replace(Guardianship(*ids, Kinship.MOTHER), **over)


def store_links(table: Table, uai: Uai, links: Iterable[Guardianship]) -> None:
    """Write links to pupils of `uai` as the roster import and the identity provider leave them."""
    for link in links:
        item = link_key(uai, link.guardian_id, link.student_id)
        item |= {"kinship": {"S": link.kinship}}
        if link.disputed_at:
            item["disputed_at"] = {"S": link.disputed_at.isoformat()}
        table.put(item)


def store_pointer(table: Table, uai: Uai, person: Person) -> None:
    """Let `uai` see someone whose account lives in another school."""
    account = person.account
    student = isinstance(person, Student)
    partition = keys.external_students(uai) if student else keys.guardians(uai)
    place = key(partition, keys.account(account.account_id))
    table.put(place | {"lives_in": {"S": account.uai}})


def store_address(table: Table, student: Person, lines: Iterable[str]) -> None:
    """Write the postal address of someone, in the school the account lives in."""
    account = student.account
    place = key(keys.addresses(account.uai), keys.account(account.account_id))
    table.put(place | {"lines": {"S": "\n".join(lines)}})


def store_school(table: Table, school: School) -> None:
    """Write a school as the directory and its last roster leave it."""
    repository = SchoolRepository(table)
    repository.keep_directory([DirectoryEntry(school.uai, school.name, school.postal_lines)])
    state = RosterState(
        students=school.students,
        guardians=school.guardians,
        updated_at=school.roster_updated_at,
        class_labels=school.class_labels,
        mef_labels=school.mef_labels,
    )
    repository.keep_roster_state(school.uai, state)
