"""From a dropped file to a finished job: recognised by its content, imported or refused."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from shared.domain.import_report import (
    ImportJob,
    ImportOutcome,
    ImportRefusedError,
    ImportStatus,
    refusal,
)
from shared.domain.roster_problems import RosterRefusedError
from shared.domain.roster_state import Drop, DropGoneError
from shared.usecases.import_directory import import_directory
from shared.usecases.import_feed import FeedDrop, import_feed
from shared.usecases.roster_acceptance import school_of
from shared.usecases.roster_ports import DroppedObject, ImportPorts
from shared.usecases.roster_school_import import import_school

_RUNNING = ImportOutcome(ImportStatus.RUNNING, "Import en cours.")
_FAILED = ImportOutcome(
    ImportStatus.FAILED,
    "L’import a été interrompu par un incident technique. Il reprendra de lui-même où il s’est "
    "arrêté ; rien n’est perdu.",
)
_GONE = ImportOutcome(
    ImportStatus.REFUSED, "Le fichier déposé n’existe plus : déposez-le à nouveau."
)


def import_roster(
    ports: ImportPorts, dropped: DroppedObject, *, may_go_on: Callable[[], bool]
) -> ImportOutcome:
    """Import a dropped file and keep its job up to date; a refusal is a finished job.

    The same event again, once its job is finished, does nothing. A feed of many schools stops
    between two of them when `may_go_on` says no: the job still runs, the queue has it again.

    Raises:
        Exception: an accident, once the job says so: the same event must come again.
    """
    earlier = ports.jobs.get(dropped.key)
    if earlier and earlier.event_id == dropped.event_id and earlier.finished:
        return earlier.outcome
    job = _Job(ports, dropped, may_go_on)
    job.keep(_RUNNING)
    try:
        with tempfile.TemporaryDirectory() as folder:
            job.run(Path(folder))
    except DropGoneError:
        job.keep(_GONE)
    except (RosterRefusedError, ImportRefusedError) as error:
        job.keep(_refused(error))
    except Exception:
        job.keep(_FAILED)
        raise
    return job.outcome


class _Job:
    def __init__(
        self, ports: ImportPorts, dropped: DroppedObject, may_go_on: Callable[[], bool]
    ) -> None:
        self._ports = ports
        self._dropped = dropped
        self._may_go_on = may_go_on
        self.outcome = _RUNNING

    def keep(self, outcome: ImportOutcome) -> None:
        dropped, outcome = self._dropped, outcome.told_to_who_dropped()
        at = self._ports.clock()
        self._ports.jobs.keep(ImportJob(dropped.key, dropped.event_id, at, outcome))
        self.outcome = outcome

    def run(self, folder: Path) -> None:
        drop = self._ports.files.fetch(self._dropped.key, folder)
        if self._ports.is_directory(drop.path):
            self.keep(import_directory(self._ports, drop))
        elif summary := self._ports.feed_reader.summary(drop):
            given = FeedDrop(self._dropped, drop, summary)
            import_feed(self._ports, given, folder, may_go_on=self._may_go_on, tell=self.keep)
        else:
            self._import_school(drop, folder)

    def _import_school(self, drop: Drop, folder: Path) -> None:
        sources = self._ports.reader.sources(drop, folder)
        import_school(
            self._ports,
            uai=school_of(sources, name=drop.name),
            drop=drop,
            sources=sources,
            event_id=self._dropped.event_id,
            folder=folder,
            conclude=self.keep,
        )


def _refused(error: RosterRefusedError | ImportRefusedError) -> ImportOutcome:
    """A file refused before its school is known."""
    return ImportOutcome(
        ImportStatus.REFUSED, str(error), anomalies=(refusal(error),), anomaly_count=1
    )
