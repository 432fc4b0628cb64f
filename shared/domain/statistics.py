"""How far the accounts of a school have come, by origin, class, MEF and home school (guide §6).

Every table counts distinct accounts, and each row has one figure for each status. A guardian with
children in two classes is in both of their rows: only the tables by origin and by home school add
up, which is why the others have no total.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shared.domain.account import Account, AccountOrigin, AccountStatus
from shared.domain.french_order import class_key, name_key
from shared.domain.guardian_search import GuardianRow
from shared.domain.identifiers import AccountId, Uai
from shared.domain.person import Student
from shared.domain.school import NO_CLASS_LABEL, NO_MEF_LABEL, School
from shared.domain.student_search import STUDENT_STATUSES, external_in

NO_ORIGIN = ""
NO_ORIGIN_LABEL = "N/A"
"""What statistics call the accounts nobody has been told of (guide §6)."""

GUARDIAN_STATUSES = tuple(AccountStatus)

_STUDENT_ORIGINS = (AccountOrigin.ATEN, AccountOrigin.ENT, AccountOrigin.SCHOOL)
_GUARDIAN_ORIGINS = (
    *_STUDENT_ORIGINS,
    AccountOrigin.FRANCE_CONNECT,
    AccountOrigin.SELF_REGISTRATION,
)


class TableName(StrEnum):
    """The seven tables of the screen, in its order (guide §6)."""

    STUDENTS_BY_ORIGIN = "students_by_origin"
    GUARDIANS_BY_ORIGIN = "guardians_by_origin"
    STUDENTS_BY_CLASS = "students_by_class"
    GUARDIANS_BY_CLASS = "guardians_by_class"
    STUDENTS_BY_MEF = "students_by_mef"
    GUARDIANS_BY_MEF = "guardians_by_mef"
    EXTERNAL_STUDENTS_BY_HOME_SCHOOL = "external_students_by_home_school"

    @property
    def of_guardians(self) -> bool:
        return self.startswith("guardians")


@dataclass(frozen=True, slots=True)
class Row:
    """How many accounts of each status; `code` is an origin, a class, a MEF or a school."""

    code: str
    label: str
    counts: Mapping[AccountStatus, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class SchoolStatistics:
    """The tables of one school; `computed_at` is None before its first night."""

    computed_at: datetime | None
    tables: Mapping[TableName, Sequence[Row]]

    def total(self, name: TableName) -> Row | None:
        """The sum of a table's rows, None of those where an account may be in two."""
        if name in _WITHOUT_TOTAL:
            return None
        rows = self.tables[name]
        statuses = statuses_of(name)
        sums = {status: sum(row.counts[status] for row in rows) for status in statuses}
        return Row("", "Total", sums)

    def number_of(self, name: TableName) -> int:
        """How many accounts a table that adds up counts."""
        return sum(row.total for row in self.tables[name])


_WITHOUT_TOTAL = {TableName.GUARDIANS_BY_CLASS, TableName.GUARDIANS_BY_MEF}


def statuses_of(name: TableName) -> Sequence[AccountStatus]:
    """The columns of a table: no pupil is ever « en cours d’activation »."""
    return GUARDIAN_STATUSES if name.of_guardians else STUDENT_STATUSES


_Places = dict[tuple[str, AccountId], AccountStatus]
"""The status of each account, by the code of a row that it is in."""


def compute_statistics(
    students: Iterable[Student],
    external_students: Iterable[Student],
    guardian_rows: Iterable[GuardianRow],
    school: School,
    homes: Mapping[Uai, School],
    at: datetime,
) -> SchoolStatistics:
    """The tables of `school`, each person looked at once; those who have left count nowhere."""
    pupils, adults, guests = _Tally(), _Tally(), _Tally()
    for student in students:
        if student.present_in(school.uai):
            account = student.account
            pupils.add("origin", account.origin or NO_ORIGIN, account)
            pupils.add("class", student.school_class, account)
            pupils.add("mef", student.mef_code, account)
    origins: _Places = {}
    classes: _Places = {}
    mefs: _Places = {}
    for row in guardian_rows:
        account, child = row.guardian.account, row.student
        who, status = account.account_id, account.status
        origins[account.origin or NO_ORIGIN, who] = status
        classes[child.school_class, who] = status
        mefs[child.mef_code, who] = status
    for kind, places in (("origin", origins), ("class", classes), ("mef", mefs)):
        adults.add_places(kind, places)
    for guest in external_students:
        if external_in(guest, school.uai):
            guests.add("home", guest.account.uai, guest.account)
    return SchoolStatistics(at, _tables(pupils, adults, guests, school, homes))


def no_statistics(school: School) -> SchoolStatistics:
    """What there is before the first night: every figure is zero."""
    empty = _Tally()
    return SchoolStatistics(None, _tables(empty, empty, empty, school, {}))


class _Tally:
    """Counts accounts by kind of row, code and status."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str, AccountStatus]] = Counter()

    def add(self, kind: str, code: str, account: Account) -> None:
        self._counts[kind, code, account.status] += 1

    def add_places(self, kind: str, places: _Places) -> None:
        """For accounts that come several times: each counts once for each of its codes."""
        counts = Counter((code, status) for (code, _), status in places.items())
        for (code, status), number in counts.items():
            self._counts[kind, code, status] += number

    def rows(
        self,
        kind: str,
        label: Callable[[str], str],
        statuses: Sequence[AccountStatus],
        always: Iterable[str] = (),
    ) -> list[Row]:
        """A row for each code that some account has, after those that are `always` there."""
        codes = dict.fromkeys([*always, *(code for each, code, _ in self._counts if each == kind)])
        return [Row(code, label(code), self._by_status(kind, code, statuses)) for code in codes]

    def _by_status(
        self, kind: str, code: str, statuses: Sequence[AccountStatus]
    ) -> dict[AccountStatus, int]:
        counts = {status: self._counts[kind, code, status] for status in AccountStatus}
        if AccountStatus.ACTIVATING not in statuses:
            # Of a pupil it says no more than « notifié et non activé » (guide §1.1).
            counts[AccountStatus.NOTIFIED] += counts.pop(AccountStatus.ACTIVATING)
        return counts


def _tables(
    pupils: _Tally, adults: _Tally, guests: _Tally, school: School, homes: Mapping[Uai, School]
) -> dict[TableName, Sequence[Row]]:
    tables: dict[TableName, Sequence[Row]] = {}
    for tally, prefix, origins in (
        (pupils, "students", _STUDENT_ORIGINS),
        (adults, "guardians", _GUARDIAN_ORIGINS),
    ):
        statuses = statuses_of(TableName(f"{prefix}_by_origin"))
        by_origin = tally.rows("origin", _origin_label, statuses, (*origins, NO_ORIGIN))
        by_class = tally.rows("class", lambda c: school.class_label(c) or NO_CLASS_LABEL, statuses)
        by_mef = tally.rows("mef", lambda c: school.mef_label(c) or NO_MEF_LABEL, statuses)
        tables[TableName(f"{prefix}_by_origin")] = _last(NO_ORIGIN, by_origin)
        tables[TableName(f"{prefix}_by_class")] = sorted(by_class, key=_by_class)
        tables[TableName(f"{prefix}_by_mef")] = sorted(by_mef, key=_by_label)
    by_home = guests.rows("home", lambda uai: homes[Uai(uai)].display_name, STUDENT_STATUSES)
    tables[TableName.EXTERNAL_STUDENTS_BY_HOME_SCHOOL] = sorted(by_home, key=_by_label)
    return {name: tables[name] for name in TableName}


def _last(code: str, rows: Sequence[Row]) -> list[Row]:
    """An origin that the guide's table does not have still counts, before « N/A »."""
    return sorted(rows, key=lambda row: row.code == code)


def _origin_label(code: str) -> str:
    return AccountOrigin(code).label if code else NO_ORIGIN_LABEL


def _by_class(row: Row) -> tuple[object, ...]:
    return class_key(row.code), row.code


def _by_label(row: Row) -> tuple[object, ...]:
    return name_key(row.label), row.code
