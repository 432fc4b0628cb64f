"""The statistics of a school from everyone it knows, read once."""

from datetime import datetime

from shared.domain.guardian_search import guardian_rows
from shared.domain.identifiers import Uai
from shared.domain.statistics import SchoolStatistics, compute_statistics
from shared.usecases.home_schools import Schools, home_schools, known_school
from shared.usecases.people import WholeSchool


def statistics_of_school(
    schools: Schools, uai: Uai, people: WholeSchool, *, at: datetime
) -> SchoolStatistics:
    """Of the people read at `at`; labels of classes and MEFs are those of the last roster."""
    return compute_statistics(
        people.students,
        people.external_students,
        guardian_rows(people.guardians, people.links, people.students, uai),
        known_school(schools, uai),
        home_schools(schools, people.external_students),
        at,
    )
