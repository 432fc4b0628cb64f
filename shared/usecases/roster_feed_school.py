"""One school of an académie's feed: reconciled under its lease, with a report of its own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from shared.domain.data_source import DataSource
from shared.domain.feed import FeedSchool
from shared.domain.feed_facts import FeedFacts
from shared.domain.identifiers import Uai
from shared.domain.import_report import (
    ImportCounts,
    ImportedFile,
    ImportRefusedError,
    ImportReport,
    ImportStatus,
    ReportedAnomaly,
    outcome_sentence,
    refusal,
)
from shared.domain.roster_plan import Plan
from shared.domain.roster_state import DirectoryEntry, Drop, ImportStart, RosterState
from shared.usecases.roster_acceptance import refuse_mass_departure
from shared.usecases.roster_ports import AcademyFeed, ImportPorts, Lease, Roster
from shared.usecases.roster_reconciling import labels, reconcile
from shared.usecases.roster_waiting import freed, taken

FILE_KIND = "AAF"


@dataclass(frozen=True, slots=True)
class FeedSet:
    """A feed read from a drop, whose `files` a report names, under the lease of the feed."""

    facts: FeedFacts
    feed: AcademyFeed
    drop: Drop
    files: tuple[str, ...]
    lease: Lease

    def imported_files(self) -> tuple[ImportedFile, ...]:
        return tuple(ImportedFile(FILE_KIND, name, self.drop.digest) for name in self.files)


def already_imported(ports: ImportPorts, feed: AcademyFeed, uai: Uai) -> bool:
    """Whether the school says what the feed says: nothing of it has changed since."""
    state = ports.schools.roster_state(uai)
    if state.feed:
        return state.feed == feed.fingerprint(uai)
    return state.students == 0 and feed.roster(uai).counts().students == 0


def import_feed_school(ports: ImportPorts, feed: FeedSet, school: FeedSchool) -> None:
    """Make one school say what the feed says; a refused one is reported and left as it was.

    An accident rises, the school is free again, and the same event resumes the import.

    Raises:
        SchoolBusyError: another import of this school has not ended after two minutes.
    """
    begun = feed.lease.start
    start = ImportStart(begun.event_id, begun.import_id)
    lease = taken(lambda: ports.leases.take(school.uai, start), ports.pause)
    try:
        _FeedSchoolImport(ports, feed, school, _BothLeases(lease, feed.lease)).run(ports.clock())
    except Exception:
        lease.give_up()
        raise
    freed(lease)


@dataclass(frozen=True, slots=True)
class _BothLeases:
    """The lease of a school, held while that of the feed is."""

    school: Lease
    feed: Lease

    @property
    def start(self) -> ImportStart:
        return self.school.start

    def alive(self) -> None:
        self.feed.alive()
        self.school.alive()

    def plan(self, counts: Mapping[str, int]) -> None:
        self.school.plan(counts)


@dataclass(frozen=True, slots=True)
class _FeedSchoolImport:
    ports: ImportPorts
    feed: FeedSet
    school: FeedSchool
    lease: _BothLeases

    def run(self, at: datetime) -> None:
        try:
            self._imported(at)
        except ImportRefusedError as error:
            self._report(at, ImportStatus.REFUSED, str(error), None, [refusal(error)], 1)

    def _imported(self, at: datetime) -> None:
        """The report first, the fingerprint last: a school that bears it needs nothing more."""
        ports, uai = self.ports, self.school.uai
        roster = self.feed.feed.roster(uai)
        state = ports.schools.roster_state(uai)

        def check(plan: Plan) -> None:
            refuse_mass_departure(plan, self.feed.drop)

        counts, found = reconcile(
            *(ports, uai, roster, state, self.lease), check=check, feed=self.feed.facts
        )
        entry = DirectoryEntry(uai, self.school.name, self.school.postal_lines)
        if entry.name:
            ports.schools.complete_directory(entry)
        total = roster.counts().anomalies + len(found)
        status = ImportStatus.APPLIED if counts.any_change() else ImportStatus.UNCHANGED
        message = outcome_sentence(status, counts, total)
        self._report(at, status, message, counts, _anomalies(roster, found), total)
        self.lease.alive()
        ports.schools.keep_roster_state(uai, self._state(at, counts, roster, state))

    def _state(
        self, at: datetime, counts: ImportCounts, roster: Roster, before: RosterState
    ) -> RosterState:
        class_labels, mef_labels = labels(roster, before, DataSource.AAF)
        return RosterState(
            students=counts.students,
            guardians=counts.guardians,
            updated_at=at,
            class_labels=class_labels,
            mef_labels=mef_labels,
            files=before.files,
            feed=self.feed.feed.fingerprint(self.school.uai),
        )

    def _report(
        self,
        at: datetime,
        status: ImportStatus,
        message: str,
        counts: ImportCounts | None,
        anomalies: Iterable[ReportedAnomaly],
        anomaly_count: int,
    ) -> None:
        report = ImportReport(
            import_id=self.lease.start.import_id,
            uai=self.school.uai,
            at=at,
            status=status,
            message=message,
            files=self.feed.imported_files(),
            counts=counts.as_mapping() if counts else {},
            anomaly_count=anomaly_count,
        )
        self.ports.reports.keep(report, anomalies)


def _anomalies(roster: Roster, found: Iterable[ReportedAnomaly]) -> Iterator[ReportedAnomaly]:
    yield from map(ReportedAnomaly.of, roster.anomalies())
    yield from found
