"""Searching the guardians of a school: one row for each of her pupils there (guide §5.1)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from shared.domain.account import AccountOrigin, AccountStatus
from shared.domain.french_order import SortKey, class_key, name_key
from shared.domain.guardianship import Guardianship
from shared.domain.identifiers import AccountId, Uai
from shared.domain.kinship import Kinship
from shared.domain.name_search import person_test, same_search
from shared.domain.person import Guardian, Person, Student

T = TypeVar("T")
_Names = tuple[SortKey, SortKey]


class GuardianSort(StrEnum):
    """By the guardian's name, by class then the student's name, or by the student's name."""

    NAME = "name"
    SCHOOL_CLASS = "school_class"
    STUDENT = "student"


class EmailPresence(StrEnum):
    """Whether the roster gives an address: the only one that our e-mails go to."""

    PRESENT = "present"
    ABSENT = "absent"


class OriginChoice(StrEnum):
    """An origin to search by; `NONE` is « Non renseignée », nobody having been told yet."""

    SCHOOL = "SCHOOL"
    SELF_REGISTRATION = "SELF_REGISTRATION"
    FRANCE_CONNECT = "FRANCE_CONNECT"
    ATEN = "ATEN"
    ENT = "ENT"
    NONE = "NONE"

    @classmethod
    def of(cls, origin: AccountOrigin | None) -> "OriginChoice":
        return cls(origin) if origin else cls.NONE


def email_presence(guardian: Guardian) -> EmailPresence:
    return EmailPresence.PRESENT if guardian.roster_email else EmailPresence.ABSENT


@dataclass(frozen=True, slots=True)
class GuardianCriteria:
    """What staff look for. An empty set, or None, means any; criteria add up.

    `q` is any part of the guardian's names or of the student's, the whole username of either,
    or the student's whole INE. Classes and MEFs are the student's; status, origin and e-mail the
    guardian's.
    """

    q: str = ""
    school_classes: frozenset[str] = frozenset()
    mef_codes: frozenset[str] = frozenset()
    statuses: frozenset[AccountStatus] = frozenset()
    origins: frozenset[OriginChoice] = frozenset()
    email: EmailPresence | None = None
    disputed: bool | None = None

    def signature(self) -> str:
        """The same text for the same criteria, in whatever order they came."""
        sets = (self.school_classes, self.mef_codes, self.statuses, self.origins)
        chosen = (self.email, self.disputed)
        return repr((same_search(self.q), *(sorted(each) for each in sets), *map(str, chosen)))


@dataclass(frozen=True, slots=True)
class GuardianRow:
    """A guardian beside one of her pupils, and what she is to that pupil."""

    guardian: Guardian
    student: Student
    link: Guardianship


def guardian_rows(
    guardians: Iterable[Guardian],
    links: Iterable[Guardianship],
    students: Iterable[Student],
    uai: Uai,
) -> list[GuardianRow]:
    """A row for each link between a guardian and a pupil who are both of this school now.

    `students` are the school's own. A pupil taught here whose home is another school has no row:
    her guardians are known to her home school alone.
    """
    pupils = {
        student.account.account_id: student
        for student in students
        if student.account.uai == uai and student.present_in(uai)
    }
    present = {
        guardian.account.account_id: guardian for guardian in guardians if guardian.present_in(uai)
    }
    return [
        GuardianRow(present[link.guardian_id], pupils[link.student_id], link)
        for link in links
        if link.guardian_id in present and link.student_id in pupils
    ]


def matching_rows(rows: Iterable[GuardianRow], criteria: GuardianCriteria) -> list[GuardianRow]:
    """The rows that meet every criterion."""
    tests = _tests_of(criteria)
    return [row for row in rows if all(test(row) for test in tests)]


def row_key(row: GuardianRow, sort: GuardianSort) -> tuple[Any, ...]:
    """A place in French order; the two account ids part full homonyms."""
    return _row_key(row, sort, _names)


def placed_rows(
    rows: Iterable[GuardianRow], sort: GuardianSort
) -> list[tuple[tuple[Any, ...], GuardianRow]]:
    """Each row after its `row_key`, in order: a name is folded once a person, not once a row."""
    names_of = _once_a_person(_names)
    placed = [(_row_key(row, sort, names_of), row) for row in rows]
    return sorted(placed, key=lambda entry: entry[0])


def distinct_guardians(rows: Iterable[GuardianRow]) -> list[Guardian]:
    """Each guardian of `rows` once."""
    return list({row.guardian.account.account_id: row.guardian for row in rows}.values())


KINSHIP_LABELS = {
    Kinship.MOTHER: "Mère",
    Kinship.FATHER: "Père",
    Kinship.SIBLING: "Fratrie",
    Kinship.GRANDPARENT: "Ascendant",
    Kinship.OTHER_RELATIVE: "Autre membre de la famille",
    Kinship.EDUCATOR: "Éducateur",
    Kinship.FOSTER_CARER: "Assistant familial",
    Kinship.TUTOR: "Tuteur",
    Kinship.CHILD_WELFARE: "Aide sociale à l’enfance",
    Kinship.SELF: "Élève",
    Kinship.OTHER: "Autre lien",
}
"""What a screen says of a kinship."""


def _row_key(
    row: GuardianRow, sort: GuardianSort, names_of: Callable[[Person], _Names]
) -> tuple[Any, ...]:
    guardian, student = names_of(row.guardian), names_of(row.student)
    ids = row.link.guardian_id, row.link.student_id
    if sort is GuardianSort.NAME:
        return *guardian, *student, *ids
    if sort is GuardianSort.STUDENT:
        return *student, *guardian, *ids
    code = row.student.school_class
    return class_key(code), code, *student, *guardian, *ids


def _names(person: Person) -> _Names:
    return name_key(person.display_name), name_key(person.first_name)


def _once_a_person(of: Callable[[Person], T]) -> Callable[[Person], T]:
    """`of`, remembering what it has said of each person: many have several rows."""
    said: dict[AccountId, T] = {}

    def remembered(person: Person) -> T:
        account_id = person.account.account_id
        if account_id not in said:
            said[account_id] = of(person)
        return said[account_id]

    return remembered


def _tests_of(criteria: GuardianCriteria) -> list[Callable[[GuardianRow], bool]]:
    tests: list[Callable[[GuardianRow], bool]] = []
    if criteria.school_classes:
        tests.append(lambda row: row.student.school_class in criteria.school_classes)
    if criteria.mef_codes:
        tests.append(lambda row: row.student.mef_code in criteria.mef_codes)
    if criteria.statuses:
        tests.append(lambda row: row.guardian.account.status in criteria.statuses)
    if criteria.origins:
        tests.append(lambda row: OriginChoice.of(row.guardian.account.origin) in criteria.origins)
    if criteria.email is not None:
        tests.append(lambda row: email_presence(row.guardian) is criteria.email)
    if criteria.disputed is not None:
        tests.append(lambda row: (row.link.disputed_at is not None) is criteria.disputed)
    if criteria.q.strip():
        tests.append(_text_test(criteria.q))
    return tests


def _text_test(q: str) -> Callable[[GuardianRow], bool]:
    # All the words in one person's names: « Martin Léa » is someone, not a Martin whose child
    # happens to be called Léa.
    named = _once_a_person(person_test(q))
    return lambda row: named(row.guardian) or named(row.student)
