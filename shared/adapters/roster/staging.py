"""The roster of one school between its files and the table: a SQLite file, deleted at the end.

On disk so that memory does not grow with the school, and so that files come in any order.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from shared.adapters.roster import schema
from shared.domain.kinship import Kinship
from shared.domain.roster import (
    FileSummary,
    RosterCounts,
    RosterFileKind,
    RosterGuardian,
    RosterGuardianship,
    RosterStudent,
)
from shared.domain.roster_problems import Anomaly, AnomalyCode, RefusalCode, RosterRefusedError

_CACHE_KIBIBYTES = 4096


@dataclass(frozen=True, slots=True)
class FileIdentity:
    """What decides between two files of the same kind: the later export, then the fuller one."""

    kind: RosterFileKind
    summary: FileSummary
    size: int
    fingerprint: str

    def rank(self) -> tuple[str, int, str]:
        exported_on = self.summary.exported_on
        return (exported_on.isoformat() if exported_on else "", self.size, self.fingerprint)


class RosterStaging:
    """Everything read about one school; `today` decides who has left.

    Read files into it (`read_roster_file`), in any order, then iterate. After a refusal it holds
    half a file: it answers nothing more. Iterators stream; identifiers sort by code point.
    Of two files of the same kind the later export is kept, whole, then the fuller one.
    """

    def __init__(self, folder: Path, *, today: date) -> None:
        handle, name = tempfile.mkstemp(prefix="roster-", suffix=".sqlite", dir=folder)
        os.close(handle)
        self._path = Path(name)
        self._today = today
        self._worked_out = False
        self._refused = False
        self._connection = sqlite3.connect(name, isolation_level=None)
        for setting in (
            "journal_mode=OFF",
            "synchronous=OFF",
            "locking_mode=EXCLUSIVE",
            "temp_store=FILE",
            f"cache_size=-{_CACHE_KIBIBYTES}",
        ):
            self._connection.execute(f"PRAGMA {setting}")
        self._connection.executescript(schema.READ_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._connection.close()
        self._path.unlink(missing_ok=True)

    # Writing: one document at a time, between begin() and finish() or refuse().

    def begin(self) -> None:
        self._answerable()
        self._worked_out = False
        self._connection.execute("BEGIN")

    def finish(self) -> None:
        self._connection.execute("COMMIT")

    def refuse(self) -> None:
        """A file was refused half-read: nothing here may be used."""
        self._refused = True

    def accept(self, file: FileIdentity) -> bool:
        """Whether the rows of this file are to be kept; those it replaces are forgotten.

        Raises:
            RosterRefusedError: it is another school's.
        """
        summary = file.summary
        if self.kinds() and summary.uai != self.uai():
            reason = (
                f"le fichier est de l’établissement {summary.uai}, "
                f"les autres sont de {self.uai()} ; déposez les fichiers d’un seul établissement."
            )
            raise RosterRefusedError(RefusalCode.SEVERAL_SCHOOLS, reason, file_name=summary.name)
        seen = "INSERT INTO seen_file VALUES (?, ?, ?, ?, ?)"
        self._insert(seen, (file.kind, summary.name, *file.rank()))
        kept = self._connection.execute(
            "SELECT exported_on, size, fingerprint FROM file WHERE kind = ?", (file.kind,)
        ).fetchone()
        if kept is not None:
            if file.rank() <= kept:
                return False
            self._forget(file.kind)
        self._insert(
            "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?)",
            (file.kind, summary.name, summary.uai, summary.school_year, *file.rank()),
        )
        return True

    def add(self, table: str, row: tuple[object, ...]) -> bool:
        """Add a row, columns in the table's order; False when its key is already there."""
        marks = ", ".join("?" * len(row))
        statement = f"INSERT OR IGNORE INTO {table} VALUES ({marks})"  # noqa: S608  our tables
        return self._insert(statement, row) == 1

    def add_link(self, row: tuple[object, ...]) -> None:
        """Add a link; of two links between the same people the stronger one stays."""
        self._insert(
            "INSERT INTO link VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
            "level = excluded.level, kinship = excluded.kinship, line = excluded.line "
            "WHERE excluded.level < level",
            row,
        )

    def add_anomaly(self, anomaly: Anomaly, *, subject: str = "", source_id: str = "") -> None:
        """Note an anomaly; one of a `subject` ("student", "person") is told only if it matters."""
        self._insert(
            "INSERT INTO anomaly VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(anomaly.file_kind, subject, source_id, anomaly.code),
                *(anomaly.record, anomaly.name, anomaly.line, anomaly.detail),
            ),
        )

    # Reading.

    def kinds(self) -> set[RosterFileKind]:
        self._answerable()
        return {RosterFileKind(kind) for (kind,) in self._rows("SELECT kind FROM file")}

    def uai(self) -> str:
        """The one school the files speak of, "" before the first file."""
        self._answerable()
        return self._text("SELECT max(uai) FROM file")

    def school_year(self) -> str:
        """The latest school year the files name, "" when none does."""
        self._answerable()
        return self._text("SELECT max(school_year) FROM file")

    def students(self) -> Iterator[RosterStudent]:
        """Importable pupils, by `source_id`. An INE claimed by two pupils is on neither."""
        self._work_out()
        for row in self._rows(schema.STUDENTS):
            source_id, ine, family, usual, first, born, school_class, mef_code, lines = row
            birth_date = date.fromisoformat(born) if born else None
            yield RosterStudent(
                *(source_id, ine, family, usual, first),
                *(birth_date, school_class, mef_code, _lines(lines)),
            )

    def guardians(self) -> Iterator[RosterGuardian]:
        """Named legal guardians of at least one importable pupil, by `source_id`."""
        self._work_out()
        for row in self._rows(schema.GUARDIANS):
            source_id, civility, family, usual, first, email, lines = row
            yield RosterGuardian(source_id, civility, family, usual, first, email, _lines(lines))

    def guardianships(self) -> Iterator[RosterGuardianship]:
        """Legal links between the two above, by guardian, then pupil."""
        self._work_out()
        for student_id, guardian_id, kinship in self._rows(schema.GUARDIANSHIPS):
            yield RosterGuardianship(student_id, guardian_id, Kinship(kinship))

    def anomalies(self) -> Iterator[Anomaly]:
        """What was odd, by kind of file, then line. What concerns departed pupils is not told."""
        self._work_out()
        for code, kind, record, name, line, detail in self._rows(schema.ANOMALIES):
            yield Anomaly(AnomalyCode(code), RosterFileKind(kind), record, name, line, detail)

    def counts(self) -> RosterCounts:
        self._work_out()
        return RosterCounts(*self._connection.execute(schema.COUNTS).fetchone())

    def class_labels(self) -> dict[str, str]:
        """Label of each division of the structures file, by code."""
        self._answerable()
        return dict(self._rows("SELECT code, label FROM class_label ORDER BY code"))

    def mef_labels(self) -> dict[str, str]:
        self._answerable()
        return dict(self._rows("SELECT code, label FROM mef_label ORDER BY code"))

    def _work_out(self) -> None:
        """Everything that depends on several records, once all files are read."""
        self._answerable()
        if self._worked_out:
            return
        self._connection.executescript(schema.WORKED_OUT_TABLES)
        self._connection.execute("BEGIN")
        for statement in schema.WORK_OUT:
            values = {"today": self._today.isoformat()} if ":today" in statement else {}
            self._connection.execute(statement, values)
        for select in schema.FINDINGS:
            self._connection.execute(f"INSERT INTO finding {select}")
        self._connection.execute("COMMIT")
        self._worked_out = True

    def _forget(self, kind: RosterFileKind) -> None:
        for table in schema.TABLES_OF_KIND[kind]:
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608  our own table names
        for statement in (
            "DELETE FROM file WHERE kind = ?",
            "DELETE FROM address WHERE kind = ?",
            "DELETE FROM anomaly WHERE kind = ?",
        ):
            self._connection.execute(statement, (kind,))

    def _insert(self, statement: str, row: tuple[object, ...]) -> int:
        return self._connection.execute(statement, row).rowcount

    def _rows(self, select: str) -> sqlite3.Cursor:
        return self._connection.execute(select)

    def _text(self, select: str) -> str:
        return str(self._connection.execute(select).fetchone()[0] or "")

    def _answerable(self) -> None:
        if self._refused:
            raise RuntimeError("a file was refused: this staging must be thrown away")


def _lines(joined: str) -> tuple[str, ...]:
    return tuple(joined.split("\n")) if joined else ()
