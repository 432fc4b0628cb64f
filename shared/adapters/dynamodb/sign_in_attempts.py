"""The count of failed tries of a temporary password, one item for each password.

The key holds a digest of the username, known or not, so that one that does not exist is slowed
down like the others; and the number of the password, so that another one starts afresh.
"""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import ConditionFailedError, Item, Table
from shared.domain.errors import ConcurrentChangeError
from shared.domain.sign_in_attempts import FORGOTTEN_AFTER, SignInAttempts

_NAMES = {"#failures": "failures", "#last": "last_at"}


class SignInAttemptRepository:
    """Moments are kept in milliseconds: a lock must not end up to a second early."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def read(self, username: str, generation: int) -> SignInAttempts:
        """AP-75: the failed tries of a username, for its password of this number."""
        item = self._table.get(*_place(username, generation))
        if item is None:
            return SignInAttempts()
        return SignInAttempts(
            int(item["failures"]["N"]), _moment(item, "last_at"), _moment(item, "locked_until")
        )

    def replace(
        self, username: str, generation: int, known: SignInAttempts, after: SignInAttempts
    ) -> None:
        """AP-76: the count as it becomes, if it is still the one that was read.

        Raises:
            ConcurrentChangeError: when another try has been counted meanwhile.
        """
        values = {":failures": _number(after.failures), ":last": _milliseconds(after.last_at)}
        values |= {":locked": _milliseconds(after.locked_until), ":expires": _expiry(after)}
        unchanged = "attribute_not_exists(PK)"
        if known.last_at is not None:
            unchanged = "#failures = :known AND #last = :known_last"
            values |= {
                ":known": _number(known.failures),
                ":known_last": _milliseconds(known.last_at),
            }
        try:
            self._table.update(
                *_place(username, generation),
                UpdateExpression=(
                    "SET #failures = :failures, #last = :last, "
                    "locked_until = :locked, expires_at = :expires"
                ),
                ConditionExpression=unchanged,
                ExpressionAttributeNames=_NAMES,
                ExpressionAttributeValues=values,
            )
        except ConditionFailedError as error:
            raise ConcurrentChangeError from error

    def clear(self, username: str, generation: int, *, at: datetime) -> None:
        """AP-77: nothing counts any more, after a success."""
        self._table.update(
            *_place(username, generation),
            UpdateExpression="SET #failures = :none, #last = :at, locked_until = :never",
            ExpressionAttributeNames=_NAMES,
            ExpressionAttributeValues={
                ":none": _number(0),
                ":at": _milliseconds(at),
                ":never": _milliseconds(None),
            },
        )


def _place(username: str, generation: int) -> tuple[str, str]:
    return keys.sign_in_attempts(sha256(username.encode(errors="replace")).hexdigest(), generation)


def _expiry(attempts: SignInAttempts) -> Item:
    last_at = attempts.last_at
    if last_at is None:
        raise ValueError("a try is made at some moment")
    return _number(int((last_at + FORGOTTEN_AFTER).timestamp()) + 1)


def _number(value: int) -> dict[str, Any]:
    return {"N": str(value)}


def _milliseconds(moment: datetime | None) -> dict[str, Any]:
    return _number(round(moment.timestamp() * 1000) if moment else 0)


def _moment(item: Item, name: str) -> datetime | None:
    milliseconds = int(item[name]["N"])
    return datetime.fromtimestamp(milliseconds / 1000, UTC) if milliseconds else None
