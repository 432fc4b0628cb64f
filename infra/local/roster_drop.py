"""`make import`: drop roster files as the académie's feed does, and wait for their reports.

A drop becomes an import job, written by the import function under PK `IMPORT_JOBS` and the
object's key as SK: status, uai, summary (JSON) and message (French, for people). The files of an
académie's feed (AAF) are dropped together, one archive a set.
"""

import argparse
import hashlib
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from botocore.exceptions import BotoCoreError, ClientError

from infra.local.feed_sets import FeedSet, feed_sets
from infra.local.import_report import FINISHED_BADLY, FINISHED_WELL, NOT_DROPPED, ImportReport
from infra.local.places import RUN
from infra.local.services import PlatformError
from infra.local.stack import Stack, running_stack

SUFFIXES = (".zip", ".xml", ".csv")
POLL_SECONDS = 0.5
WAIT_SECONDS = 900
FEED_WAIT_SECONDS = 3600
TELL_SECONDS = 15


class Drops(Protocol):
    """Where files are dropped, and what becomes of them."""

    @property
    def logs(self) -> str:
        """Where to look when a job never ends."""
        ...

    def put(self, key: str, path: Path) -> None: ...

    def job(self, key: str) -> dict[str, Any]:
        """The row of the job; without a status as long as there is none."""
        ...


@dataclass(frozen=True)
class StackDrops:
    """The roster bucket and the import jobs of the running stack."""

    stack: Stack

    @property
    def logs(self) -> str:
        return self.stack.logs

    def put(self, key: str, path: Path) -> None:
        """The row of an earlier drop of the same content goes first: the new one is awaited."""
        table = self.stack.outputs["TableName"]
        self.stack.client("dynamodb").delete_item(TableName=table, Key=_row_key(key))
        with path.open("rb") as body:
            bucket = self.stack.outputs["RosterBucketName"]
            self.stack.client("s3").put_object(Bucket=bucket, Key=key, Body=body)

    def job(self, key: str) -> dict[str, Any]:
        answer = self.stack.client("dynamodb").get_item(
            TableName=self.stack.outputs["TableName"], Key=_row_key(key), ConsistentRead=True
        )
        return {name: next(iter(value.values())) for name, value in answer.get("Item", {}).items()}


def object_key(path: Path) -> str:
    """`incoming/<digest>/roster<suffix>`: the same content has the same key, and no name shows.

    Raises PlatformError when the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise PlatformError(f"{path}: {error.strerror}") from error
    suffix = next((s for s in SUFFIXES if path.name.lower().endswith(s)), "")
    return f"incoming/{digest[:16]}/roster{suffix}"


def import_files(
    stack: Stack, paths: Iterable[Path], *, within_seconds: float | None = None
) -> list[ImportReport]:
    """Drop every file and return the reports, as `reports_of` does."""
    return list(reports_of(StackDrops(stack), paths, within_seconds=within_seconds))


def reports_of(
    drops: Drops,
    paths: Iterable[Path],
    *,
    within_seconds: float | None = None,
    tell: Callable[[str], None] = lambda _line: None,
) -> Iterator[ImportReport]:
    """Each report as soon as its job is finished: of each file, then of each set of the feed.

    All files are dropped at once, but the sets of the feed one after the other: a delta says
    what has changed since the set before, and is not dropped when that one was not imported.
    Raises PlatformError when a file cannot be read or a job does not finish in time.
    """
    others, sets = feed_sets(paths)
    yield from _together(drops, others, Waiting(within_seconds or WAIT_SECONDS, tell))
    broken: set[str] = set()
    for feed_set in sets:
        if feed_set.name.delta and feed_set.name.feed in broken:
            yield _not_dropped(feed_set)
            continue
        waiting = Waiting(within_seconds or FEED_WAIT_SECONDS, tell)
        report = _set_report(drops, feed_set, waiting)
        (broken.discard if report.success else broken.add)(feed_set.name.feed)
        yield report


@dataclass(frozen=True)
class Waiting:
    """How long the jobs of files dropped together may take; tells now and then that it goes on."""

    seconds: float
    tell: Callable[[str], None]
    clock: Callable[[], float] = time.monotonic
    pause: Callable[[float], None] = time.sleep

    def reports(self, drops: Drops, keys: Iterable[tuple[str, str]]) -> Iterator[ImportReport]:
        """Of each name shown and key, in turn."""
        start = self.clock()
        for file, key in keys:
            yield self._report(drops, file, key, start)

    def _report(self, drops: Drops, file: str, key: str, start: float) -> ImportReport:
        told = start
        while (now := self.clock()) < start + self.seconds:
            row = drops.job(key)
            if row.get("status") in FINISHED_WELL | FINISHED_BADLY:
                return _report(file, row)
            if now - told >= TELL_SECONDS:
                told = now
                self.tell(f"{file} : import en cours depuis {int(now - start)} s …")
            self.pause(POLL_SECONDS)
        raise PlatformError(f"{file}: the import has not finished in time; logs: {drops.logs}")


def _together(drops: Drops, paths: Sequence[Path], waiting: Waiting) -> Iterator[ImportReport]:
    keys = {path: object_key(path) for path in paths}
    for path, key in keys.items():
        drops.put(key, path)
    yield from waiting.reports(drops, [(path.name, key) for path, key in keys.items()])


def _set_report(drops: Drops, feed_set: FeedSet, waiting: Waiting) -> ImportReport:
    with tempfile.TemporaryDirectory() as folder:
        try:
            archive = feed_set.archive(Path(folder))
        except OSError as error:
            raise PlatformError(f"{error.filename}: {error.strerror}") from error
        key = object_key(archive)
        drops.put(key, archive)
    (report,) = waiting.reports(drops, [(feed_set.shown_name, key)])
    return report


def _not_dropped(feed_set: FeedSet) -> ImportReport:
    message = "Fichier non déposé : le jeu qui le précède n’a pas été importé."
    return ImportReport(feed_set.shown_name, NOT_DROPPED, "", message, {})


def _report(file: str, row: dict[str, Any]) -> ImportReport:
    return ImportReport(
        file=file,
        status=row["status"],
        uai=row.get("uai", ""),
        message=row.get("message", ""),
        summary=json.loads(row.get("summary") or "{}"),
    )


def _row_key(key: str) -> dict[str, dict[str, str]]:
    return {"PK": {"S": "IMPORT_JOBS"}, "SK": {"S": key}}


def print_reports(drops: Drops, files: Iterable[Path]) -> bool:
    """Whether every file was imported; raises as `reports_of` does."""
    well = True
    for report in reports_of(drops, files, tell=_tell):
        print(report, flush=True)
        well = well and report.success
    return well


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    files = parser.parse_args().files
    try:
        if not files:
            raise PlatformError('say which files: make import FILES="a.zip b.xml"')  # noqa: TRY301  one way out
        well = print_reports(StackDrops(running_stack(RUN.stack)), files)
    except (PlatformError, BotoCoreError, ClientError) as error:
        sys.exit(f"make import: {error}")
    if not well:
        sys.exit(1)


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
