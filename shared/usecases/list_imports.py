"""The last roster imports of a school, with the first anomalies of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from shared.domain.identifiers import Uai
from shared.domain.import_report import ImportReport, ReportedAnomaly

SHOWN_ANOMALIES = 50


class ImportReports(Protocol):
    """Reads the reports of a school, newest first, and the anomalies of one of them."""

    def latest(self, uai: Uai, limit: int) -> list[ImportReport]: ...
    def anomalies(self, uai: Uai, import_id: str) -> Iterable[ReportedAnomaly]: ...


@dataclass(frozen=True, slots=True)
class ReportedImport:
    """An import's report and its first anomalies; the report counts them all."""

    report: ImportReport
    anomalies: Sequence[ReportedAnomaly]


def latest_imports(reports: ImportReports, *, uai: Uai, limit: int) -> list[ReportedImport]:
    """The `limit` newest imports of a school; anomalies are read only where there are some."""
    return [
        ReportedImport(
            report,
            list(islice(reports.anomalies(uai, report.import_id), SHOWN_ANOMALIES))
            if report.anomaly_count
            else [],
        )
        for report in reports.latest(uai, limit)
    ]
