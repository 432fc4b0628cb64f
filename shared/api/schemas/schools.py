"""What the routes about schools answer."""

from typing import Self

from shared.api.schemas.common import Answer, Moment
from shared.domain.account import AccountStatus
from shared.domain.school import School
from shared.domain.staff import Caller, Module


class SchoolAccess(Answer):
    """The modules the caller has in one school."""

    uai: str
    modules: list[Module]


class Me(Answer):
    """Who the caller is; `trusted` tells that administration is open to them right now."""

    name: str
    trusted: bool
    schools: list[SchoolAccess]

    @classmethod
    def of(cls, caller: Caller) -> Self:
        return cls(
            name=caller.name,
            trusted=caller.trusted,
            schools=[
                SchoolAccess(uai=uai, modules=sorted(modules))
                for uai, modules in sorted(caller.access.items())
            ],
        )


class PeopleCounts(Answer):
    """How many accounts a school has; `guardians` is null to who may not administer it now."""

    students: int
    guardians: int | None
    external_students: int


class SchoolItem(Answer):
    """A school; `roster_updated_at` is the last successful import (guide §2)."""

    uai: str
    name: str
    counts: PeopleCounts
    roster_updated_at: Moment | None

    @classmethod
    def of(cls, school: School, modules: frozenset[Module]) -> Self:
        return cls(**_school_fields(school, modules))


class SchoolList(Answer):
    """The caller's schools."""

    items: list[SchoolItem]
    total: int


class StatusCounts(Answer):
    """How many accounts of each status; `guardians` is null to who may not administer."""

    students: dict[AccountStatus, int]
    external_students: dict[AccountStatus, int]
    guardians: dict[AccountStatus, int] | None


class SchoolHome(SchoolItem):
    """A school's home page: the same, with the numbers by status as they are now."""

    by_status: StatusCounts

    @classmethod
    def of_school(cls, school: School, by_status: StatusCounts, modules: frozenset[Module]) -> Self:
        return cls(**_school_fields(school, modules), by_status=by_status)


def _school_fields(school: School, modules: frozenset[Module]) -> dict[str, object]:
    return {
        "uai": school.uai,
        "name": school.display_name,
        "counts": PeopleCounts(
            students=school.students,
            guardians=school.guardians if Module.ADMINISTRATION in modules else None,
            external_students=school.external_students,
        ),
        "roster_updated_at": school.roster_updated_at,
    }
