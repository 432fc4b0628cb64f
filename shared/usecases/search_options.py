"""What a population can be searched by: each value with how many accounts have it."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from shared.domain.account import NO_ORIGIN_LABEL, AccountOrigin
from shared.domain.french_order import class_key, name_key
from shared.domain.guardian_search import (
    EmailPresence,
    GuardianRow,
    OriginChoice,
    distinct_guardians,
    email_presence,
)
from shared.domain.identifiers import AccountId, Uai
from shared.domain.person import Student
from shared.domain.school import NO_CLASS_LABEL, NO_MEF_LABEL, School

V = TypeVar("V", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Option:
    """A value to search by, as people read it, with how many present accounts have it."""

    code: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """What a population can be searched by; `disputed` counts guardians who dispute a link."""

    school_classes: Sequence[Option] = ()
    mef_codes: Sequence[Option] = ()
    home_schools: Sequence[Option] = ()
    origins: Sequence[Option] = ()
    emails: Sequence[Option] = ()
    disputed: int = 0


def student_search_options(students: Iterable[Student], school: School) -> SearchOptions:
    """Every class and MEF that some present student has, in the order people expect."""
    present = [student for student in students if student.departed_on is None]
    return SearchOptions(
        school_classes=_classes(Counter(student.school_class for student in present), school),
        mef_codes=_mefs(Counter(student.mef_code for student in present), school.mef_label),
    )


def external_search_options(
    students: Sequence[Student], homes: Mapping[Uai, School]
) -> SearchOptions:
    """Every home school and MEF of external students; a MEF is called as its school calls it."""
    labels = _mef_labels(students, homes)
    by_home = Counter(student.account.uai for student in students)
    options = [Option(uai, homes[uai].display_name, n) for uai, n in by_home.items()]
    return SearchOptions(
        home_schools=_by_label(options),
        mef_codes=_mefs(Counter(student.mef_code for student in students), labels.__getitem__),
    )


def _mef_labels(students: Iterable[Student], homes: Mapping[Uai, School]) -> dict[str, str]:
    """What a MEF is called by some home school that has words for it, else its code."""
    labels: dict[str, str] = {}
    for student in students:
        code = student.mef_code
        if labels.get(code, code) == code:
            labels[code] = homes[student.account.uai].mef_label(code)
    return labels


def guardian_search_options(rows: Sequence[GuardianRow], school: School) -> SearchOptions:
    """Each value with how many distinct guardians have it: one with two children in a class once.

    A guardian with children in two classes counts in both.
    """
    guardians = distinct_guardians(rows)
    origins = Counter(OriginChoice.of(guardian.account.origin) for guardian in guardians)
    emails = Counter(email_presence(guardian) for guardian in guardians)
    return SearchOptions(
        school_classes=_classes(_distinct(rows, lambda row: row.student.school_class), school),
        mef_codes=_mefs(_distinct(rows, lambda row: row.student.mef_code), school.mef_label),
        origins=[Option(each, _origin_label(each), origins[each]) for each in OriginChoice],
        emails=[Option(each, _EMAIL_LABELS[each], emails[each]) for each in EmailPresence],
        disputed=_distinct(rows, lambda row: row.link.disputed_at is not None)[True],
    )


_EMAIL_LABELS = {EmailPresence.PRESENT: "Renseignée", EmailPresence.ABSENT: "Non renseignée"}


def _origin_label(choice: OriginChoice) -> str:
    return NO_ORIGIN_LABEL if choice is OriginChoice.NONE else AccountOrigin(choice).label


def _distinct(rows: Iterable[GuardianRow], value: Callable[[GuardianRow], V]) -> Counter[V]:
    pairs: set[tuple[AccountId, V]] = {(row.link.guardian_id, value(row)) for row in rows}
    return Counter(each for _, each in pairs)


def _classes(counts: Mapping[str, int], school: School) -> list[Option]:
    options = [
        Option(code, school.class_label(code) or NO_CLASS_LABEL, n) for code, n in counts.items()
    ]
    return sorted(options, key=lambda option: (class_key(option.code), option.code))


def _mefs(counts: Mapping[str, int], label: Callable[[str], str]) -> list[Option]:
    return _by_label([Option(code, label(code) or NO_MEF_LABEL, n) for code, n in counts.items()])


def _by_label(options: Iterable[Option]) -> list[Option]:
    return sorted(options, key=lambda option: (name_key(option.label), option.code))
