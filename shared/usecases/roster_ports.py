"""What a roster import needs of the outside: files, readers, the table, the time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from shared.domain.account import Guardian, Student
from shared.domain.identifiers import AccountId, Uai
from shared.domain.import_report import ImportJob, ImportReport, ReportedAnomaly
from shared.domain.ine_register import IneHolder
from shared.domain.roster import (
    Anomaly,
    RosterCounts,
    RosterFileKind,
    RosterGuardian,
    RosterGuardianship,
    RosterStudent,
)
from shared.domain.roster_changes import Change, Guardianship
from shared.domain.roster_state import (
    AcceptedFile,
    DirectoryEntry,
    Drop,
    ImportStart,
    RosterSource,
    RosterState,
)
from shared.domain.username import Transliterate


class Files(Protocol):
    """Dropped files, and the last file of each kind applied to each school."""

    def fetch(self, object_key: str, folder: Path) -> Drop: ...

    def accepted(self, uai: Uai) -> dict[RosterFileKind, AcceptedFile]: ...

    def fetch_accepted(self, uai: Uai, kind: RosterFileKind, folder: Path) -> Path: ...

    def accept(self, uai: Uai, source: RosterSource) -> None: ...


class Roster(Protocol):
    """All the files of one school, read; each answer may be asked for again."""

    def kinds(self) -> set[RosterFileKind]: ...

    def students(self) -> Iterator[RosterStudent]: ...

    def guardians(self) -> Iterator[RosterGuardian]: ...

    def guardianships(self) -> Iterator[RosterGuardianship]: ...

    def anomalies(self) -> Iterator[Anomaly]: ...

    def counts(self) -> RosterCounts: ...

    def class_labels(self) -> dict[str, str]: ...

    def mef_labels(self) -> dict[str, str]: ...


class Reader(Protocol):
    """Reads documents; raises RosterRefusedError for what is broken."""

    def sources(self, drop: Drop, folder: Path) -> list[RosterSource]: ...

    def staged(
        self, files: Iterable[tuple[Path, str]], folder: Path, *, today: date
    ) -> AbstractContextManager[Roster]: ...


class Students(Protocol):
    def all_of(self, uai: Uai) -> list[Student]: ...

    def addresses_of(self, uai: Uai) -> dict[AccountId, tuple[str, ...]]: ...


class Guardians(Protocol):
    def all_of(self, uai: Uai) -> tuple[list[Guardian], list[Guardianship]]: ...


class Register(Protocol):
    """Writes changes slice by slice; raises ConcurrentChangeError when to plan again."""

    def ine_holders(self, ines: Iterable[str], *, uai: Uai) -> dict[str, IneHolder]: ...

    def apply(self, uai: Uai, changes: Iterable[Change], *, alive: Callable[[], None]) -> None: ...


class Schools(Protocol):
    def roster_state(self, uai: Uai) -> RosterState: ...

    def keep_roster_state(self, uai: Uai, state: RosterState) -> None: ...

    def keep_directory(self, entries: Sequence[DirectoryEntry]) -> int: ...


class Lease(Protocol):
    """The right to import into a school, and what is remembered should the import be cut."""

    @property
    def start(self) -> ImportStart: ...

    def alive(self) -> None: ...

    def plan(self, counts: Mapping[str, int]) -> None: ...

    def finish(self) -> None: ...

    def give_up(self) -> None: ...


class Leases(Protocol):
    """Raises SchoolBusyError when another import of the school is running."""

    def take(self, uai: Uai, start: ImportStart) -> Lease: ...


class Reports(Protocol):
    def keep(self, report: ImportReport, anomalies: Iterable[ReportedAnomaly]) -> None: ...


class Jobs(Protocol):
    def get(self, object_key: str) -> ImportJob | None: ...

    def keep(self, job: ImportJob) -> None: ...


class Directory(Protocol):
    """Reads the directory of schools; raises ImportRefusedError for what is broken."""

    def __call__(self, drop: Drop) -> Iterator[DirectoryEntry | ReportedAnomaly]: ...


@dataclass(frozen=True, slots=True)
class ImportPorts:
    """Everything an import is given; `clock` and `pause` so that tests rule time."""

    files: Files
    reader: Reader
    is_directory: Callable[[Path], bool]
    directory: Directory
    students: Students
    guardians: Guardians
    register: Register
    schools: Schools
    leases: Leases
    reports: Reports
    jobs: Jobs
    transliterate: Transliterate
    new_account_id: Callable[[], AccountId]
    clock: Callable[[], datetime]
    pause: Callable[[float], None]
