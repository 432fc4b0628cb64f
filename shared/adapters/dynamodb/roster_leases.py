"""One import at a time per school: a lease that dies by itself when its holder does."""

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
        stored = self._table.get(keys.school(uai), keys.LEASE_ITEM)
        now = self._clock()
        if stored and int(stored["held_until"]["N"]) > _milliseconds(now):
            raise SchoolBusyError(uai)
        resumed = _start(stored) if stored else None
        mine = resumed if resumed and resumed.event_id == start.event_id else start
        lease = RosterLease(self._table, self._clock, uai, mine)
        seen = stored["token"]["S"] if stored else None
        try:
            lease.write(seen)
        except ConditionFailedError:
            raise SchoolBusyError(uai) from None
        return lease


class RosterLease:
    """A lease held. Its row remembers the import, so that a redelivery resumes it."""

    def __init__(
        self, table: Table, clock: Callable[[], datetime], uai: Uai, start: ImportStart
    ) -> None:
        self._table = table
        self._clock = clock
        self._uai = uai
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
                keys.school(self._uai),
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

    def _rewrite(self) -> None:
        try:
            self.write(self._token)
        except ConditionFailedError:
            raise LeaseLostError(self._uai) from None

    def _while_mine(self, write: Callable[[], None]) -> None:
        with suppress(ConditionFailedError):  # else another import has taken over: it is its own
            write()

    def _update(self, condition: str, values: Item, attributes: Mapping[str, Any]) -> None:
        marks = {f":{name}": value for name, value in attributes.items()}
        named = {f"#{name}": name for name in {*attributes, "token"}}
        self._table.update(
            keys.school(self._uai),
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
