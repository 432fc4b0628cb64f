"""The import of one school: its files together, reconciled under the school's lease, reported."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from shared.domain.french_time import paris_date
from shared.domain.identifiers import Uai
from shared.domain.import_report import (
    JOB_ANOMALIES,
    ImportCounts,
    ImportOutcome,
    ImportRefusedError,
    ImportReport,
    ImportStatus,
    ReportedAnomaly,
    new_import_id,
    outcome_sentence,
    refusal,
)
from shared.domain.roster import RosterFileKind
from shared.domain.roster_plan import Plan
from shared.domain.roster_problems import RosterRefusedError
from shared.domain.roster_state import (
    AcceptedFile,
    Drop,
    ImportStart,
    RosterSource,
    RosterState,
)
from shared.usecases.roster_acceptance import (
    files_to_read,
    fingerprint,
    imported_files,
    refuse_mass_departure,
    refuse_older,
)
from shared.usecases.roster_ports import ImportPorts, Lease, Roster
from shared.usecases.roster_reconciling import labels, reconcile
from shared.usecases.roster_waiting import freed, taken


def import_school(
    ports: ImportPorts,
    *,
    uai: Uai,
    drop: Drop,
    sources: Sequence[RosterSource],
    event_id: str,
    folder: Path,
    conclude: Callable[[ImportOutcome], None],
) -> None:
    """Import a drop into its school; `conclude` is told the outcome, refusals included.

    An accident rises, the school is free again, and the same event resumes the import.

    Raises:
        SchoolBusyError: another import of this school has not ended after two minutes.
    """
    at = ports.clock()
    start = ImportStart(event_id, new_import_id(at))
    lease = taken(lambda: ports.leases.take(uai, start), ports.pause)
    try:
        conclude(_SchoolImport(ports, uai, drop, sources, lease, folder, at).outcome())
    except Exception:
        lease.give_up()
        raise
    freed(lease)


@dataclass(frozen=True, slots=True)
class _SchoolImport:
    ports: ImportPorts
    uai: Uai
    drop: Drop
    sources: Sequence[RosterSource]
    lease: Lease
    folder: Path
    at: datetime

    def outcome(self) -> ImportOutcome:
        accepted = self.ports.files.accepted(self.uai)
        try:
            refuse_older(self.sources, accepted)
            return self._imported(accepted)
        except (RosterRefusedError, ImportRefusedError) as error:
            told = refusal(error)
            return self._reported(
                ImportStatus.REFUSED, str(error), accepted, None, lambda: iter([told]), 1
            )

    def _imported(self, accepted: dict[RosterFileKind, AcceptedFile]) -> ImportOutcome:
        """The drop becomes the accepted file of its kind last, once everything is written."""
        ports = self.ports
        files = files_to_read(ports.files, self.uai, self.sources, accepted, self.folder)
        with ports.reader.staged(files, self.folder, today=paris_date(self.at)) as roster:
            if RosterFileKind.STUDENTS in roster.kinds():
                counts, found = self._reconciled(roster, accepted)
                status = ImportStatus.APPLIED if counts.any_change() else ImportStatus.UNCHANGED
            else:
                counts, found, status = ImportCounts(), [], ImportStatus.WAITING
                counts.add_read(roster.counts())
            for source in self.sources:
                former = accepted.get(source.kind)
                if former is None or former.digest != source.digest:
                    ports.files.accept(self.uai, source)

            def anomalies() -> Iterator[ReportedAnomaly]:
                yield from map(ReportedAnomaly.of, roster.anomalies())
                yield from found

            total = roster.counts().anomalies + len(found)
            message = outcome_sentence(status, counts, total)
            return self._reported(status, message, accepted, counts, anomalies, total)

    def _reconciled(
        self, roster: Roster, accepted: dict[RosterFileKind, AcceptedFile]
    ) -> tuple[ImportCounts, list[ReportedAnomaly]]:
        schools = self.ports.schools
        state = schools.roster_state(self.uai)

        def check(plan: Plan) -> None:
            refuse_mass_departure(plan, self.drop)

        counts, found = reconcile(self.ports, self.uai, roster, state, self.lease, check=check)
        files = fingerprint(imported_files(self.sources, accepted))
        if counts.any_change() or files != state.files:
            class_labels, mef_labels = labels(roster, state)
            self.lease.alive()
            schools.keep_roster_state(
                self.uai,
                RosterState(
                    students=counts.students,
                    guardians=counts.guardians,
                    updated_at=self.at,
                    class_labels=class_labels,
                    mef_labels=mef_labels,
                    files=files,
                    feed="" if counts.any_change() else state.feed,
                ),
            )
        return counts, found

    def _reported(
        self,
        status: ImportStatus,
        message: str,
        accepted: dict[RosterFileKind, AcceptedFile],
        counts: ImportCounts | None,
        anomalies: Callable[[], Iterator[ReportedAnomaly]],
        anomaly_count: int,
    ) -> ImportOutcome:
        report = ImportReport(
            import_id=self.lease.start.import_id,
            uai=self.uai,
            at=self.at,
            status=status,
            message=message,
            files=imported_files(self.sources, accepted),
            counts=counts.as_mapping() if counts else {},
            anomaly_count=anomaly_count,
        )
        self.ports.reports.keep(report, anomalies())
        return ImportOutcome(
            status=status,
            message=message,
            uai=self.uai,
            counts=report.counts,
            anomalies=tuple(islice(anomalies(), JOB_ANOMALIES)),
            anomaly_count=anomaly_count,
        )
