"""The roster imports of a school, page by page, with the first anomalies of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from shared.domain.identifiers import Uai
from shared.domain.import_report import ImportReport, ReportedAnomaly
from shared.usecases.paging import Place

SHOWN_ANOMALIES = 50


class ImportReports(Protocol):
    """Reads the reports of a school, newest first, and the anomalies of one of them."""

    def latest(self, uai: Uai, limit: int, *, before: str | None = None) -> list[ImportReport]: ...
    def anomalies(self, uai: Uai, import_id: str) -> Iterable[ReportedAnomaly]: ...


@dataclass(frozen=True, slots=True)
class ReportedImport:
    """An import's report and its first anomalies; the report counts them all."""

    report: ImportReport
    anomalies: Sequence[ReportedAnomaly]


def imports_page(
    reports: ImportReports, *, uai: Uai, after: Place | None, limit: int
) -> tuple[list[ReportedImport], Place | None]:
    """The `limit` imports that follow `after`, newest first, and where they end if more follow.

    Anomalies are read only where there are some.
    """
    found = reports.latest(uai, limit + 1, before=str(after[0]) if after else None)
    shown = found[:limit]
    place = (shown[-1].import_id,) if len(found) > limit else None
    return [_reported(reports, report) for report in shown], place


def _reported(reports: ImportReports, report: ImportReport) -> ReportedImport:
    if not report.anomaly_count:
        return ReportedImport(report, [])
    anomalies = reports.anomalies(report.uai, report.import_id)
    return ReportedImport(report, list(islice(anomalies, SHOWN_ANOMALIES)))
