"""`make import`: drop roster files as the académie's feed does, and wait for their reports.

A drop becomes an import job, written by the import function under PK `IMPORT_JOBS` and the
object's key as SK: status, uai, summary (JSON) and message (French, for people).
"""

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from infra.local.places import RUN
from infra.local.services import PlatformError
from infra.local.stack import Stack, running_stack

FINISHED_WELL = frozenset({"APPLIED", "UNCHANGED", "WAITING"})
FINISHED_BADLY = frozenset({"REFUSED", "FAILED"})
SUFFIXES = (".zip", ".xml", ".csv")
POLL_SECONDS = 0.5
WAIT_SECONDS = 900


@dataclass(frozen=True)
class ImportReport:
    """What became of one file. WAITING: a file of the same export is still to come."""

    file: str
    status: str
    uai: str
    message: str
    summary: dict[str, Any]

    @property
    def success(self) -> bool:
        return self.status in FINISHED_WELL

    @property
    def headline(self) -> str:
        school = f" ({self.uai})" if self.uai else ""
        return f"{self.file}{school} : {self.status}. {self.message}"

    def __str__(self) -> str:
        """The headline, the figures that are not nought, then the anomalies, one a line."""
        figures = [
            f"{name} : {value}"
            for name, value in self.summary.items()
            if value and not isinstance(value, list)
        ]
        anomalies = [_shown(anomaly) for anomaly in self.summary.get("anomalies", [])]
        return "\n  ".join([self.headline, *figures, *anomalies])


def _shown(anomaly: dict[str, Any]) -> str:
    """Which record, whose, on which line of the file, and what is wrong with it."""
    name = f" ({anomaly['name']})" if anomaly.get("name") else ""
    line = f", ligne {anomaly['line']}" if anomaly.get("line") else ""
    return f"{anomaly.get('record', '')}{name}{line} : {anomaly.get('detail', '')}"


def object_key(content: bytes, name: str) -> str:
    """`incoming/<digest>/roster<suffix>`: the same content has the same key, and no name shows."""
    suffix = next((s for s in SUFFIXES if name.lower().endswith(s)), "")
    return f"incoming/{hashlib.sha256(content).hexdigest()[:16]}/roster{suffix}"


def import_files(
    stack: Stack, paths: Iterable[Path], *, within_seconds: float = WAIT_SECONDS
) -> list[ImportReport]:
    """Drop every file and return the reports in the same order once all jobs are finished.

    Raises PlatformError when a file cannot be read or a job does not finish in time.
    """
    drops = {path: _content(path) for path in paths}
    keys = {path: object_key(content, path.name) for path, content in drops.items()}
    for path, content in drops.items():
        _drop(stack, keys[path], content)
    deadline = time.monotonic() + within_seconds
    return [_report(stack, path.name, key, deadline) for path, key in keys.items()]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PlatformError(f"{path}: {error.strerror}") from error


def _drop(stack: Stack, key: str, content: bytes) -> None:
    """The row of an earlier drop of the same content goes first: the one awaited is the new one."""
    stack.client("dynamodb").delete_item(TableName=stack.outputs["TableName"], Key=_row_key(key))
    stack.client("s3").put_object(Bucket=stack.outputs["RosterBucketName"], Key=key, Body=content)


def _row_key(key: str) -> dict[str, dict[str, str]]:
    return {"PK": {"S": "IMPORT_JOBS"}, "SK": {"S": key}}


def _report(stack: Stack, file: str, key: str, deadline: float) -> ImportReport:
    dynamodb = stack.client("dynamodb")
    while time.monotonic() < deadline:
        answer = dynamodb.get_item(
            TableName=stack.outputs["TableName"], Key=_row_key(key), ConsistentRead=True
        )
        row = {name: next(iter(value.values())) for name, value in answer.get("Item", {}).items()}
        if row.get("status") in FINISHED_WELL | FINISHED_BADLY:
            return ImportReport(
                file=file,
                status=row["status"],
                uai=row.get("uai", ""),
                message=row.get("message", ""),
                summary=json.loads(row.get("summary") or "{}"),
            )
        time.sleep(POLL_SECONDS)
    raise PlatformError(f"{file}: the import has not finished in time; logs: {stack.logs}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    files = parser.parse_args().files
    try:
        if not files:
            raise PlatformError('say which files: make import FILES="a.zip b.xml"')  # noqa: TRY301  one way out
        reports = import_files(running_stack(RUN.stack), files)
    except (PlatformError, BotoCoreError, ClientError) as error:
        sys.exit(f"make import: {error}")
    for report in reports:
        print(report)
    if not all(report.success for report in reports):
        sys.exit(1)


if __name__ == "__main__":
    main()
