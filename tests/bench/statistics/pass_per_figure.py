"""The other: each figure by a pass over its population, as one would write it first.

It has no labels to find and no rows to put in order: less to do than the use case.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from shared.domain.account import Account, AccountOrigin, AccountStatus
from shared.domain.guardian_search import GuardianRow, guardian_rows
from shared.domain.person import Student
from shared.domain.student_search import STUDENT_STATUSES
from tests.bench.made_up_school import UAI, MadeUpSchool
from tests.bench.statistics.school import Tables, measured

_Row = TypeVar("_Row")
_Counts = dict[str, dict[str, int]]

_ORIGINS = (AccountOrigin.ATEN, AccountOrigin.ENT, AccountOrigin.SCHOOL)
_GUARDIANS_OWN = (AccountOrigin.FRANCE_CONNECT, AccountOrigin.SELF_REGISTRATION)


def tables_of(made_up: MadeUpSchool) -> Tables:
    pupils = [student for student in made_up.students if student.present_in(UAI)]
    rows = guardian_rows(made_up.guardians, made_up.links, made_up.students, UAI)
    classes = {pupil.school_class for pupil in pupils}
    mefs = {pupil.mef_code for pupil in pupils}
    origins = (*_ORIGINS, "")

    def of_pupils(codes: Iterable[str], code: Callable[[Student], str]) -> _Counts:
        return _counts(pupils, codes, STUDENT_STATUSES, code, lambda pupil: pupil.account)

    def of_guardians(codes: Iterable[str], code: Callable[[GuardianRow], str]) -> _Counts:
        return _counts(rows, codes, tuple(AccountStatus), code, lambda row: row.guardian.account)

    return {
        "students_by_origin": of_pupils(origins, lambda pupil: pupil.account.origin or ""),
        "students_by_class": of_pupils(classes, lambda pupil: pupil.school_class),
        "students_by_mef": of_pupils(mefs, lambda pupil: pupil.mef_code),
        "guardians_by_origin": of_guardians(
            (*origins, *_GUARDIANS_OWN), lambda row: row.guardian.account.origin or ""
        ),
        "guardians_by_class": of_guardians(classes, lambda row: row.student.school_class),
        "guardians_by_mef": of_guardians(mefs, lambda row: row.student.mef_code),
    }


def _counts(
    rows: Sequence[_Row],
    codes: Iterable[str],
    statuses: Iterable[AccountStatus],
    code_of: Callable[[_Row], str],
    account_of: Callable[[_Row], Account],
) -> _Counts:
    return {
        code: {
            status: len(
                {
                    account_of(row).account_id
                    for row in rows
                    if code_of(row) == code and account_of(row).status == status
                }
            )
            for status in statuses
        }
        for code in codes
    }


if __name__ == "__main__":
    measured(tables_of)
