"""The item of a school: what the directory says of it, and what its last roster left."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import msgspec

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import (
    TRANSACTION_LIMIT,
    ConditionFailedError,
    Item,
    Table,
    key,
)
from shared.domain.identifiers import Uai
from shared.domain.night import next_night
from shared.domain.roster_state import DirectoryEntry, RosterState
from shared.domain.school import School

_DIRECTORY_BATCH = TRANSACTION_LIMIT


class _PackedRoster(msgspec.Struct, array_like=True, frozen=True):
    """Fields are only ever added at the end, each with a default: old items stay readable."""

    students: int = 0
    guardians: int = 0
    updated_at: datetime | None = None
    class_labels: dict[str, str] = {}
    mef_labels: dict[str, str] = {}
    files: str = ""
    feed: str = ""


_HAS_NIGHTS = "due_kind = :night, due_at = if_not_exists(due_at, :due)"
"""From its first roster on, a school is found by the night (docs/data-model.md, AP-100)."""

_decode = msgspec.json.Decoder(_PackedRoster).decode
_encode = msgspec.json.Encoder().encode


class SchoolRepository:
    """Schools by UAI; reads are strong, so that a caller sees the import that just ended."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, uai: Uai) -> School | None:
        """AP-05: one school, None when neither the directory nor a roster knows it."""
        item = self._table.get(keys.school(uai), keys.SCHOOL_ITEM)
        return _school(item) if item else None

    def get_many(self, uais: Iterable[Uai]) -> list[School]:
        """AP-06: some schools, by UAI; those that do not exist are absent."""
        wanted = [(keys.school(uai), keys.SCHOOL_ITEM) for uai in dict.fromkeys(uais)]
        found = [_school(item) for item in self._table.get_many(wanted)]
        return sorted(found, key=lambda school: school.uai)

    def roster_state(self, uai: Uai) -> RosterState:
        """AP-25: what the last roster left of a school, empty before any."""
        item = self._table.get(keys.school(uai), keys.SCHOOL_ITEM)
        packed = _roster(item) if item else _PackedRoster()
        return RosterState(
            students=packed.students,
            guardians=packed.guardians,
            updated_at=packed.updated_at,
            class_labels=packed.class_labels,
            mef_labels=packed.mef_labels,
            files=packed.files,
            feed=packed.feed,
        )

    def keep_roster_state(self, uai: Uai, state: RosterState) -> None:
        """AP-26: replace it; the name and the address of the school stay. It has nights now."""
        packed = _PackedRoster(
            students=state.students,
            guardians=state.guardians,
            updated_at=state.updated_at,
            class_labels=dict(state.class_labels),
            mef_labels=dict(state.mef_labels),
            files=state.files,
            feed=state.feed,
        )
        self._table.update(
            keys.school(uai),
            keys.SCHOOL_ITEM,
            UpdateExpression=f"SET roster = :roster, {_HAS_NIGHTS}",
            ExpressionAttributeValues={
                ":roster": {"S": _encode(packed).decode()},
                **_first_night(state.updated_at),
            },
        )

    def keep_external_students(self, uai: Uai, count: int) -> None:
        """AP-83: how many external students the feed gives a school, when that has changed."""
        item = self._table.get(keys.school(uai), keys.SCHOOL_ITEM)
        if _external_students(item or {}) != count:
            self._table.update(
                keys.school(uai),
                keys.SCHOOL_ITEM,
                UpdateExpression="SET external_students = :count",
                ExpressionAttributeValues={":count": {"N": str(count)}},
            )

    def complete_directory(self, entry: DirectoryEntry) -> None:
        """AP-84: a name and an address for a school that the directory says nothing of."""
        item = self._table.get(keys.school(entry.uai), keys.SCHOOL_ITEM)
        if item and "name" in item:
            return
        update = dict(_directory_update(entry)["Update"])
        place = update.pop("Key")
        with suppress(ConditionFailedError):  # else the directory has come meanwhile
            self._table.update(
                place["PK"]["S"],
                place["SK"]["S"],
                ConditionExpression="attribute_not_exists(#name)",
                **update,
            )

    def keep_directory(self, entries: Sequence[DirectoryEntry]) -> int:
        """AP-27: write the names and addresses that differ, and say how many did.

        `entries` has each school once.
        """
        written = 0
        for start in range(0, len(entries), _DIRECTORY_BATCH):
            batch = entries[start : start + _DIRECTORY_BATCH]
            wanted = [(keys.school(entry.uai), keys.SCHOOL_ITEM) for entry in batch]
            stored = {item["PK"]["S"]: _entry(item) for item in self._table.get_many(wanted)}
            differing = [each for each in batch if stored.get(keys.school(each.uai)) != each]
            if differing:
                self._table.transact([_directory_update(entry) for entry in differing])
            written += len(differing)
        return written


def _first_night(roster_at: datetime | None) -> Item:
    """Due with the next night: before it, nobody is late."""
    due = next_night(roster_at) if roster_at else datetime.fromtimestamp(0, UTC)
    return {":night": {"S": keys.DUE_NIGHT}, ":due": {"S": due.isoformat()}}


def _school(item: Item) -> School:
    entry, roster = _entry(item), _roster(item)
    return School(
        uai=entry.uai,
        name=entry.name,
        postal_lines=entry.postal_lines,
        students=roster.students,
        guardians=roster.guardians,
        external_students=_external_students(item),
        roster_updated_at=roster.updated_at,
        class_labels=roster.class_labels,
        mef_labels=roster.mef_labels,
    )


def _external_students(item: Item) -> int:
    return int(item["external_students"]["N"]) if "external_students" in item else 0


def _roster(item: Item) -> _PackedRoster:
    return _decode(item["roster"]["S"]) if "roster" in item else _PackedRoster()


def _entry(item: Item) -> DirectoryEntry:
    lines = item["postal_lines"]["S"] if "postal_lines" in item else ""
    return DirectoryEntry(
        uai=Uai(item["PK"]["S"].removesuffix("#SCHOOL")),
        name=item["name"]["S"] if "name" in item else "",
        postal_lines=tuple(lines.split("\n")) if lines else (),
    )


def _directory_update(entry: DirectoryEntry) -> Mapping[str, Any]:
    return {
        "Update": {
            "Key": key(keys.school(entry.uai), keys.SCHOOL_ITEM),
            "UpdateExpression": "SET #name = :name, postal_lines = :lines",
            "ExpressionAttributeNames": {"#name": "name"},
            "ExpressionAttributeValues": {
                ":name": {"S": entry.name},
                ":lines": {"S": "\n".join(entry.postal_lines)},
            },
        }
    }
