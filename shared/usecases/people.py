"""The people of a school, whichever population an action is about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from shared.domain.french_order import name_key
from shared.domain.guardian_search import GuardianCriteria, guardian_rows, matching_rows
from shared.domain.guardianship import Guardianship
from shared.domain.identifiers import AccountId, Uai
from shared.domain.instruction import Population
from shared.domain.person import Guardian, Person, Student
from shared.domain.student_search import (
    ExternalStudentCriteria,
    StudentCriteria,
    StudentSort,
    external_in,
    matching_external_students,
    matching_students,
    sort_key,
)

Criteria = StudentCriteria | ExternalStudentCriteria | GuardianCriteria
Addresses = dict[AccountId, tuple[str, ...]]

_FEW = 100
"""Up to this many, accounts are read one by one rather than with their whole school."""


class StudentsOfASchool(Protocol):
    """Reads students, or a host's external students, as they are now."""

    def all_of(self, uai: Uai) -> list[Student]: ...
    def get_many(
        self, uai: Uai, account_ids: Iterable[AccountId]
    ) -> Mapping[AccountId, Student]: ...
    def addresses_of(self, uai: Uai) -> Iterable[tuple[AccountId, tuple[str, ...]]]: ...


class GuardiansOfASchool(Protocol):
    """Reads guardians and their links to this school's pupils as they are now."""

    def all_of(self, uai: Uai) -> tuple[list[Guardian], list[Guardianship]]: ...
    def get_many(
        self, uai: Uai, account_ids: Iterable[AccountId]
    ) -> Mapping[AccountId, Guardian]: ...
    def links_of(self, uai: Uai, account_ids: Iterable[AccountId]) -> list[Guardianship]: ...
    def addresses_of(self, uai: Uai) -> Iterable[tuple[AccountId, tuple[str, ...]]]: ...


@dataclass(frozen=True, slots=True)
class Family:
    """A guardian and her children of one school, by class then name."""

    guardian: Guardian
    children: tuple[Student, ...]


@dataclass(frozen=True, slots=True)
class WholeSchool:
    """Everyone a school knows, those who have left included."""

    students: Sequence[Student]
    external_students: Sequence[Student]
    guardians: Sequence[Guardian]
    links: Sequence[Guardianship]

    def living_in(self, uai: Uai) -> Iterable[Person]:
        """Those whose account is this school's to look after: each account has one such."""
        everyone: tuple[Person, ...] = (*self.students, *self.guardians)
        return (person for person in everyone if person.account.uai == uai)


@dataclass(frozen=True, slots=True)
class SeenPerson:
    """Someone a school sees now, and among whom."""

    population: Population
    person: Person


@dataclass(frozen=True, slots=True)
class People:
    """Reads accounts by population; always from the table, never from what an action remembers."""

    students: StudentsOfASchool
    external_students: StudentsOfASchool
    guardians: GuardiansOfASchool

    def get_many(
        self, population: Population, uai: Uai, ids: Iterable[AccountId]
    ) -> Mapping[AccountId, Person]:
        """Some accounts by id; those that do not exist here are absent."""
        if population is Population.GUARDIANS:
            return self.guardians.get_many(uai, ids)
        return self._pupils(population).get_many(uai, ids)

    def seen_by(self, uai: Uai, account_id: AccountId) -> SeenPerson | None:
        """Whoever of this id is a pupil, an external pupil or a guardian of the school now."""
        return self.all_seen_by(uai, [account_id]).get(account_id)

    def all_seen_by(self, uai: Uai, ids: Iterable[AccountId]) -> dict[AccountId, SeenPerson]:
        """As `seen_by`, of many ids in few reads; whom the school does not see is absent."""
        found: dict[AccountId, SeenPerson] = {}
        left = set(ids)
        for population in Population:
            if left:
                seen = self.seen_among(population, uai, sorted(left))
                found |= {who: SeenPerson(population, each) for who, each in seen.items()}
                left -= seen.keys()
        return found

    def seen_among(
        self, population: Population, uai: Uai, ids: Iterable[AccountId]
    ) -> dict[AccountId, Person]:
        """Those of some accounts whom the school sees now; who has left it is absent."""
        found = self.get_many(population, uai, ids)
        return {who: each for who, each in found.items() if _belongs(each, population, uai)}

    def whole_school(self, uai: Uai) -> WholeSchool:
        """Everyone, whole partition after whole partition."""
        guardians, links = self.guardians.all_of(uai)
        students, guests = self.students.all_of(uai), self.external_students.all_of(uai)
        return WholeSchool(students, guests, guardians, links)

    def everyone(self, uai: Uai) -> list[SeenPerson]:
        """All whom the school sees now."""
        school = self.whole_school(uai)
        found: list[tuple[Population, Sequence[Person]]] = [
            (Population.STUDENTS, school.students),
            (Population.EXTERNAL_STUDENTS, school.external_students),
            (Population.GUARDIANS, school.guardians),
        ]
        return [
            SeenPerson(population, person)
            for population, people in found
            for person in people
            if _belongs(person, population, uai)
        ]

    def matching(self, uai: Uai, criteria: Criteria) -> tuple[Sequence[Person], int]:
        """Whom a search finds, each once, and the number of rows it shows.

        A guardian has one row per child, so that there may be more rows than people.
        """
        if isinstance(criteria, StudentCriteria):
            found = matching_students(self.students.all_of(uai), criteria)
            return found, len(found)
        if isinstance(criteria, ExternalStudentCriteria):
            hosted = self.external_students.all_of(uai)
            guests = matching_external_students(hosted, criteria, uai)
            return guests, len(guests)
        guardians, links = self.guardians.all_of(uai)
        rows = guardian_rows(guardians, links, self.students.all_of(uai), uai)
        matching = matching_rows(rows, criteria)
        once = {row.guardian.account.account_id: row.guardian for row in matching}
        return list(once.values()), len(matching)

    def present_students(
        self, population: Population, uai: Uai, ids: frozenset[AccountId]
    ) -> list[Student]:
        """Those of `ids` whom this school still sees, in no order."""
        pupils = self._pupils(population)
        found: Iterable[Student] = (
            pupils.get_many(uai, ids).values() if len(ids) <= _FEW else pupils.all_of(uai)
        )
        chosen = (student for student in found if student.account.account_id in ids)
        if population is Population.EXTERNAL_STUDENTS:
            return [student for student in chosen if external_in(student, uai)]
        return [student for student in chosen if student.present_in(uai)]

    def families(self, uai: Uai, ids: frozenset[AccountId]) -> list[Family]:
        """The guardians of `ids` who have children here, by their first child, then by name."""
        if len(ids) <= _FEW:
            guardians = list(self.guardians.get_many(uai, ids).values())
            links = self.guardians.links_of(uai, ids)
            students = list(
                self.students.get_many(uai, {link.student_id for link in links}).values()
            )
        else:
            everyone, links = self.guardians.all_of(uai)
            guardians = [each for each in everyone if each.account.account_id in ids]
            students = self.students.all_of(uai)
        children: dict[AccountId, list[Student]] = {}
        for row in guardian_rows(guardians, links, students, uai):
            children.setdefault(row.guardian.account.account_id, []).append(row.student)
        by_id = {guardian.account.account_id: guardian for guardian in guardians}
        families = [_family(by_id[who], pupils) for who, pupils in children.items()]
        return sorted(families, key=_by_first_child)

    def addresses_of(
        self, population: Population, uai: Uai, ids: frozenset[AccountId]
    ) -> Addresses:
        """The postal addresses of those of `ids` for whom this school knows one.

        A school's are read together, pupils' and guardians': only those asked for are kept.
        """
        of_guardians = population is Population.GUARDIANS
        people = self.guardians if of_guardians else self._pupils(population)
        return {who: lines for who, lines in people.addresses_of(uai) if who in ids}

    def _pupils(self, population: Population) -> StudentsOfASchool:
        external = population is Population.EXTERNAL_STUDENTS
        return self.external_students if external else self.students


def _belongs(person: Person, population: Population, uai: Uai) -> bool:
    if isinstance(person, Student) and population is Population.EXTERNAL_STUDENTS:
        return external_in(person, uai)
    return person.present_in(uai)


def _family(guardian: Guardian, children: list[Student]) -> Family:
    by_class = sorted(children, key=lambda child: sort_key(child, StudentSort.SCHOOL_CLASS))
    return Family(guardian, tuple(by_class))


def _by_first_child(family: Family) -> tuple[object, ...]:
    child, guardian = family.children[0], family.guardian
    return (
        *sort_key(child, StudentSort.SCHOOL_CLASS),
        *(name_key(guardian.display_name), name_key(guardian.first_name)),
        guardian.account.account_id,
    )
