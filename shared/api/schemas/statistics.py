"""What the routes about statistics answer."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Self, TypeVar

from shared.api.schemas.common import Answer, Moment
from shared.domain.account import AccountOrigin
from shared.domain.statistics import Row, SchoolStatistics, TableName

RowT = TypeVar("RowT", bound=Answer)


class StudentCounts(Answer):
    """Numbers of accounts by status; no pupil is ever « en cours d’activation »."""

    NOT_NOTIFIED: int
    NOTIFIED: int
    ACTIVATED: int
    total: int


class GuardianCounts(StudentCounts):
    """The same for guardians."""

    ACTIVATING: int


class _OriginRow(Answer):
    """`origin` is null for the accounts nobody has been told of, « N/A »."""

    origin: AccountOrigin | None
    origin_label: str


class _ClassRow(Answer):
    school_class: str
    class_label: str


class _MefRow(Answer):
    mef_code: str
    mef_label: str


class StudentOriginRow(_OriginRow, StudentCounts):
    pass


class GuardianOriginRow(_OriginRow, GuardianCounts):
    pass


class StudentClassRow(_ClassRow, StudentCounts):
    pass


class GuardianClassRow(_ClassRow, GuardianCounts):
    pass


class StudentMefRow(_MefRow, StudentCounts):
    pass


class GuardianMefRow(_MefRow, GuardianCounts):
    pass


class HomeSchoolRow(StudentCounts):
    """External students of one home school."""

    home_school: str
    home_school_name: str


class StudentStatistics(Answer):
    """Of a school's own students; the total is that of each table."""

    by_origin: list[StudentOriginRow]
    total: StudentCounts
    by_class: list[StudentClassRow]
    by_mef: list[StudentMefRow]


class GuardianStatistics(Answer):
    """Of distinct guardians; with children in two classes, one is in two rows of `by_class`."""

    by_origin: list[GuardianOriginRow]
    total: GuardianCounts
    by_class: list[GuardianClassRow]
    by_mef: list[GuardianMefRow]


class ExternalStudentStatistics(Answer):
    by_home_school: list[HomeSchoolRow]
    total: StudentCounts


class StatisticsAnswer(Answer):
    """The tables of the last night; `computed_at` is null before the first, all figures zero."""

    computed_at: Moment | None
    students: StudentStatistics
    guardians: GuardianStatistics
    external_students: ExternalStudentStatistics

    @classmethod
    def of(cls, statistics: SchoolStatistics) -> Self:
        tables = statistics.tables
        return cls(
            computed_at=statistics.computed_at,
            students=StudentStatistics(
                by_origin=_origins(tables[TableName.STUDENTS_BY_ORIGIN], StudentOriginRow),
                total=StudentCounts(**_total(statistics, TableName.STUDENTS_BY_ORIGIN)),
                by_class=_classes(tables[TableName.STUDENTS_BY_CLASS], StudentClassRow),
                by_mef=_mefs(tables[TableName.STUDENTS_BY_MEF], StudentMefRow),
            ),
            guardians=GuardianStatistics(
                by_origin=_origins(tables[TableName.GUARDIANS_BY_ORIGIN], GuardianOriginRow),
                total=GuardianCounts(**_total(statistics, TableName.GUARDIANS_BY_ORIGIN)),
                by_class=_classes(tables[TableName.GUARDIANS_BY_CLASS], GuardianClassRow),
                by_mef=_mefs(tables[TableName.GUARDIANS_BY_MEF], GuardianMefRow),
            ),
            external_students=_external(statistics),
        )


class DayTotals(Answer):
    """The totals of one day, by origin where there are origins."""

    day: date
    students: StudentCounts
    students_by_origin: list[StudentOriginRow]
    guardians: GuardianCounts
    guardians_by_origin: list[GuardianOriginRow]
    external_students: StudentCounts


class DayList(Answer):
    """Each day's totals, newest first, over thirteen months."""

    items: list[DayTotals]

    @classmethod
    def of(cls, days: Sequence[tuple[date, SchoolStatistics]]) -> Self:
        return cls(items=[_day(day, statistics) for day, statistics in days])


def _day(day: date, statistics: SchoolStatistics) -> DayTotals:
    tables = statistics.tables
    home = TableName.EXTERNAL_STUDENTS_BY_HOME_SCHOOL
    return DayTotals(
        day=day,
        students=StudentCounts(**_total(statistics, TableName.STUDENTS_BY_ORIGIN)),
        students_by_origin=_origins(tables[TableName.STUDENTS_BY_ORIGIN], StudentOriginRow),
        guardians=GuardianCounts(**_total(statistics, TableName.GUARDIANS_BY_ORIGIN)),
        guardians_by_origin=_origins(tables[TableName.GUARDIANS_BY_ORIGIN], GuardianOriginRow),
        external_students=StudentCounts(**_total(statistics, home)),
    )


def _external(statistics: SchoolStatistics) -> ExternalStudentStatistics:
    name = TableName.EXTERNAL_STUDENTS_BY_HOME_SCHOOL
    return ExternalStudentStatistics(
        by_home_school=[
            HomeSchoolRow(home_school=row.code, home_school_name=row.label, **_counts(row))
            for row in statistics.tables[name]
        ],
        total=StudentCounts(**_total(statistics, name)),
    )


def _origins(rows: Sequence[Row], kind: type[RowT]) -> list[RowT]:
    return _rows(rows, kind, "origin", "origin_label")


def _classes(rows: Sequence[Row], kind: type[RowT]) -> list[RowT]:
    return _rows(rows, kind, "school_class", "class_label")


def _mefs(rows: Sequence[Row], kind: type[RowT]) -> list[RowT]:
    return _rows(rows, kind, "mef_code", "mef_label")


def _rows(rows: Sequence[Row], kind: type[RowT], code: str, label: str) -> list[RowT]:
    """No code is null for an origin; for a class or a MEF it is their empty one."""
    return [
        kind.model_validate(
            {code: row.code or (None if code == "origin" else ""), label: row.label} | _counts(row)
        )
        for row in rows
    ]


def _total(statistics: SchoolStatistics, name: TableName) -> dict[str, Any]:
    total = statistics.total(name)
    return _counts(total) if total else {}


def _counts(row: Row) -> dict[str, Any]:
    return {status.value: n for status, n in row.counts.items()} | {"total": row.total}
