"""What each member of staff does in a day: one item a person and day, counted in one write.

The key holds a digest of who it is. The condition is judged where the count is kept, so that any
number of requests at once never pass the limit, not even by one.
"""

from datetime import date, datetime, timedelta
from hashlib import sha256

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import ConditionFailedError, Table
from shared.domain.identifiers import StaffId
from shared.domain.staff_day import Excess, StaffDay

_KEPT_AFTER = timedelta(days=1)
"""Workers' clocks differ a little: a day's count outlives the day."""


_COUNT = "ADD displayed :displayed, #reset :reset SET expires_at = :expires"


class StaffDayRepository:
    """Counts by person and day."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(
        self, staff_id: StaffId, day: date, step: StaffDay, *, most_displayed: int, until: datetime
    ) -> StaffDay | None:
        """AP-107: the day with `step`; None when that would display more than `most_displayed`."""
        if step.displayed > most_displayed:
            return None
        values = {
            ":displayed": _number(step.displayed),
            ":reset": _number(step.reset),
            ":expires": _number(int((until + _KEPT_AFTER).timestamp())),
        }
        condition = {}
        if step.displayed:
            values[":room"] = _number(most_displayed - step.displayed)
            condition = {
                "ConditionExpression": "attribute_not_exists(displayed) OR displayed <= :room"
            }
        try:
            counted = self._table.update(
                *_place(staff_id, day),
                UpdateExpression=_COUNT,
                ExpressionAttributeNames={"#reset": "reset"},
                ExpressionAttributeValues=values,
                ReturnValues="ALL_NEW",
                **condition,
            )
        except ConditionFailedError:
            return None
        told = frozenset(excess for excess in Excess if excess.value in counted)
        return StaffDay(int(counted["displayed"]["N"]), int(counted["reset"]["N"]), told)

    def told(self, staff_id: StaffId, day: date, excess: Excess) -> None:
        """AP-111: the alarm of this excess has been raised."""
        self._table.update(
            *_place(staff_id, day),
            UpdateExpression="SET #excess = :told",
            ExpressionAttributeNames={"#excess": excess.value},
            ExpressionAttributeValues={":told": {"BOOL": True}},
        )


def _place(staff_id: StaffId, day: date) -> tuple[str, str]:
    return keys.staff_day(sha256(staff_id.encode()).hexdigest(), day)


def _number(value: int) -> dict[str, str]:
    return {"N": str(value)}
