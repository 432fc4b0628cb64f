"""Rows of lists as schools have them: accents, hyphens, homonyms, every state."""

from collections.abc import Iterator
from datetime import date
from itertools import cycle
from typing import Any

from shared.domain.account import AccountOrigin, AccountStatus
from shared.domain.account_list import GuardianListRow, ListHeading, StudentListRow

HEADING = ListHeading(
    school_name="Collège Jean Moulin",
    uai="0450822X",
    dated=date(2026, 11, 24),
    title="Comptes des élèves",
)

_FAMILY_NAMES = ("MARTIN", "LEFÈVRE-DUPRÉ", "D’ŒUVRE", "N’DIAYE", "NGUYỄN", "DE LA BRUYÈRE")
_FIRST_NAMES = ("Élodie", "Jean-Christophe", "Zoé", "Maëlys", "Ömer")
_PASSWORDS = {
    AccountStatus.NOT_NOTIFIED: "Non renseigné",
    AccountStatus.NOTIFIED: "bdfk-mprt-xznc",
    AccountStatus.ACTIVATING: "*****",
    AccountStatus.ACTIVATED: "*****",
}


def student_row(**changes: Any) -> StudentListRow:
    """A row like any other, but for what is said."""
    status = changes.get("status", AccountStatus.NOTIFIED)
    usual: dict[str, Any] = {
        "uai": "0450822X",
        "school_name": "Collège Jean Moulin",
        "family_name": "LEFÈVRE-DUPRÉ",
        "first_name": "Élodie",
        "mef_label": "3EME GENERALE",
        "school_class": "3A",
        "class_label": "Troisième A",
        "status": status,
        "username": "e.lefevredupre",
        "password_text": _PASSWORDS[status],
        "notified_on": date(2026, 11, 5),
        "last_sign_in_on": None,
    }
    return StudentListRow(**(usual | changes))


def guardian_row(**changes: Any) -> GuardianListRow:
    """A row like any other, but for what is said."""
    status = changes.get("status", AccountStatus.NOTIFIED)
    usual: dict[str, Any] = {
        "uai": "0450822X",
        "school_name": "Collège Jean Moulin",
        "student_family_name": "LEFÈVRE-DUPRÉ",
        "student_first_name": "Élodie",
        "mef_label": "3EME GENERALE",
        "school_class": "3A",
        "class_label": "Troisième A",
        "family_name": "D’ŒUVRE",
        "first_name": "Noël",
        "status": status,
        "origin": AccountOrigin.SCHOOL,
        "username": "n.doeuvre",
        "password_text": _PASSWORDS[status],
        "notified_on": date(2026, 11, 5),
        "last_sign_in_on": None,
    }
    return GuardianListRow(**(usual | changes))


def student_rows(classes: int, per_class: int) -> Iterator[StudentListRow]:
    """Whole classes of pupils, sorted by class."""
    names = cycle(_FAMILY_NAMES)
    first_names = cycle(_FIRST_NAMES)
    statuses = cycle((AccountStatus.NOTIFIED, AccountStatus.ACTIVATED, AccountStatus.NOT_NOTIFIED))
    for number in range(classes):
        for rank in range(per_class):
            yield student_row(
                school_class=f"C{number:03}",
                class_label=f"Classe {number:03}",
                family_name=next(names),
                first_name=next(first_names),
                status=next(statuses),
                username=f"p.nom{number * per_class + rank}",
            )


def guardian_rows(classes: int, per_class: int) -> Iterator[GuardianListRow]:
    """The guardians of whole classes, one for each pupil."""
    statuses = cycle(AccountStatus)
    origins = cycle((*AccountOrigin, None))
    for student in student_rows(classes, per_class):
        yield guardian_row(
            school_class=student.school_class,
            class_label=student.class_label,
            student_family_name=student.family_name,
            student_first_name=student.first_name,
            status=next(statuses),
            origin=next(origins),
            username=student.username,
        )
