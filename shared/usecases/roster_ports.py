"""What a roster import needs of the outside: files, readers, the table, the time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from shared.domain.feed import FeedSchool, FeedSummary
from shared.domain.feed_facts import Feed
from shared.domain.guardianship import Guardianship
from shared.domain.identifiers import AccountId, Uai
from shared.domain.import_report import ImportJob, ImportReport, ReportedAnomaly
from shared.domain.ine_register import IneHolder
from shared.domain.person import Guardian, Student
from shared.domain.roster import (
    RosterCounts,
    RosterFileKind,
    RosterGuardian,
    RosterGuardianship,
    RosterStudent,
)
from shared.domain.roster_changes import Change, JointureHolder
from shared.domain.roster_problems import Anomaly
from shared.domain.roster_state import (
    AcceptedFile,
    DirectoryEntry,
    Drop,
    FeedState,
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

    def feed_state(self, feed_id: str) -> FeedState | None: ...

    def fetch_feed_state(self, feed_id: str, folder: Path) -> Path: ...

    def keep_feed_state(self, state: FeedState, path: Path) -> None: ...


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


class AcademyFeed(Feed, Protocol):
    """A feed wholly read, as of its date; `state` is what the next delta starts from."""

    @property
    def state(self) -> Path: ...

    def schools(self) -> list[FeedSchool]: ...

    def fingerprint(self, uai: Uai) -> str: ...

    def roster(self, uai: Uai) -> Roster: ...

    def counts(self) -> Mapping[str, int]: ...

    def anomalies(self, uai: Uai | None) -> Iterator[Anomaly]: ...


class FeedReader(Protocol):
    """Reads a feed's set of files; raises RosterRefusedError for what is broken."""

    def summary(self, drop: Drop) -> FeedSummary | None: ...

    def opened(
        self, drop: Drop, folder: Path, *, today: date, state: Path | None
    ) -> AbstractContextManager[AcademyFeed]: ...


class Students(Protocol):
    def all_of(self, uai: Uai) -> list[Student]: ...

    def addresses_of(self, uai: Uai) -> Iterable[tuple[AccountId, tuple[str, ...]]]: ...


class Guardians(Protocol):
    def all_of(self, uai: Uai) -> tuple[list[Guardian], list[Guardianship]]: ...


class Register(Protocol):
    """Writes changes slice by slice; raises ConcurrentChangeError when to plan again."""

    def ine_holders(self, ines: Iterable[str], *, uai: Uai) -> dict[str, IneHolder]: ...

    def jointure_holders(self, jointures: Iterable[str]) -> dict[str, JointureHolder]: ...

    def external_students(self, uai: Uai) -> int: ...

    def apply(
        self,
        uai: Uai,
        changes: Iterable[Change],
        *,
        import_id: str,
        at: datetime,
        alive: Callable[[], None],
    ) -> None: ...


class Schools(Protocol):
    def roster_state(self, uai: Uai) -> RosterState: ...

    def keep_roster_state(self, uai: Uai, state: RosterState) -> None: ...

    def keep_directory(self, entries: Sequence[DirectoryEntry]) -> int: ...

    def complete_directory(self, entry: DirectoryEntry) -> None: ...

    def keep_external_students(self, uai: Uai, count: int) -> None: ...


class Held(Protocol):
    """The right to import into a school, and what is remembered should the import be cut."""

    @property
    def start(self) -> ImportStart: ...

    def alive(self) -> None: ...

    def plan(self, counts: Mapping[str, int]) -> None: ...


class Lease(Held, Protocol):
    """The same, to be given back."""

    def finish(self) -> None: ...

    def give_up(self) -> None: ...

    def hand_over(self) -> None: ...


class Leases(Protocol):
    """Raises SchoolBusyError when another import of the school, or of the feed, is running."""

    def take(self, uai: Uai, start: ImportStart) -> Lease: ...

    def take_feed(self, feed_id: str, start: ImportStart) -> Lease: ...


class Feeds(Protocol):
    """The schools, homes and hosts, that the last set of a feed spoke of."""

    def schools(self, feed_id: str) -> set[Uai]: ...

    def keep_schools(self, feed_id: str, uais: Iterable[Uai]) -> None: ...


class Reports(Protocol):
    def find(self, uais: Iterable[Uai], import_id: str) -> dict[Uai, ImportReport]: ...

    def anomalies(self, uai: Uai, import_id: str) -> Iterator[ReportedAnomaly]: ...

    def keep(self, report: ImportReport, anomalies: Iterable[ReportedAnomaly]) -> None: ...


class Jobs(Protocol):
    def get(self, object_key: str) -> ImportJob | None: ...

    def keep(self, job: ImportJob) -> None: ...


class Directory(Protocol):
    """Reads the directory of schools; raises ImportRefusedError for what is broken."""

    def __call__(self, drop: Drop) -> Iterator[DirectoryEntry | ReportedAnomaly]: ...


@dataclass(frozen=True, slots=True)
class DroppedObject:
    """An object dropped in the roster bucket, and the event that told us."""

    key: str
    event_id: str


@dataclass(frozen=True, slots=True)
class ImportPorts:
    """Everything an import is given; `clock` and `pause` so that tests rule time.

    `send_again` queues the same event once more, for what one call has no time to do.
    """

    files: Files
    reader: Reader
    feed_reader: FeedReader
    feeds: Feeds
    is_directory: Callable[[Path], bool]
    directory: Directory
    students: Students
    guardians: Guardians
    register: Register
    schools: Schools
    leases: Leases
    reports: Reports
    jobs: Jobs
    send_again: Callable[[DroppedObject], None]
    transliterate: Transliterate
    new_account_id: Callable[[], AccountId]
    clock: Callable[[], datetime]
    pause: Callable[[float], None]
