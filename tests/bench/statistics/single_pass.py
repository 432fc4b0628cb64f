"""Ours: the use case, whose tables come from each person looked at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.domain.identifiers import Uai
from shared.domain.school import School
from shared.usecases.compute_statistics import statistics_of_school
from shared.usecases.people import WholeSchool
from tests.bench.made_up_school import MOMENT, UAI, MadeUpSchool
from tests.bench.statistics.school import Tables, measured


@dataclass(frozen=True)
class _OneSchool:
    school: School

    def get(self, _: Uai) -> School:
        return self.school

    def get_many(self, _: Iterable[Uai]) -> list[School]:
        return []


def tables_of(made_up: MadeUpSchool) -> Tables:
    people = WholeSchool(made_up.students, [], made_up.guardians, made_up.links)
    found = statistics_of_school(_OneSchool(made_up.school), UAI, people, at=MOMENT).tables
    return {
        name: {
            row.code: {str(status): number for status, number in row.counts.items()} for row in rows
        }
        for name, rows in found.items()
        if rows
    }


if __name__ == "__main__":
    measured(tables_of)
