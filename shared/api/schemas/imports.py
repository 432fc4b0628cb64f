"""What the route about roster imports answers."""

from collections.abc import Sequence
from typing import Self

from shared.api.schemas.common import Answer, Moment
from shared.domain.import_report import ImportedFile, ImportStatus, ReportedAnomaly
from shared.usecases.list_imports import ReportedImport


class ImportFileAnswer(Answer):
    """A file the import rests on; `dropped` tells the new one from those kept from before."""

    kind: str
    name: str
    dropped: bool

    @classmethod
    def of(cls, file: ImportedFile) -> Self:
        return cls(kind=file.kind, name=file.name, dropped=file.dropped)


class AnomalyAnswer(Answer):
    """Something odd in a file, and the record it concerns; `detail` is French."""

    code: str
    file_kind: str
    record: str
    name: str
    line: int | None
    detail: str

    @classmethod
    def of(cls, anomaly: ReportedAnomaly) -> Self:
        return cls(
            code=anomaly.code,
            file_kind=anomaly.file_kind,
            record=anomaly.record,
            name=anomaly.name,
            line=anomaly.line,
            detail=anomaly.detail,
        )


class ImportAnswer(Answer):
    """One import: what it did, and the first of its `anomaly_count` anomalies."""

    import_id: str
    at: Moment
    status: ImportStatus
    message: str
    files: list[ImportFileAnswer]
    counts: dict[str, int]
    anomaly_count: int
    anomalies: list[AnomalyAnswer]

    @classmethod
    def of(cls, reported: ReportedImport) -> Self:
        report = reported.report
        return cls(
            import_id=report.import_id,
            at=report.at,
            status=report.status,
            message=report.message,
            files=[ImportFileAnswer.of(file) for file in report.files],
            counts=dict(report.counts),
            anomaly_count=report.anomaly_count,
            anomalies=[AnomalyAnswer.of(anomaly) for anomaly in reported.anomalies],
        )


class ImportList(Answer):
    """A page of the school's imports, newest first."""

    items: list[ImportAnswer]
    next_cursor: str | None

    @classmethod
    def of(cls, imports: Sequence[ReportedImport], next_cursor: str | None) -> Self:
        return cls(items=[ImportAnswer.of(each) for each in imports], next_cursor=next_cursor)
