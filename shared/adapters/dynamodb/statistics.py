"""The statistics of a school: those of its last night whole, and each day's totals."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import ConditionFailedError, Item, Table, key
from shared.domain.account import AccountStatus
from shared.domain.errors import ConcurrentChangeError
from shared.domain.french_time import paris_date
from shared.domain.identifiers import Uai
from shared.domain.statistics import Row, SchoolStatistics, TableName

KEPT_DAYS = 397
"""Thirteen months at their longest: a leap year and a month of 31 days."""

_TOTALS = (
    TableName.STUDENTS_BY_ORIGIN,
    TableName.GUARDIANS_BY_ORIGIN,
    TableName.EXTERNAL_STUDENTS_BY_HOME_SCHOOL,
)
_STATUSES = tuple(AccountStatus)


class _PackedRow(msgspec.Struct, array_like=True, frozen=True):
    """`counts` are in the order of the statuses; -1 where the table has no such column."""

    code: str
    label: str
    counts: tuple[int, ...]


class _PackedStatistics(msgspec.Struct, array_like=True, frozen=True):
    computed_at: datetime
    tables: dict[TableName, tuple[_PackedRow, ...]]


_decode = msgspec.json.Decoder(_PackedStatistics).decode
_encode = msgspec.json.Encoder().encode


class StatisticsRepository:
    """What is computed later stays, whichever of two nights ends last."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def keep(self, uai: Uai, statistics: SchoolStatistics) -> None:
        """AP-90: the tables, and the totals of their day, unless later ones are kept already.

        Raises:
            ValueError: when they were not computed.
            ConcurrentChangeError: when another write was in the way; nothing is kept then.
        """
        at = statistics.computed_at
        if at is None:
            raise ValueError("statistics that were not computed")
        day = paris_date(at)
        totals = SchoolStatistics(at, {name: statistics.tables[name] for name in _TOTALS})
        latest = _item(uai, keys.LATEST, statistics, at)
        of_day = _item(uai, keys.statistics_day(day), totals, at)
        of_day["expires_at"] = {"N": str(int((at + timedelta(days=KEPT_DAYS)).timestamp()))}
        try:
            self._table.transact([_unless_later(latest, at), _unless_later(of_day, at)])
        except ConditionFailedError as error:
            if "ConditionalCheckFailed" not in error.reasons:
                raise ConcurrentChangeError from error
            # Else later ones are kept already.

    def latest(self, uai: Uai) -> SchoolStatistics | None:
        """AP-91: those of the last night, None before the first."""
        item = self._table.get(keys.statistics(uai), keys.LATEST)
        return _statistics(item) if item else None

    def days(self, uai: Uai, *, since: date) -> list[tuple[date, SchoolStatistics]]:
        """AP-92: the totals of each day from `since` on, newest first."""
        items = self._table.query(keys.statistics(uai), keys.DAYS, newest_first=True)
        days = ((keys.day_of(item["SK"]["S"]), item) for item in items)
        return [(day, _statistics(item)) for day, item in days if day >= since]


def _item(uai: Uai, sk: str, statistics: SchoolStatistics, at: datetime) -> Item:
    tables = {
        name: tuple(_PackedRow(row.code, row.label, _counts(row)) for row in rows)
        for name, rows in statistics.tables.items()
    }
    packed = _encode(_PackedStatistics(at, tables)).decode()
    place = key(keys.statistics(uai), sk)
    return place | {"computed_at": {"S": at.isoformat()}, "packed": {"S": packed}}


def _unless_later(item: Item, at: datetime) -> dict[str, Any]:
    return {
        "Put": {
            "Item": item,
            "ConditionExpression": "attribute_not_exists(PK) OR computed_at <= :at",
            "ExpressionAttributeValues": {":at": {"S": at.isoformat()}},
        }
    }


def _counts(row: Row) -> tuple[int, ...]:
    return tuple(row.counts.get(status, -1) for status in _STATUSES)


def _statistics(item: Item) -> SchoolStatistics:
    packed = _decode(item["packed"]["S"])
    return SchoolStatistics(
        packed.computed_at, {name: _rows(rows) for name, rows in packed.tables.items()}
    )


def _rows(rows: Sequence[_PackedRow]) -> list[Row]:
    return [
        Row(
            row.code,
            row.label,
            {status: n for status, n in zip(_STATUSES, row.counts, strict=True) if n >= 0},
        )
        for row in rows
    ]
