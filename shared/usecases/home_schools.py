"""The schools an answer or a document speaks of, those that nobody has described included."""

from collections.abc import Iterable
from typing import Protocol

from shared.domain.identifiers import Uai
from shared.domain.person import Student
from shared.domain.school import School


class Schools(Protocol):
    """Reads schools by UAI; those we know nothing of are absent."""

    def get(self, uai: Uai) -> School | None: ...
    def get_many(self, uais: Iterable[Uai]) -> list[School]: ...


def known_school(schools: Schools, uai: Uai) -> School:
    """A school; its UAI alone when neither the directory nor a roster tells more."""
    return schools.get(uai) or School(uai)


def home_schools(schools: Schools, students: Iterable[Student]) -> dict[Uai, School]:
    """The home school of each student, by UAI."""
    uais = {student.account.uai for student in students}
    bare = {uai: School(uai) for uai in uais}
    return bare | {school.uai: school for school in schools.get_many(sorted(uais))}
