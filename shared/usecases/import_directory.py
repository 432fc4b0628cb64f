"""The directory of schools: names and postal addresses, those that differ written."""

from collections.abc import Iterator
from itertools import islice

from shared.domain.import_report import (
    JOB_ANOMALIES,
    ImportOutcome,
    ImportStatus,
    ReportedAnomaly,
)
from shared.domain.roster_state import DirectoryEntry, Drop
from shared.usecases.roster_ports import ImportPorts

_BATCH = 100


def import_directory(ports: ImportPorts, drop: Drop) -> ImportOutcome:
    """Read the whole file once, so that a broken one changes nothing; then write what differs.

    Raises:
        ImportRefusedError: it is not the directory, or breaks off.
    """
    schools, anomaly_count = 0, 0
    anomalies: list[ReportedAnomaly] = []
    for row in ports.directory(drop):
        if isinstance(row, DirectoryEntry):
            schools += 1
            continue
        anomaly_count += 1
        if len(anomalies) < JOB_ANOMALIES:
            anomalies.append(row)
    entries = (row for row in ports.directory(drop) if isinstance(row, DirectoryEntry))
    changed = sum(ports.schools.keep_directory(batch) for batch in _batches(entries))
    return ImportOutcome(
        status=ImportStatus.APPLIED if changed else ImportStatus.UNCHANGED,
        message=_message(schools, changed),
        counts={"schools": schools, "school_changes": changed},
        anomalies=tuple(anomalies),
        anomaly_count=anomaly_count,
    )


def _batches(entries: Iterator[DirectoryEntry]) -> Iterator[list[DirectoryEntry]]:
    while batch := list(islice(entries, _BATCH)):
        yield batch


def _message(schools: int, changed: int) -> str:
    if not changed:
        return "Aucun changement : l’annuaire des établissements est déjà à jour."
    return f"Annuaire des établissements : {schools} lus, {changed} mis à jour."
