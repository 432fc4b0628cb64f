"""The schools that external students belong to."""

from collections.abc import Iterable
from typing import Protocol

from shared.domain.identifiers import Uai
from shared.domain.person import Student
from shared.domain.school import School


class Schools(Protocol):
    """Reads schools by UAI; those we know nothing of are absent."""

    def get_many(self, uais: Iterable[Uai]) -> list[School]: ...


def home_schools(schools: Schools, students: Iterable[Student]) -> dict[Uai, School]:
    """The home school of each student, by UAI; one that nobody has described is bare."""
    uais = {student.account.uai for student in students}
    bare = {uai: School(uai) for uai in uais}
    return bare | {school.uai: school for school in schools.get_many(sorted(uais))}
