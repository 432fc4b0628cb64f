"""Reports of roster imports, with every anomaly, and the jobs that dropped files became."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from itertools import islice

import msgspec

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import Item, Table, key
from shared.domain.account import add_months
from shared.domain.identifiers import Uai
from shared.domain.import_report import (
    REPORT_RETENTION_MONTHS,
    ImportedFile,
    ImportJob,
    ImportOutcome,
    ImportReport,
    ImportStatus,
    ReportedAnomaly,
)

ANOMALIES_PER_ITEM = 300
_JOB_RETENTION = timedelta(days=7)


class ImportReportRepository:
    """A school's import reports, kept twelve months."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def latest(self, uai: Uai, limit: int, *, before: str | None = None) -> list[ImportReport]:
        """AP-33: the last reports of a school, newest first.

        `before` is the id of the last one already read.
        """
        items = self._table.query(keys.imports(uai), before=before, newest_first=True, limit=limit)
        return [_report(uai, item) for item in items]

    def find(self, uais: Iterable[Uai], import_id: str) -> dict[Uai, ImportReport]:
        """AP-85: the reports of one import in several schools, those that have one."""
        wanted = ((keys.imports(uai), import_id) for uai in dict.fromkeys(uais))
        found = (
            (Uai(item["PK"]["S"].partition("#")[0]), item) for item in self._table.get_many(wanted)
        )
        return {uai: _report(uai, item) for uai, item in found}

    def anomalies(self, uai: Uai, import_id: str) -> Iterator[ReportedAnomaly]:
        """AP-34: every anomaly of one import, in the order of the files."""
        for item in self._table.query(keys.import_anomalies(uai, import_id)):
            yield from _decode(item["packed"]["S"])

    def keep(self, report: ImportReport, anomalies: Iterable[ReportedAnomaly]) -> None:
        """AP-35: write the anomalies, then the report that makes them known."""
        expires_at = {"N": _seconds(add_months(report.at, REPORT_RETENTION_MONTHS))}
        for number, chunk in enumerate(_chunks(anomalies)):
            place = key(keys.import_anomalies(report.uai, report.import_id), f"{number:05d}")
            packed = {"S": _encode(chunk).decode()}
            self._table.put(place | {"packed": packed, "expires_at": expires_at})
        self._table.put(_report_item(report) | {"expires_at": expires_at})


class ImportJobRepository:
    """One row per dropped object, kept a week: what `make import` waits for."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, object_key: str) -> ImportJob | None:
        """AP-36: the job of a dropped object."""
        item = self._table.get(keys.IMPORT_JOBS, object_key)
        return _job(item) if item else None

    def keep(self, job: ImportJob) -> None:
        """AP-37: write where the job stands."""
        self._table.put(_job_item(job))


_decode = msgspec.json.Decoder(list[ReportedAnomaly]).decode
_encode = msgspec.json.Encoder().encode


def _chunks(anomalies: Iterable[ReportedAnomaly]) -> Iterator[Sequence[ReportedAnomaly]]:
    left = iter(anomalies)
    while chunk := list(islice(left, ANOMALIES_PER_ITEM)):
        yield chunk


def _report_item(report: ImportReport) -> Item:
    return key(keys.imports(report.uai), report.import_id) | {
        "at": {"S": report.at.isoformat()},
        "status": {"S": report.status.value},
        "message": {"S": report.message},
        "files": {"S": json.dumps([asdict(file) for file in report.files], ensure_ascii=False)},
        "counts": {"S": json.dumps(dict(report.counts))},
        "anomaly_count": {"N": str(report.anomaly_count)},
    }


def _report(uai: Uai, item: Item) -> ImportReport:
    return ImportReport(
        import_id=item["SK"]["S"],
        uai=uai,
        at=datetime.fromisoformat(item["at"]["S"]),
        status=ImportStatus(item["status"]["S"]),
        message=item["message"]["S"],
        files=tuple(ImportedFile(**each) for each in json.loads(item["files"]["S"])),
        counts=json.loads(item["counts"]["S"]),
        anomaly_count=int(item["anomaly_count"]["N"]),
    )


def _job_item(job: ImportJob) -> Item:
    outcome = job.outcome
    summary = {
        **outcome.counts,
        "anomaly_count": outcome.anomaly_count,
        "anomalies": [asdict(anomaly) for anomaly in outcome.anomalies],
    }
    return key(keys.IMPORT_JOBS, job.object_key) | {
        "event_id": {"S": job.event_id},
        "at": {"S": job.at.isoformat()},
        "status": {"S": outcome.status.value},
        "uai": {"S": outcome.uai},
        "message": {"S": outcome.message},
        "summary": {"S": json.dumps(summary, ensure_ascii=False)},
        "expires_at": {"N": _seconds(job.at + _JOB_RETENTION)},
    }


def _job(item: Item) -> ImportJob:
    summary = json.loads(item["summary"]["S"])
    anomalies = tuple(ReportedAnomaly(**each) for each in summary.pop("anomalies"))
    outcome = ImportOutcome(
        status=ImportStatus(item["status"]["S"]),
        message=item["message"]["S"],
        uai=item["uai"]["S"],
        anomaly_count=summary.pop("anomaly_count"),
        anomalies=anomalies,
        counts=summary,
    )
    return ImportJob(
        object_key=item["SK"]["S"],
        event_id=item["event_id"]["S"],
        at=datetime.fromisoformat(item["at"]["S"]),
        outcome=outcome,
    )


def _seconds(moment: datetime) -> str:
    return str(int(moment.astimezone(UTC).timestamp()))
