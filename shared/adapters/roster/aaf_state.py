"""The feed as it stands: every record with the attributes we keep, in one SQLite file.

The file is kept from one set to the next, for deltas to apply to; it says nothing of the sets
themselves, so that the same feed makes the same rows whichever way it came.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from shared.adapters.roster.aaf_requests import JOINTURE, Action, Request
from shared.domain.feed import FeedSummary
from shared.domain.import_report import ImportRefusedError

_VERSION = 1
_CACHE_KIBIBYTES = 4096
_TABLES = f"""
CREATE TABLE record (
  category TEXT, id TEXT, attributes TEXT, PRIMARY KEY (category, id)
) WITHOUT ROWID;
CREATE TABLE category (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE feed (feed_id TEXT, dated TEXT);
PRAGMA user_version={_VERSION};
"""


class FeedState:
    """The file being written: one set applied to nothing, or to what was kept."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def apply(self, category: str, request: Request) -> bool:
        """Apply a request to its record.

        False when an addition found one there, or when a change or a deletion found none.
        """
        key = (category, request.identifier)
        if request.action is Action.DELETE:
            statement = "DELETE FROM record WHERE (category, id) = (?, ?)"
            return self._connection.execute(statement, key).rowcount == 1
        if request.action is Action.MODIFY:
            return self._modify(key, request.values)
        added = self._connection.execute(
            "INSERT OR IGNORE INTO record VALUES (?, ?, ?)", (*key, _written(request.values))
        )
        if added.rowcount == 0:
            self._replace(key, request.values)
        return added.rowcount == 1

    def add_category(self, category: str) -> None:
        """Note that the feed has documents of this category, be they empty."""
        self._connection.execute("INSERT OR IGNORE INTO category VALUES (?)", (category,))

    def _modify(self, key: tuple[str, str], values: dict[str, list[str]]) -> bool:
        select = "SELECT attributes FROM record WHERE (category, id) = (?, ?)"
        found = self._connection.execute(select, key).fetchone()
        if found is None:
            return False
        self._replace(key, {**json.loads(found[0]), **values})
        return True

    def _replace(self, key: tuple[str, str], values: dict[str, list[str]]) -> None:
        statement = "UPDATE record SET attributes = ? WHERE (category, id) = (?, ?)"
        self._connection.execute(statement, (_written(values), *key))


@contextmanager
def writing(
    path: Path, summary: FeedSummary, *, kept: Path | None, file_name: str
) -> Iterator[FeedState]:
    """The state at `path`, to apply one set to: empty for a complete one, else a copy of `kept`.

    Closed and whole at the end; half written, and of no use, when anything is refused.

    Raises:
        ImportRefusedError: a delta, and what was kept is missing, another feed's, or later.
    """
    if not summary.complete:
        if kept is None:
            reason = "c’est un fichier Delta : déposez d’abord un fichier complet de ce flux."
            raise ImportRefusedError("no_complete_feed", reason, file_name=file_name)
        shutil.copyfile(kept, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        if not summary.complete:
            _check_kept(connection, summary, file_name)
        _tune(connection)
        if summary.complete:
            connection.executescript(_TABLES)
        connection.execute("BEGIN")
        yield FeedState(connection)
        connection.execute("DELETE FROM feed")
        row = (summary.feed_id, summary.dated.isoformat())
        connection.execute("INSERT INTO feed VALUES (?, ?)", row)
        connection.execute("COMMIT")


def jointure_of(category: str, record_id: str, attributes: dict[str, list[str]]) -> str:
    """What other records call it: its jointure, or its identifier when it gives none."""
    return (attributes.get(JOINTURE[category]) or [record_id])[0]


def _check_kept(connection: sqlite3.Connection, summary: FeedSummary, file_name: str) -> None:
    feed_id, dated = _kept_feed(connection, file_name)
    if feed_id != summary.feed_id:
        reason = f"ce Delta est du flux {summary.feed_id}, le dernier complet est de {feed_id}."
        raise ImportRefusedError("another_feed", reason, file_name=file_name)
    if summary.dated < dated:
        reason = (
            f"ce Delta est du {summary.dated:%d/%m/%Y} et le flux est déjà à jour au "
            f"{dated:%d/%m/%Y}."
        )
        raise ImportRefusedError("older_delta", reason, file_name=file_name)


def _kept_feed(connection: sqlite3.Connection, file_name: str) -> tuple[str, date]:
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] == _VERSION:
            feed_id, dated = connection.execute("SELECT feed_id, dated FROM feed").fetchone()
            return feed_id, date.fromisoformat(dated)
    except sqlite3.DatabaseError:
        pass
    reason = "l’état conservé de ce flux est inutilisable : déposez un fichier complet."
    raise ImportRefusedError("unusable_feed_state", reason, file_name=file_name)


def _tune(connection: sqlite3.Connection) -> None:
    """Nothing to roll back to: a set that is refused leaves no file."""
    for setting in ("journal_mode=OFF", "synchronous=OFF", f"cache_size=-{_CACHE_KIBIBYTES}"):
        connection.execute(f"PRAGMA {setting}")


def _written(values: dict[str, list[str]]) -> str:
    given = {name: each for name, each in sorted(values.items()) if each}
    return json.dumps(given, ensure_ascii=False, separators=(",", ":"))
