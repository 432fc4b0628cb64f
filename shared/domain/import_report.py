"""What a roster import did, as the school reads it: status, counts, and each anomaly."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from shared.domain.identifiers import Uai
from shared.domain.roster import RosterCounts
from shared.domain.roster_problems import Anomaly, RosterRefusedError

REPORT_RETENTION_MONTHS = 12


class ImportStatus(StrEnum):
    """How far an import went. All but `RUNNING` and `FAILED` are final."""

    RUNNING = "RUNNING"
    APPLIED = "APPLIED"
    UNCHANGED = "UNCHANGED"
    WAITING = "WAITING"  # kept until the pupils' file comes
    REFUSED = "REFUSED"
    FAILED = "FAILED"  # an accident of ours: tried again by the queue


MASS_DEPARTURE = "mass_departure"
CONFIRMATION = "confirm-mass-departure"
"""The metadata `yes` of a dropped object by which whoever drops it confirms a mass departure."""


class ImportRefusedError(Exception):
    """A file that is sound but may not be applied; `str()` is a French sentence for people."""

    def __init__(self, code: str, reason: str, *, file_name: str) -> None:
        super().__init__(f"Fichier refusé (« {file_name} ») : {reason}")
        self.code = code
        self.reason = reason
        self.file_name = file_name


@dataclass(frozen=True, slots=True)
class ReportedAnomaly:
    """Something odd and the record it concerns; `code` is stable and in English."""

    code: str
    file_kind: str
    record: str
    name: str
    line: int | None
    detail: str

    @classmethod
    def of(cls, anomaly: Anomaly) -> Self:
        return cls(
            code=anomaly.code.value,
            file_kind=anomaly.file_kind.value,
            record=anomaly.record,
            name=anomaly.name,
            line=anomaly.line,
            detail=anomaly.detail,
        )


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A file the import rests on; `dropped` tells the new one from those kept from before."""

    kind: str
    name: str
    digest: str
    dropped: bool = True


@dataclass(slots=True)
class ImportCounts:
    """What changed. One person may count in several kinds of change.

    `students` and `guardians` are who is present afterwards. From `students_read` on, the
    figures are what the reader of the files counted.
    """

    students: int = 0
    arrivals: int = 0
    moves: int = 0
    returns: int = 0
    departures: int = 0
    class_changes: int = 0
    name_changes: int = 0
    other_changes: int = 0
    unchanged: int = 0
    guardians: int = 0
    guardian_arrivals: int = 0
    guardian_returns: int = 0
    guardian_departures: int = 0
    guardian_name_changes: int = 0
    guardian_email_changes: int = 0
    guardian_other_changes: int = 0
    guardians_unchanged: int = 0
    guardianships: int = 0
    guardianships_added: int = 0
    guardianships_changed: int = 0
    guardianships_removed: int = 0
    address_changes: int = 0
    label_changes: int = 0
    students_read: int = 0
    already_departed: int = 0
    students_left_out: int = 0
    students_without_guardian: int = 0
    self_guardians: int = 0
    persons_read: int = 0
    persons_in_charge: int = 0
    contacts: int = 0
    orphans: int = 0
    persons_left_out: int = 0

    def add_read(self, read: RosterCounts) -> None:
        """Copy what the files held and no account is made of."""
        self.students_read = read.students_read
        self.already_departed = read.already_departed
        self.students_left_out = read.students_left_out
        self.students_without_guardian = read.students_without_guardian
        self.self_guardians = read.self_guardians
        self.persons_read = read.persons_read
        self.persons_in_charge = read.persons_in_charge
        self.contacts = read.contacts
        self.orphans = read.orphans
        self.persons_left_out = read.persons_left_out

    def as_mapping(self) -> dict[str, int]:
        return asdict(self)

    def any_change(self) -> bool:
        """Whether anything of the school differs afterwards."""
        counts = self.as_mapping()
        return any(counts[name] for name in _CHANGES)


_CHANGES = (
    *("arrivals", "moves", "returns", "departures"),
    *("class_changes", "name_changes", "other_changes"),
    *("guardian_arrivals", "guardian_returns", "guardian_departures"),
    *("guardian_name_changes", "guardian_email_changes", "guardian_other_changes"),
    *("guardianships_added", "guardianships_changed", "guardianships_removed"),
    *("address_changes", "label_changes"),
)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """One import of one school. `message` is French; `import_id` sorts by time."""

    import_id: str
    uai: Uai
    at: datetime
    status: ImportStatus
    message: str
    files: tuple[ImportedFile, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    anomaly_count: int = 0


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of a drop; `anomalies` are the first ones. No UAI when no school was found."""

    status: ImportStatus
    message: str
    uai: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    anomalies: tuple[ReportedAnomaly, ...] = ()
    anomaly_count: int = 0

    def told_to_who_dropped(self) -> Self:
        """With what they alone can do about a refusal; a school is told to ask for it."""
        if all(anomaly.code != MASS_DEPARTURE for anomaly in self.anomalies):
            return self
        return replace(self, message=f"{self.message} {_TO_CONFIRM}")


@dataclass(frozen=True, slots=True)
class ImportJob:
    """A dropped object and where its import stands, for who dropped it.

    `event_id` tells a second delivery of a drop from the same file dropped again.
    """

    object_key: str
    event_id: str
    at: datetime
    outcome: ImportOutcome

    @property
    def finished(self) -> bool:
        return self.outcome.status not in {ImportStatus.RUNNING, ImportStatus.FAILED}


def refusal(error: RosterRefusedError | ImportRefusedError) -> ReportedAnomaly:
    """What was refused, where: the one anomaly of a refused file."""
    if isinstance(error, RosterRefusedError):
        record = error.record or error.file_name
        return ReportedAnomaly(error.code.value, "", record, "", error.line, error.reason)
    return ReportedAnomaly(error.code, "", error.file_name, "", None, error.reason)


JOB_ANOMALIES = 50
"""How many anomalies a job shows; the report has them all."""


def new_import_id(at: datetime) -> str:
    """Twenty hexadecimal characters: milliseconds since 1970, then 32 random bits."""
    return f"{int(at.timestamp() * 1000):012x}{secrets.token_hex(4)}"


_TO_CONFIRM = (
    "Si l’établissement confirme ces départs, déposez le fichier à nouveau avec la métadonnée "
    f"« {CONFIRMATION}: yes »."
)
_WAITING = (
    "Fichier accepté et conservé : il sera appliqué dès que le fichier des élèves "
    "(ElevesAvecAdresses ou ElevesSansAdresses) aura été déposé."
)
_UNCHANGED = "Aucun changement : la base correspond déjà à ces fichiers."


def outcome_sentence(status: ImportStatus, counts: ImportCounts, anomalies: int) -> str:
    """What became of a school's import that was not refused."""
    said = {
        ImportStatus.APPLIED: summary_sentence(counts),
        ImportStatus.UNCHANGED: _UNCHANGED,
        ImportStatus.WAITING: _WAITING,
    }[status]
    return f"{said} {several(anomalies, 'anomalie')} à examiner." if anomalies else said


def summary_sentence(counts: ImportCounts) -> str:
    """What an applied import did, in one French sentence per population."""
    changes = counts.class_changes + counts.name_changes + counts.other_changes
    students = ", ".join(
        (
            several(counts.arrivals + counts.moves, "arrivée"),
            several(counts.returns, "retour"),
            several(counts.departures, "départ"),
            several(changes, "changement"),
        )
    )
    guardians = ", ".join(
        (
            several(counts.guardian_arrivals + counts.guardian_returns, "ajouté"),
            several(counts.guardian_departures, "retiré"),
        )
    )
    return (
        f"Import appliqué. {several(counts.students, 'élève')} : {students}. "
        f"{several(counts.guardians, 'responsable')} : {guardians}."
    )


def several(count: int, noun: str) -> str:
    """« 0 élève », « 1 élève », « 2 élèves »."""
    return f"{count} {noun}{'s' if count > 1 else ''}"
