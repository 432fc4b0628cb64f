"""What a search asks for, from the words of a request: no value of a kind means any value."""

from collections.abc import Iterable

from shared.domain.account import AccountStatus
from shared.domain.guardian_search import EmailPresence, GuardianCriteria, OriginChoice
from shared.domain.identifiers import Uai
from shared.domain.student_search import ExternalStudentCriteria, StudentCriteria


def student_criteria(
    *,
    q: str,
    school_class: Iterable[str] | None,
    mef_code: Iterable[str] | None,
    status: Iterable[AccountStatus] | None,
) -> StudentCriteria:
    return StudentCriteria(
        q=q.strip(),
        school_classes=frozenset(school_class or ()),
        mef_codes=frozenset(mef_code or ()),
        statuses=frozenset(status or ()),
    )


def external_student_criteria(
    *,
    q: str,
    home_school: Iterable[str] | None,
    mef_code: Iterable[str] | None,
    status: Iterable[AccountStatus] | None,
) -> ExternalStudentCriteria:
    return ExternalStudentCriteria(
        q=q.strip(),
        home_schools=frozenset(Uai(each) for each in home_school or ()),
        mef_codes=frozenset(mef_code or ()),
        statuses=frozenset(status or ()),
    )


def guardian_criteria(
    *,
    q: str,
    school_class: Iterable[str] | None,
    mef_code: Iterable[str] | None,
    status: Iterable[AccountStatus] | None,
    email: EmailPresence | None,
    origin: Iterable[OriginChoice] | None,
    disputed: bool | None,
) -> GuardianCriteria:
    return GuardianCriteria(
        q=q.strip(),
        school_classes=frozenset(school_class or ()),
        mef_codes=frozenset(mef_code or ()),
        statuses=frozenset(status or ()),
        origins=frozenset(origin or ()),
        email=email,
        disputed=disputed,
    )
