"""The feed once a set is applied to it: its schools, each one's roster, and what is common."""

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import astuple
from pathlib import Path

from shared.adapters.roster import aaf_schema as schema
from shared.adapters.roster.aaf_roster import AafRoster, anomalies_of, split_lines
from shared.domain.feed import FeedSchool
from shared.domain.identifiers import Uai
from shared.domain.roster_problems import Anomaly


class AafFeed:
    """Answers while it is open. `state` is the file to keep: closed, whole, not written again."""

    def __init__(self, connection: sqlite3.Connection, state: Path) -> None:
        self._connection = connection
        self.state = state

    def schools(self) -> list[FeedSchool]:
        """Schools that are the home of a pupil at least, importable or not, by UAI."""
        return [
            FeedSchool(Uai(uai), jointure, name, split_lines(lines))
            for uai, jointure, name, lines in self._connection.execute(schema.SCHOOLS)
        ]

    def covers(self, uai: Uai) -> bool:
        """Whether the feed speaks of this school, be it without pupils."""
        return self._any("SELECT 1 FROM school WHERE uai = ?", uai)

    def roster(self, uai: Uai) -> AafRoster:
        return AafRoster(self._connection, uai)

    def fingerprint(self, uai: Uai) -> str:
        """A digest of all that concerns the school; anomalies left out, they change nothing."""
        digest = hashlib.sha256()
        for part in self._concerning(uai):
            digest.update(f"{part!r}\n".encode())
        return digest.hexdigest()

    def external_students(self, uai: Uai) -> Iterator[tuple[Uai, str]]:
        """Home and `source_id` there of the importable pupils that this school hosts."""
        for home, source_id in self._connection.execute(schema.EXTERNAL_STUDENTS, (uai,)):
            yield Uai(home), source_id

    def home_of(self, ine: str) -> Uai | None:
        """The school of the one importable pupil of this INE, None when none or several."""
        found = self._connection.execute(schema.HOME, (ine,)).fetchone()
        return Uai(found[0]) if found else None

    def guardian_listed(self, jointure: str) -> bool:
        """Whether she is a legal guardian of some importable pupil, in any school."""
        return self._any("SELECT 1 FROM guardianship WHERE guardian_id = ?", jointure)

    def counts(self) -> Mapping[str, int]:
        return {
            name: self._connection.execute(select).fetchone()[0]
            for name, select in schema.FEED_COUNTS.items()
        }

    def anomalies(self, uai: Uai | None) -> Iterator[Anomaly]:
        """Of one school, or (None) those that no school owns."""
        return anomalies_of(self._connection, uai)

    def _concerning(self, uai: Uai) -> Iterator[object]:
        roster = self.roster(uai)
        yield self._connection.execute(
            "SELECT name, lines FROM school WHERE uai = ? ORDER BY jointure", (uai,)
        ).fetchall()
        yield sorted(roster.kinds())
        yield roster.class_labels()
        yield roster.mef_labels()
        for student in roster.students():
            yield "student", astuple(student)
        for guardian in roster.guardians():
            yield "guardian", astuple(guardian)
        for link in roster.guardianships():
            yield "guardianship", astuple(link)
        for external in self.external_students(uai):
            yield "external", external

    def _any(self, select: str, value: str) -> bool:
        return self._connection.execute(select, (value,)).fetchone() is not None
