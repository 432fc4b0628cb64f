"""Reads what was dropped as a set of the académie's feed (AAF), complete or delta."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from shared.adapters.roster.aaf_documents import feed_documents, feed_summary
from shared.adapters.roster.aaf_feed import AafFeed
from shared.adapters.roster.aaf_reading import read_documents
from shared.adapters.roster.aaf_records import work_out
from shared.adapters.roster.aaf_state import writing
from shared.adapters.roster.aaf_workings import Workings, attach_state, open_workings
from shared.adapters.roster.archive import Document, open_documents
from shared.adapters.roster.limits import DEFAULT_LIMITS
from shared.domain.feed import FeedSummary
from shared.domain.import_report import ImportRefusedError
from shared.domain.roster import RosterFileKind
from shared.domain.roster_problems import AnomalyCode, RosterRefusedError
from shared.domain.roster_state import Drop


class AafReader:
    def summary(self, drop: Drop) -> FeedSummary | None:
        """What the drop says of itself, None when it is no set of the feed: then others read it.

        Reads the beginning of each document only.

        Raises:
            ImportRefusedError: the content is the feed's, and no name says which one.
        """
        try:
            with open_documents(drop.path, name=drop.name, limits=DEFAULT_LIMITS) as documents:
                return feed_summary(documents, DEFAULT_LIMITS)
        except RosterRefusedError:
            return None

    @contextmanager
    def opened(
        self, drop: Drop, folder: Path, *, today: date, state: Path | None
    ) -> Iterator[AafFeed]:
        """The feed with this set applied: to nothing if it is complete, else to a copy of `state`.

        `AafFeed.state` stays in `folder`, unless the set is refused.

        Raises:
            RosterRefusedError: a document is broken; it names the file, the line, the record.
            ImportRefusedError: the documents are no set, or a delta that does not apply here.
        """
        with open_workings(_new_file(folder)) as workings:
            result = _new_file(folder)
            try:
                with open_documents(drop.path, name=drop.name, limits=DEFAULT_LIMITS) as documents:
                    _apply(documents, drop, result, workings, today=today, kept=state)
            except (RosterRefusedError, ImportRefusedError):
                result.unlink()
                raise
            attach_state(workings, result)
            work_out(workings)
            yield AafFeed(workings.connection, result)


def _apply(
    documents: list[Document],
    drop: Drop,
    result: Path,
    workings: Workings,
    *,
    today: date,
    kept: Path | None,
) -> None:
    summary, to_read = feed_documents(documents, drop.name)
    if summary.dated > today:
        detail = f"Le jeu est daté du {summary.dated:%d/%m/%Y}, après aujourd’hui."
        kind = RosterFileKind.STUDENTS
        workings.note("", AnomalyCode.FEED_DATED_AHEAD, detail, kind=kind, record=drop.name)
    with writing(result, summary, kept=kept, file_name=drop.name) as writable:
        read_documents(to_read, writable, workings, DEFAULT_LIMITS)


def _new_file(folder: Path) -> Path:
    handle, name = tempfile.mkstemp(prefix="feed-", suffix=".sqlite", dir=folder)
    os.close(handle)
    return Path(name)
