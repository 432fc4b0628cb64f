"""The letters of an operation: whom they go to, what they say, under whose letterhead."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import BinaryIO

from shared.domain.french_time import paris_date
from shared.domain.identifiers import AccountId, Uai
from shared.domain.instruction import Population
from shared.domain.letter import Child, GuardianLetter, Letterhead, StudentLetter
from shared.domain.operation import Operation
from shared.domain.person import Student
from shared.domain.school import School
from shared.usecases.chosen_students import chosen_students
from shared.usecases.home_schools import Schools, known_school
from shared.usecases.people import Family, People
from shared.usecases.print_documents import Book, Secret
from shared.usecases.shown_password import shown_password

Write = Callable[..., object]
"""`write(out, letterhead, letters, title=…)`: one page a letter."""

Portals = Callable[[Population, Uai], tuple[str, ...]]
"""Where one signs in, for a population of a school: the first has the QR code (guide §7)."""


class LetterBooks:
    """Letters of pupils, of external pupils and of guardians."""

    def __init__(
        self,
        people: People,
        schools: Schools,
        portals: Portals,
        write_students: Write,
        write_guardians: Write,
    ) -> None:
        self._people, self._schools, self._portals = people, schools, portals
        self._write_students, self._write_guardians = write_students, write_guardians

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
        addresses = self._people.addresses_of(operation.population, operation.uai, ids)

        def entries(secret: Secret) -> Iterator[StudentLetter]:
            for student in chosen.students:
                lines = addresses.get(student.account.account_id, ())
                home = chosen.home_of(student)
                yield _student_letter(student, chosen.school, home, lines, secret, at)

        return self._book(operation, chosen.school, entries, self._write_students)

    def _of_guardians(
        self, operation: Operation, ids: frozenset[AccountId], at: datetime
    ) -> Book | None:
        uai = operation.uai
        school = known_school(self._schools, uai)
        families = self._people.families(uai, ids)
        if not families:
            return None
        addresses = self._people.addresses_of(Population.GUARDIANS, uai, ids)

        def entries(secret: Secret) -> Iterator[GuardianLetter]:
            for family in families:
                lines = addresses.get(family.guardian.account.account_id, ())
                yield guardian_letter(family, school, lines, secret, at)

        return self._book(operation, school, entries, self._write_guardians)

    def _book(
        self,
        operation: Operation,
        school: School,
        entries: Callable[[Secret], Iterator[object]],
        write: Write,
    ) -> Book:
        heading = letterhead(operation, school, self._portals)
        title = f"Courriers ÉduConnect – {heading.school_name}"

        def written(out: BinaryIO, letters: Iterator[object]) -> object:
            return write(out, heading, letters, title=title)

        return Book(heading, entries, written)


def letterhead(operation: Operation, school: School, portals: Portals) -> Letterhead:
    """Always the acting school's, for external pupils too."""
    return Letterhead(
        school_name=school.display_name,
        uai=school.uai,
        school_lines=school.postal_lines,
        portal_urls=portals(operation.population, school.uai),
        dated=paris_date(operation.created_at),
    )


def _student_letter(
    student: Student,
    school: School,
    home: School | None,
    postal_lines: tuple[str, ...],
    secret: Secret,
    at: datetime,
) -> StudentLetter:
    password = shown_password(student.account, secret, at=at)
    own_label = school.other_class_label(student.school_class)
    return StudentLetter(
        account_id=student.account.account_id,
        family_name=student.display_name,
        first_name=student.first_name,
        school_class=student.school_class if home is None else "",
        class_label=own_label if home is None else home.display_name,
        username=student.account.username,
        password_shown=password.display,
        temporary_password=password.temporary,
        valid_until=password.valid_until,
        postal_lines=postal_lines,
    )


def guardian_letter(
    family: Family, school: School, postal_lines: tuple[str, ...], secret: Secret, at: datetime
) -> GuardianLetter:
    """What a guardian is told, on paper or by e-mail: of her children in this school only."""
    guardian = family.guardian
    password = shown_password(guardian.account, secret, at=at)
    return GuardianLetter(
        account_id=guardian.account.account_id,
        civility=guardian.civility,
        family_name=guardian.display_name,
        first_name=guardian.first_name,
        children=tuple(
            Child(
                family_name=child.display_name,
                first_name=child.first_name,
                school_class=child.school_class,
                class_label=school.other_class_label(child.school_class),
            )
            for child in family.children
        ),
        username=guardian.account.username,
        password_shown=password.display,
        temporary_password=password.temporary,
        valid_until=password.valid_until,
        postal_lines=postal_lines,
    )
