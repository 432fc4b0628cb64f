"""One school of the feed, as every other roster: pupils, legal guardians, links, labels."""

import sqlite3
from collections.abc import Iterator
from datetime import date

from shared.adapters.roster import aaf_schema as schema
from shared.adapters.roster.aaf_workings import KINDS
from shared.domain.identifiers import Uai
from shared.domain.kinship import Kinship
from shared.domain.roster import (
    RosterCounts,
    RosterFileKind,
    RosterGuardian,
    RosterGuardianship,
    RosterStudent,
)
from shared.domain.roster_problems import Anomaly, AnomalyCode


class AafRoster:
    """Each answer may be asked for again; iterators stream; identifiers sort by code point."""

    def __init__(self, connection: sqlite3.Connection, uai: Uai) -> None:
        self._connection = connection
        self._uai = uai

    def kinds(self) -> set[RosterFileKind]:
        """What the feed ever had a document of; labels of MEFs may also come with the pupils."""
        names = self._connection.execute("SELECT name FROM kept.category")
        kinds = {KINDS[name] for (name,) in names}
        if self.mef_labels():
            kinds.add(RosterFileKind.NOMENCLATURE)
        return kinds

    def students(self) -> Iterator[RosterStudent]:
        """Importable pupils, by `source_id`. An INE claimed twice in the feed is on neither."""
        for row in self._rows(schema.STUDENTS):
            source_id, ine, family, usual, first, born, school_class, mef_code, hosts = row
            yield RosterStudent(
                *(source_id, ine, family, usual, first),
                *(date.fromisoformat(born) if born else None, school_class, mef_code, ()),
                host_schools=tuple(hosts.split(",")) if hosts else (),
            )

    def guardians(self) -> Iterator[RosterGuardian]:
        """Named legal guardians of at least one importable pupil of this school, by jointure."""
        for row in self._rows(schema.GUARDIANS):
            jointure, civility, family, usual, first, email, lines = row
            yield RosterGuardian(
                *(jointure, civility, family, usual, first, email, split_lines(lines)),
                jointure=jointure,
            )

    def guardianships(self) -> Iterator[RosterGuardianship]:
        """Legal links between the two above, by guardian, then pupil."""
        for student_id, guardian_id, kinship in self._rows(schema.GUARDIANSHIPS):
            yield RosterGuardianship(student_id, guardian_id, Kinship(kinship))

    def anomalies(self) -> Iterator[Anomaly]:
        return anomalies_of(self._connection, self._uai)

    def counts(self) -> RosterCounts:
        """Of its pupils, and of the persons linked to its importable pupils."""
        row = self._connection.execute(schema.SCHOOL_COUNTS, {"uai": self._uai}).fetchone()
        return RosterCounts(*row)

    def class_labels(self) -> dict[str, str]:
        return dict(self._rows(schema.CLASS_LABELS))

    def mef_labels(self) -> dict[str, str]:
        """Of the MEFs that its importable pupils follow."""
        return dict(self._rows(schema.MEF_LABELS))

    def _rows(self, select: str) -> sqlite3.Cursor:
        return self._connection.execute(select, (self._uai,))


def anomalies_of(connection: sqlite3.Connection, uai: Uai | None) -> Iterator[Anomaly]:
    """Of one school, or those no school owns; by kind of file, then line."""
    for code, kind, record, name, line, detail in connection.execute(schema.ANOMALIES, (uai,)):
        yield Anomaly(AnomalyCode(code), RosterFileKind(kind), record, name, line, detail)


def split_lines(joined: str) -> tuple[str, ...]:
    return tuple(joined.split("\n")) if joined else ()
