"""The list of an operation's accounts: its lines and its order (guide §3.3, §5.3)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import BinaryIO

from shared.domain.account_list import GuardianListRow, ListHeading, StudentListRow
from shared.domain.french_order import name_key
from shared.domain.french_time import paris_date
from shared.domain.identifiers import AccountId
from shared.domain.instruction import Population
from shared.domain.operation import Document, ListedPupils, Operation
from shared.domain.person import Student
from shared.domain.school import School
from shared.domain.student_search import StudentSort, sort_key
from shared.usecases.chosen_students import chosen_students
from shared.usecases.home_schools import Schools, known_school
from shared.usecases.people import Family, People
from shared.usecases.print_documents import Book, Secret
from shared.usecases.shown_password import shown_password

Write = Callable[..., object]
"""`write(out, heading, rows)`."""

_TITLES = {
    Population.STUDENTS: "Comptes des élèves",
    Population.EXTERNAL_STUDENTS: "Comptes des élèves extérieurs",
    Population.GUARDIANS: "Comptes des responsables",
}


class ListBooks:
    """Lists of pupils, of external pupils and of guardians, in the three formats.

    `student_writers` and `guardian_writers` write one format each.
    """

    def __init__(
        self,
        people: People,
        schools: Schools,
        student_writers: Mapping[Document, Write],
        guardian_writers: Mapping[Document, Write],
    ) -> None:
        self._people, self._schools = people, schools
        self._student_writers, self._guardian_writers = student_writers, guardian_writers

    def __call__(
        self, operation: Operation, ids: frozenset[AccountId], *, at: datetime
    ) -> Book | None:
        """The book of `ids`, as the table has them now."""
        if operation.population is Population.GUARDIANS:
            return self._of_guardians(operation, ids, at)
        return self._of_students(operation, ids, at)

    def _of_students(
        self, operation: Operation, ids: frozenset[AccountId], at: datetime
    ) -> Book | None:
        chosen = chosen_students(self._people, self._schools, operation, ids)
        if not chosen.students:
            return None

        def entries(secret: Secret) -> Iterator[StudentListRow]:
            for student in chosen.students:
                yield _student_row(student, chosen.school, chosen.home_of(student), secret, at)

        return _book(operation, chosen.school, entries, self._student_writers)

    def _of_guardians(
        self, operation: Operation, ids: frozenset[AccountId], at: datetime
    ) -> Book | None:
        school = known_school(self._schools, operation.uai)
        families = self._people.families(operation.uai, ids)
        if not families:
            return None

        def entries(secret: Secret) -> Iterator[GuardianListRow]:
            for family, child in _by_child(families, operation.listed_pupils):
                yield _guardian_row(family, child, school, secret, at)

        return _book(operation, school, entries, self._guardian_writers)


def _by_child(families: Iterable[Family], listed: ListedPupils) -> list[tuple[Family, Student]]:
    """One line per (pupil, guardian): by class, pupil, then guardian (guide §5.3)."""
    pairs = [(family, child) for family in families for child in listed.among(family.children)]
    return sorted(
        pairs,
        key=lambda pair: (
            sort_key(pair[1], StudentSort.SCHOOL_CLASS),
            name_key(pair[0].guardian.display_name),
            name_key(pair[0].guardian.first_name),
            pair[0].guardian.account.account_id,
        ),
    )


def _student_row(
    student: Student, school: School, home: School | None, secret: Secret, at: datetime
) -> StudentListRow:
    account = student.account
    known_by = home or school
    return StudentListRow(
        uai=known_by.uai,
        school_name=known_by.display_name,
        family_name=student.display_name,
        first_name=student.first_name,
        mef_label=known_by.mef_label(student.mef_code),
        school_class="" if home else student.school_class,
        class_label="" if home else school.other_class_label(student.school_class),
        external=home is not None,
        status=account.status,
        username=account.username,
        password_text=shown_password(account, secret, at=at).text,
        notified_on=_day(account.notified_at),
        last_sign_in_on=_day(account.last_sign_in_at),
    )


def _guardian_row(
    family: Family, child: Student, school: School, secret: Secret, at: datetime
) -> GuardianListRow:
    guardian = family.guardian
    account = guardian.account
    return GuardianListRow(
        uai=school.uai,
        school_name=school.display_name,
        student_family_name=child.display_name,
        student_first_name=child.first_name,
        mef_label=school.mef_label(child.mef_code),
        school_class=child.school_class,
        class_label=school.other_class_label(child.school_class),
        family_name=guardian.display_name,
        first_name=guardian.first_name,
        status=account.status,
        origin=account.origin,
        username=account.username,
        password_text=shown_password(account, secret, at=at).text,
        notified_on=_day(account.notified_at),
        last_sign_in_on=_day(account.last_sign_in_at),
    )


def _book(
    operation: Operation,
    school: School,
    entries: Callable[[Secret], Iterator[object]],
    writers: Mapping[Document, Write],
) -> Book:
    heading = ListHeading(
        school_name=school.display_name,
        uai=school.uai,
        dated=paris_date(operation.created_at),
        title=_TITLES[operation.population],
    )
    write = writers[operation.document or Document.LIST_PDF]

    def written(out: BinaryIO, rows: Iterator[object]) -> object:
        return write(out, heading, rows)

    return Book(heading, entries, written)


def _day(moment: datetime | None) -> date | None:
    return paris_date(moment) if moment else None
