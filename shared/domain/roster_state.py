"""What imports know of a school: its directory entry, and where its last roster left it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from shared.domain.identifiers import Uai
from shared.domain.roster import FileSummary, RosterFileKind


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """What the directory of schools says: a name, and at most six postal lines."""

    uai: Uai
    name: str
    postal_lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RosterState:
    """The figures and labels of the last roster, and what they came from.

    `files` is a digest of the school's own exports, `feed` the fingerprint of what the académie's
    feed last said of it; each is empty when nothing came from there, or is to be read again.
    """

    students: int = 0
    guardians: int = 0
    updated_at: datetime | None = None
    class_labels: Mapping[str, str] = field(default_factory=dict)
    mef_labels: Mapping[str, str] = field(default_factory=dict)
    files: str = ""
    feed: str = ""


@dataclass(frozen=True, slots=True)
class Drop:
    """A dropped object, brought here. `confirmed`: a mass departure is intended."""

    path: Path
    name: str
    digest: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class RosterSource:
    """One document of a drop; `digest` is of the bytes at `path`."""

    path: Path
    name: str
    digest: str
    summary: FileSummary

    @property
    def kind(self) -> RosterFileKind:
        return self.summary.kinds[0]


@dataclass(frozen=True, slots=True)
class AcceptedFile:
    """The last file of its kind that a school's import has applied."""

    kind: RosterFileKind
    name: str
    digest: str
    school_year: str
    exported_on: date | None


@dataclass(frozen=True, slots=True)
class FeedState:
    """The whole of a feed as last applied: the date of the set, and the digest of its drop."""

    feed_id: str
    dated: date
    digest: str


class DropGoneError(Exception):
    """The dropped object is no longer there."""


@dataclass(frozen=True, slots=True)
class ImportStart:
    """An import that has begun: the drop it is of, its id, and what it set out to change.

    `planned` is None until the plan is known; after a cut it says what the whole import did.
    """

    event_id: str
    import_id: str
    planned: Mapping[str, int] | None = None


class SchoolBusyError(Exception):
    """Another import of the same school is running: to be tried again later."""


class LeaseLostError(Exception):
    """This import was taken for dead and replaced: it must stop at once."""
