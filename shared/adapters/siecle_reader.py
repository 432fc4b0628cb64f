"""Reads what was dropped as SIECLE documents: one by one, then all of a school together."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from shared.adapters.roster.archive import Document, open_documents
from shared.adapters.roster.limits import DEFAULT_LIMITS
from shared.adapters.roster.reading import identify, read_roster_file
from shared.adapters.roster.staging import RosterStaging
from shared.domain.roster_state import Drop, RosterSource


class SiecleReader:
    def sources(self, drop: Drop, folder: Path) -> list[RosterSource]:
        """The documents of a drop; those of an archive of several are each written to `folder`.

        Raises:
            RosterRefusedError: it is no roster, or is damaged.
        """
        with open_documents(drop.path, name=drop.name, limits=DEFAULT_LIMITS) as documents:
            if len(documents) == 1:
                summary = identify(drop.path, name=drop.name)
                return [RosterSource(drop.path, drop.name, drop.digest, summary)]
            return [
                _extracted(document, folder / f"document-{number}")
                for number, document in enumerate(documents)
            ]

    @contextmanager
    def staged(
        self, files: Iterable[tuple[Path, str]], folder: Path, *, today: date
    ) -> Iterator[RosterStaging]:
        """All of `files` (path, name) read wholly, as one school's roster.

        Raises:
            RosterRefusedError: one of them is broken; it names the file, the line, the record.
        """
        with RosterStaging(folder, today=today) as staging:
            for path, name in files:
                read_roster_file(path, staging, name=name)
            yield staging


def _extracted(document: Document, path: Path) -> RosterSource:
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for chunk in document.chunks():
            digest.update(chunk)
            file.write(chunk)
    summary = identify(path, name=document.name)
    return RosterSource(path, document.name, digest.hexdigest(), summary)
