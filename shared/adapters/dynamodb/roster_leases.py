"""One import at a time per school, or per feed: a lease that dies by itself with its holder."""

import json
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import ConditionFailedError, Item, Table
from shared.domain.identifiers import Uai
from shared.domain.roster_state import ImportStart, LeaseLostError, SchoolBusyError

LIFETIME = timedelta(minutes=2)
_RENEW_BEFORE = timedelta(minutes=1)
_KEPT_AFTERWARDS = timedelta(days=7)
_HANDED_OVER = "handed-over"
_RESERVED = timedelta(minutes=30)
"""How long a feed handed on to the queue is kept for the message that goes on with it."""


class RosterLeases:
    """Takes leases; `clock` says what time it is, whenever it is asked."""

    def __init__(self, table: Table, *, clock: Callable[[], datetime]) -> None:
        self._table = table
        self._clock = clock

    def take(self, uai: Uai, start: ImportStart) -> "RosterLease":
        """AP-28: become the school's one import, resuming the one of this same drop if it was cut.

        Raises:
            SchoolBusyError: another import of this school is running.
        """
        return self._take(keys.school(uai), start)

    def take_feed(self, feed_id: str, start: ImportStart) -> "RosterLease":
        """AP-81: the same for a feed: its state must not be replaced from two sides.

        Raises:
            SchoolBusyError: another import of this feed is running, or handed on and not over.
        """
        return self._take(keys.feed(feed_id), start)

    def _take(self, partition: str, start: ImportStart) -> "RosterLease":
        stored = self._table.get(partition, keys.LEASE_ITEM)
        resumed = _start(stored) if stored else None
        same = resumed is not None and resumed.event_id == start.event_id
        if stored and int(stored["held_until"]["N"]) > _milliseconds(self._clock()):
            reserved_for_this = same and stored["token"]["S"] == _HANDED_OVER
            if not reserved_for_this:
                raise SchoolBusyError(partition)
        mine = resumed if resumed and same else start
        lease = RosterLease(self._table, self._clock, partition, mine)
        seen = stored["token"]["S"] if stored else None
        try:
            lease.write(seen)
        except ConditionFailedError:
            raise SchoolBusyError(partition) from None
        return lease


class RosterLease:
    """A lease held. Its row remembers the import, so that a redelivery resumes it."""

    def __init__(
        self, table: Table, clock: Callable[[], datetime], partition: str, start: ImportStart
    ) -> None:
        self._table = table
        self._clock = clock
        self._partition = partition
        self._token = secrets.token_hex(8)
        self._until = clock()
        self.start = start

    def write(self, seen_token: str | None) -> None:
        now = self._clock()
        self._until = now + LIFETIME
        condition = "#token = :seen" if seen_token else "attribute_not_exists(PK)"
        values: Item = {":seen": {"S": seen_token}} if seen_token else {}
        attributes = {
            "token": {"S": self._token},
            "held_until": {"N": str(_milliseconds(self._until))},
            "event_id": {"S": self.start.event_id},
            "import_id": {"S": self.start.import_id},
            "planned": {"S": json.dumps(self.start.planned)},
            "expires_at": {"N": str(int((now + _KEPT_AFTERWARDS).timestamp()))},
        }
        self._update(condition, values, attributes)

    def alive(self) -> None:
        """AP-29: renew in time.

        Raises:
            LeaseLostError: the lease was another's by then; nothing more may be written.
        """
        if self._until - self._clock() < _RENEW_BEFORE:
            self._rewrite()

    def plan(self, counts: Mapping[str, int]) -> None:
        """AP-30: note what the import is about to change, before it changes anything."""
        self.start = ImportStart(self.start.event_id, self.start.import_id, dict(counts))
        self._rewrite()

    def finish(self) -> None:
        """AP-31: the import is over: the school is free and nothing is to be resumed."""
        self._while_mine(
            lambda: self._table.delete(
                self._partition,
                keys.LEASE_ITEM,
                ConditionExpression="#token = :seen",
                ExpressionAttributeNames={"#token": "token"},
                ExpressionAttributeValues={":seen": {"S": self._token}},
            )
        )

    def give_up(self) -> None:
        """AP-32: the school is free, and a redelivery of the same drop resumes the import."""
        mine: Item = {":seen": {"S": self._token}}
        free = {"held_until": {"N": "0"}}
        self._while_mine(lambda: self._update("#token = :seen", mine, free))

    def hand_over(self) -> None:
        """AP-82: nobody but a redelivery of the same drop may go on, for a while."""
        until = _milliseconds(self._clock() + _RESERVED)
        mine: Item = {":seen": {"S": self._token}}
        reserved = {"held_until": {"N": str(until)}, "token": {"S": _HANDED_OVER}}
        self._while_mine(lambda: self._update("#token = :seen", mine, reserved))

    def _rewrite(self) -> None:
        try:
            self.write(self._token)
        except ConditionFailedError:
            raise LeaseLostError(self._partition) from None

    def _while_mine(self, write: Callable[[], None]) -> None:
        with suppress(ConditionFailedError):  # else another import has taken over: it is its own
            write()

    def _update(self, condition: str, values: Item, attributes: Mapping[str, Any]) -> None:
        marks = {f":{name}": value for name, value in attributes.items()}
        named = {f"#{name}": name for name in {*attributes, "token"}}
        self._table.update(
            self._partition,
            keys.LEASE_ITEM,
            UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in attributes),
            ConditionExpression=condition,
            ExpressionAttributeNames=named,
            ExpressionAttributeValues=values | marks,
        )


def _start(item: Item) -> ImportStart:
    planned = json.loads(item["planned"]["S"])
    return ImportStart(item["event_id"]["S"], item["import_id"]["S"], planned)


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
