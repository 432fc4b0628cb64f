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
    """How many accounts a school has, by population."""

    students: int
    guardians: int
    external_students: int


class SchoolItem(Answer):
    """A school; `roster_updated_at` is the last successful import (guide §2)."""

    uai: str
    name: str
    counts: PeopleCounts
    roster_updated_at: Moment | None

    @classmethod
    def of(cls, school: School) -> Self:
        return cls(**_school_fields(school))


class SchoolList(Answer):
    """The caller's schools."""

    items: list[SchoolItem]
    total: int


class StatusCounts(Answer):
    """How many accounts of each status, by population."""

    students: dict[AccountStatus, int]
    guardians: dict[AccountStatus, int]


class SchoolHome(SchoolItem):
    """A school's home page: the same, with the numbers by status."""

    by_status: StatusCounts

    @classmethod
    def of_school(cls, school: School, by_status: StatusCounts) -> Self:
        return cls(**_school_fields(school), by_status=by_status)


def _school_fields(school: School) -> dict[str, object]:
    return {
        "uai": school.uai,
        "name": school.display_name,
        "counts": PeopleCounts(
            students=school.students,
            guardians=school.guardians,
            external_students=school.external_students,
        ),
        "roster_updated_at": school.roster_updated_at,
    }
