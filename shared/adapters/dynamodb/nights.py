"""When a school's night is due, and what its last one has done: attributes of the school's item."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime

import msgspec

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import ConditionFailedError, Table
from shared.domain.identifiers import Uai
from shared.domain.night import FailedNight, LastNight, NightReport


class _PackedNight(msgspec.Struct, frozen=True):
    ended_at: datetime
    report: dict[str, int]


_decode = msgspec.json.Decoder(_PackedNight).decode
_decode_failure = msgspec.json.Decoder(FailedNight).decode
_encode = msgspec.json.Encoder().encode


class NightRepository:
    """A school has nights from its first roster on."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def schools_due(self, *, before: datetime) -> Iterator[tuple[Uai, datetime]]:
        """AP-100: the schools whose night was due before then, and since when, oldest first."""
        for item in self._table.query_due(keys.DUE_NIGHT, before.isoformat()):
            uai = Uai(item["PK"]["S"].partition("#")[0])
            yield uai, datetime.fromisoformat(item["due_at"]["S"])

    def last(self, uai: Uai) -> LastNight | None:
        """AP-101: the last night that ended, None before the first."""
        item = self._table.get(keys.school(uai), keys.SCHOOL_ITEM) or {}
        if "night" not in item:
            return None
        packed = _decode(item["night"]["S"])
        return LastNight(packed.ended_at, NightReport(**packed.report))

    def finish(self, uai: Uai, last: LastNight, *, due_at: datetime) -> None:
        """AP-102: a night has ended, the next one is due then."""
        packed = _PackedNight(last.ended_at, asdict(last.report))
        self._table.update(
            keys.school(uai),
            keys.SCHOOL_ITEM,
            UpdateExpression="SET night = :night, due_kind = :kind, due_at = :due"
            " REMOVE night_failure",
            ExpressionAttributeValues={
                ":night": {"S": _encode(packed).decode()},
                ":kind": {"S": keys.DUE_NIGHT},
                ":due": {"S": due_at.isoformat()},
            },
        )

    def fail(self, uai: Uai, failed: FailedNight) -> None:
        """AP-105: a night has failed; that stays said until one has ended."""
        with suppress(ConditionFailedError):  # no such school: a message that is not ours
            self._table.update(
                keys.school(uai),
                keys.SCHOOL_ITEM,
                UpdateExpression="SET night_failure = :failure",
                ConditionExpression="attribute_exists(PK)",
                ExpressionAttributeValues={":failure": {"S": _encode(asdict(failed)).decode()}},
            )

    def failure(self, uai: Uai) -> FailedNight | None:
        """AP-106: how the last night failed, None when it ended."""
        item = self._table.get(keys.school(uai), keys.SCHOOL_ITEM) or {}
        if "night_failure" not in item:
            return None
        return _decode_failure(item["night_failure"]["S"])
