"""What an event of the identity provider writes: an account or a link, and its trace, or nothing.

The trace is put once, under a key that is the event's own: that is what makes an event told twice
change the table once.
"""

from datetime import datetime
from typing import Any

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.account_writes import account_update, put_trace
from shared.adapters.dynamodb.guardian_items import link_key
from shared.adapters.dynamodb.table import ConditionFailedError, Item, Table
from shared.domain.account_events import Dispute
from shared.domain.audit import AccountTrace
from shared.domain.errors import ConcurrentChangeError
from shared.domain.identifiers import AccountId, Uai
from shared.domain.person import Person


class AccountEventRepository:
    """Writes on condition that what was read is still so."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def record(self, before: Person, after: Person, trace: AccountTrace) -> bool:
        """AP-71: an account as an event leaves it, with its trace. False when it already has it.

        Raises:
            ConcurrentChangeError: when the account has changed, or left, since it was read.
        """
        return self._written({"Update": account_update(before, after)}, trace)

    def keep(self, before: Person, after: Person) -> None:
        """AP-72: an account whose date of last sign-in has moved; that leaves no trace.

        Raises:
            ConcurrentChangeError: when the account has changed, or left, since it was read.
        """
        request = account_update(before, after)
        place = request.pop("Key")
        try:
            self._table.update(place["PK"]["S"], place["SK"]["S"], **request)
        except ConditionFailedError as error:
            raise ConcurrentChangeError from error

    def dispute(self, uai: Uai, guardian_id: AccountId, student_id: AccountId) -> Dispute | None:
        """AP-73: what the guardian last said of her link to a pupil; None without such a link."""
        item = self._table.get(keys.guardians(uai), keys.guardianship(guardian_id, student_id))
        if item is None:
            return None
        said_at = item.get("dispute_said_at")
        return Dispute(
            disputed="disputed_at" in item,
            said_at=datetime.fromisoformat(said_at["S"]) if said_at else None,
        )

    def record_dispute(self, before: Dispute, after: Dispute, trace: AccountTrace) -> bool:
        """AP-74: the guardian's last word on a link, with its trace. False when it already has it.

        Raises:
            ConcurrentChangeError: when the link has changed, or gone, since it was read.
        """
        return self._written({"Update": _link_update(before, after, trace)}, trace)

    def _written(self, action: Item, trace: AccountTrace) -> bool:
        try:
            self._table.transact([action, put_trace(trace)])
        except ConditionFailedError as error:
            # Its own trace first: a write whose reply was lost has moved the account as well.
            if error.reasons[-1] == "ConditionalCheckFailed":
                return False
            raise ConcurrentChangeError from error
        return True


def _link_update(before: Dispute, after: Dispute, trace: AccountTrace) -> dict[str, Any]:
    """`dispute_said_at` stays once withdrawn: an older dispute that comes late must not win."""
    if after.said_at is None or trace.student_id is None:
        raise ValueError("a dispute is said at some moment, of some pupil")
    values = {":said": {"S": after.said_at.isoformat()}}
    unchanged = "attribute_exists(PK) AND attribute_not_exists(dispute_said_at)"
    if before.said_at is not None:
        unchanged = "dispute_said_at = :read AND attribute_{}exists(disputed_at)".format(
            "" if before.disputed else "not_"
        )
        values[":read"] = {"S": before.said_at.isoformat()}
    expression = "SET dispute_said_at = :said"
    expression += ", disputed_at = :said" if after.disputed else " REMOVE disputed_at"
    return {
        "Key": link_key(trace.uai, trace.account_id, trace.student_id),
        "UpdateExpression": expression,
        "ConditionExpression": unchanged,
        "ExpressionAttributeValues": values,
    }
