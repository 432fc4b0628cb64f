"""The pupils whom an operation acted on, in the order of its document."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shared.domain.french_order import name_key
from shared.domain.identifiers import AccountId, Uai
from shared.domain.operation import Operation
from shared.domain.person import Student
from shared.domain.school import School
from shared.domain.student_search import StudentSort, sort_key, sorted_students
from shared.usecases.home_schools import Schools, home_schools, known_school
from shared.usecases.people import People


@dataclass(frozen=True, slots=True)
class ChosenStudents:
    """`students`, in order, for the acting `school`.

    `homes` are the other schools they are of, by UAI: none for a school's own pupils.
    """

    school: School
    homes: Mapping[Uai, School]
    students: list[Student]

    def home_of(self, student: Student) -> School | None:
        """The other school that she is of."""
        return self.homes.get(student.account.uai)


def chosen_students(
    people: People, schools: Schools, operation: Operation, ids: frozenset[AccountId]
) -> ChosenStudents:
    """Those of `ids` who are still there: own pupils by class, external ones by home school."""
    uai = operation.uai
    students = people.present_students(operation.population, uai, ids)
    homes = home_schools(schools, (each for each in students if each.account.uai != uai))
    return ChosenStudents(known_school(schools, uai), homes, _in_order(students, homes))


def _in_order(students: Iterable[Student], homes: Mapping[Uai, School]) -> list[Student]:
    if not homes:
        return sorted_students(students, StudentSort.SCHOOL_CLASS)
    return sorted(
        students,
        key=lambda each: (
            name_key(homes[each.account.uai].display_name),
            each.account.uai,
            sort_key(each, StudentSort.NAME),
        ),
    )
