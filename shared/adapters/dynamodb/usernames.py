"""The national register of usernames: one row per username, one counter per stem."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import Item, Table, key
from shared.domain.account import Account


class UsernameCounters:
    """How many have had a username of each stem: what makes the next one cost one read."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def read(self, stems: Iterable[str]) -> dict[str, int]:
        """AP-22: the last number given for each stem, 0 for a stem nobody has had."""
        last = dict.fromkeys(stems, 0)
        for item in self._table.get_many(keys.username_stem(stem) for stem in last):
            last[item["PK"]["S"].removeprefix("USERNAME_STEM#")] = int(item["last"]["N"])
        return last


def count_action(stem: str, read: int, last: int) -> dict[str, Any]:
    """Moves a stem's counter from the number read to `last`, if nobody has moved it since."""
    return {
        "Update": {
            "Key": key(*keys.username_stem(stem)),
            "UpdateExpression": "SET #last = :last",
            "ConditionExpression": "#last = :read" if read else "attribute_not_exists(PK)",
            "ExpressionAttributeNames": {"#last": "last"},
            "ExpressionAttributeValues": {":last": {"N": str(last)}}
            | ({":read": {"N": str(read)}} if read else {}),
        }
    }


def register_action(account: Account, population: str, *, new: bool = True) -> dict[str, Any]:
    """Writes whose a username is. A new one must be nobody's; a known one must be this account's.

    `population` is `students` or `guardians`: where the school keeps the account.
    """
    if not new:
        return register_former(account, population, account.username)
    item = _row(account, population, account.username)
    return {"Put": {"Item": item, "ConditionExpression": "attribute_not_exists(PK)"}}


def register_former(account: Account, population: str, username: str) -> dict[str, Any]:
    """Writes where the account of a username that is in the register already has gone."""
    return {
        "Put": {
            "Item": _row(account, population, username),
            "ConditionExpression": "account_id = :me",
            "ExpressionAttributeValues": {":me": {"S": account.account_id}},
        }
    }


def _row(account: Account, population: str, username: str) -> Item:
    return key(*keys.username(username)) | {
        "account_id": {"S": account.account_id},
        "uai": {"S": account.uai},
        "population": {"S": population},
    }


def only_usernames_moved(actions: Sequence[Mapping[str, Any]], reasons: Sequence[str]) -> bool:
    """Whether a transaction was refused for its usernames alone: with others it may pass.

    A mere conflict is no more: the same transaction may pass a moment later.
    """
    if len(reasons) != len(actions):
        return True
    failed = [a for a, reason in zip(actions, reasons, strict=True) if reason.startswith("Cond")]
    return all(_about_usernames(action) for action in failed)


def _about_usernames(action: Mapping[str, Any]) -> bool:
    (body,) = action.values()
    place = body["Item"] if "Item" in body else body["Key"]
    return str(place["PK"]["S"]).startswith(("USERNAME#", "USERNAME_STEM#"))
