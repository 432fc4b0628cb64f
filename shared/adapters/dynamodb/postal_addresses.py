"""Postal addresses: an item each, in one partition a school, students' and guardians' alike."""

from collections.abc import Iterator

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import Table
from shared.domain.identifiers import AccountId, Uai


def every_address(table: Table, uai: Uai) -> Iterator[tuple[AccountId, tuple[str, ...]]]:
    """The lines of each account that has an address in this school, as they are read."""
    for item in table.query(keys.addresses(uai)):
        lines = tuple(item["lines"]["S"].split("\n"))
        yield AccountId(item["SK"]["S"].removeprefix("ACCOUNT#")), lines


def one_address(table: Table, uai: Uai, account_id: AccountId) -> tuple[str, ...]:
    """The lines of one account's address in this school, empty when it has none."""
    item = table.get(keys.addresses(uai), keys.account(account_id))
    return tuple(item["lines"]["S"].split("\n")) if item else ()
