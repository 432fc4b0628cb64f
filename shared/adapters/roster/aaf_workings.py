"""What is worked out from the feed's records, in a SQLite file deleted at the end."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from shared.adapters.roster import aaf_schema as schema
from shared.adapters.roster.aaf_documents import GUARDIANS, MEFS, SCHOOLS, STUDENTS
from shared.adapters.roster.aaf_requests import NOUNS
from shared.adapters.roster.aaf_state import jointure_of
from shared.adapters.roster.fields import clean_name
from shared.adapters.roster.oddities import Oddity
from shared.adapters.roster.siecle_people import RecordName
from shared.domain.roster import RosterFileKind
from shared.domain.roster_problems import AnomalyCode

KINDS = {
    STUDENTS: RosterFileKind.STUDENTS,
    GUARDIANS: RosterFileKind.GUARDIANS,
    SCHOOLS: RosterFileKind.STRUCTURES,
    MEFS: RosterFileKind.NOMENCLATURE,
}
_CACHE_KIBIBYTES = 4096
_SCHOOLS_REMEMBERED = 1024


@dataclass(frozen=True, slots=True)
class FeedRecord:
    """A record of the feed as it stands; `line` is None when this set says nothing of it."""

    category: str
    record_id: str
    jointure: str
    line: int | None
    attributes: dict[str, list[str]]

    def get(self, name: str) -> str:
        return self.all(name)[0] if self.all(name) else ""

    def all(self, name: str) -> list[str]:
        return self.attributes.get(name, [])

    def name(self) -> RecordName:
        """The birth name, else the usual one, which is only kept when it differs."""
        usual = clean_name(self.get("sn"))
        family = clean_name(self.get("ENTPersonNomPatro")) or usual
        return RecordName(
            family, "" if usual == family else usual, clean_name(self.get("givenName"))
        )

    def label(self) -> str:
        return f"{NOUNS[self.category]} {self.jointure}"


class Workings:
    """Rows in, by table; anomalies, by the record that they concern."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.school_of = lru_cache(_SCHOOLS_REMEMBERED)(self._school_of)

    def touch(self, category: str, record_id: str, line: int) -> None:
        self.add("touched", (category, record_id, line), "REPLACE")

    def add(self, table: str, row: tuple[object, ...], otherwise: str = "IGNORE") -> bool:
        """Add a row, columns in the table's order; False when its key is already there."""
        marks = ", ".join("?" * len(row))
        statement = f"INSERT OR {otherwise} INTO {table} VALUES ({marks})"  # noqa: S608  ours
        return self.connection.execute(statement, row).rowcount == 1

    def note(
        self,
        category: str,
        code: AnomalyCode,
        detail: str,
        *,
        kind: RosterFileKind | None = None,
        record_id: str = "",
        record: str = "",
        name: str = "",
        line: int | None = None,
    ) -> None:
        """Note an anomaly of a record; without `category`, of the set itself."""
        told = record or f"{NOUNS[category]} {record_id}".strip()
        row = (category, record_id, kind or KINDS[category], code, told, name, line, detail)
        self.connection.execute("INSERT INTO anomaly VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def note_all(self, record: FeedRecord, oddities: Iterable[Oddity]) -> None:
        """Note what is odd in a record, at its line."""
        for code, detail, _field in oddities:
            self.note(
                *(record.category, code, detail),
                record_id=record.record_id,
                record=record.label(),
                name=record.name().shown(),
                line=record.line,
            )

    def records(self, category: str) -> Iterator[FeedRecord]:
        """By identifier, as the feed stands."""
        rows = self.connection.execute(
            "SELECT r.id, t.line, r.attributes FROM kept.record r "
            "LEFT JOIN touched t ON t.category = r.category AND t.id = r.id "
            "WHERE r.category = ? ORDER BY r.id",
            (category,),
        )
        for record_id, line, written in rows:
            attributes = json.loads(written)
            jointure = jointure_of(category, record_id, attributes)
            yield FeedRecord(category, record_id, jointure, line, attributes)

    def _school_of(self, key: str) -> str | None:
        """The UAI of the school of this jointure, or of this UAI itself; None when not known."""
        select = (
            "SELECT uai FROM school WHERE jointure = ?1 UNION SELECT uai FROM school WHERE uai = ?2"
        )
        found = self.connection.execute(select, (key, key.upper())).fetchone()
        return str(found[0]) if found else None


@contextmanager
def open_workings(path: Path) -> Iterator[Workings]:
    try:
        with closing(sqlite3.connect(path, isolation_level=None, uri=True)) as connection:
            for setting in (
                "journal_mode=OFF",
                "synchronous=OFF",
                "locking_mode=EXCLUSIVE",
                "temp_store=FILE",
                f"cache_size=-{_CACHE_KIBIBYTES}",
            ):
                connection.execute(f"PRAGMA {setting}")
            connection.executescript(schema.TABLES)
            yield Workings(connection)
    finally:
        path.unlink(missing_ok=True)


def attach_state(workings: Workings, state: Path) -> None:
    """Make the records of the state readable, and only that, as `kept.record`."""
    address = f"{state.resolve().as_uri()}?mode=ro"
    workings.connection.execute("ATTACH DATABASE ? AS kept", (address,))
    workings.connection.execute(f"PRAGMA kept.cache_size=-{_CACHE_KIBIBYTES}")
