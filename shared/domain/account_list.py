"""A list of accounts: its lines, its columns and their French (guide §3.3, §5.3)."""

from dataclasses import dataclass
from datetime import date

from shared.domain.account import NO_ORIGIN_LABEL, AccountOrigin, AccountStatus

STATUS_LABELS = {
    AccountStatus.NOT_NOTIFIED: "Compte non notifié",
    AccountStatus.NOTIFIED: "Compte notifié et non activé",
    AccountStatus.ACTIVATING: "Compte en cours d’activation",
    AccountStatus.ACTIVATED: "Compte activé",
}
"""A list says « Compte … » where a screen says the state alone."""


@dataclass(frozen=True, slots=True)
class ListHeading:
    """What stands above a list: the school that asked for it, the day, what the list is of."""

    school_name: str
    uai: str
    dated: date
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _ListRow:
    """What a line says of an account and of the pupil's schooling.

    `uai` and `school_name` are the pupil's home school's. `school_class` is the class code, ""
    when there is none. `password_text` is what may be shown, ready: the password in groups,
    « Expiré », `*****` or « Non renseigné ». Days are those of Paris.
    """

    uai: str
    school_name: str
    mef_label: str
    school_class: str
    class_label: str
    status: AccountStatus
    username: str
    password_text: str
    notified_on: date | None
    last_sign_in_on: date | None

    @property
    def group(self) -> tuple[str, str]:
        """What the pages of a printed list are headed by: a code and a label."""
        return self.school_class, self.class_label

    @property
    def shown_class(self) -> str:
        """The class as its column has it: its label if there is one, else its code."""
        return self.class_label or self.school_class

    @property
    def status_label(self) -> str:
        return STATUS_LABELS[self.status]


@dataclass(frozen=True, slots=True, kw_only=True)
class StudentListRow(_ListRow):
    """One pupil; of another school's, her host knows no class (guide §4)."""

    family_name: str
    first_name: str
    external: bool = False

    @property
    def group(self) -> tuple[str, str]:
        """Her class, or the home school of a pupil of another (guide §4)."""
        return ("", self.school_name) if self.external else (self.school_class, self.class_label)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianListRow(_ListRow):
    """One link between a pupil and a guardian: two children make two lines (guide §5.3).

    The account is the guardian's.
    """

    student_family_name: str
    student_first_name: str
    family_name: str
    first_name: str
    origin: AccountOrigin | None

    @property
    def origin_label(self) -> str:
        return NO_ORIGIN_LABEL if self.origin is None else self.origin.label


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, and which attribute of a row fills it, a text or a day."""

    title: str
    attribute: str


_STATUS = Column("État du compte", "status_label")
_USERNAME = Column("Identifiant", "username")
_PASSWORD = Column("Mot de passe", "password_text")
_SCHOOL = (Column("UAI", "uai"), Column("Établissement", "school_name"))
_SCHOOLING = (Column("MEF", "mef_label"), Column("Classe", "shown_class"))
_DAYS = (
    Column("Date de notification", "notified_on"),
    Column("Date de dernière connexion", "last_sign_in_on"),
)
_STUDENT_NAMES = (Column("Nom élève", "family_name"), Column("Prénom élève", "first_name"))
_CHILD_NAMES = (
    Column("Nom élève", "student_family_name"),
    Column("Prénom élève", "student_first_name"),
)
_GUARDIAN_NAMES = (
    Column("Nom responsable", "family_name"),
    Column("Prénom responsable", "first_name"),
)

STUDENT_COLUMNS = (*_SCHOOL, *_STUDENT_NAMES, *_SCHOOLING, _STATUS, _USERNAME, _PASSWORD, *_DAYS)
"""Columns of a file opened in a spreadsheet, in the guide's order (guide §3.3)."""

GUARDIAN_COLUMNS = (
    *_SCHOOL,
    *_CHILD_NAMES,
    *_SCHOOLING,
    *_GUARDIAN_NAMES,
    _STATUS,
    Column("Origine du compte", "origin_label"),
    _USERNAME,
    _PASSWORD,
    *_DAYS,
)
"""The same for guardians (guide §5.3)."""

PRINTED_STUDENT_COLUMNS = (*_STUDENT_NAMES, _STATUS, _USERNAME, _PASSWORD)
"""Columns of a list on paper, where the class is the title (guide §3.3)."""

PRINTED_GUARDIAN_COLUMNS = (*_CHILD_NAMES, *_GUARDIAN_NAMES, _STATUS, _USERNAME, _PASSWORD)
"""The same for guardians (guide §5.3)."""
