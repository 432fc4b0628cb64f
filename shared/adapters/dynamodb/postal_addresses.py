"""Postal addresses: an item each, in one partition a school, students' and guardians' alike."""

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import Table
from shared.domain.identifiers import AccountId, Uai


def every_address(table: Table, uai: Uai) -> dict[AccountId, tuple[str, ...]]:
    """The lines of each account that has an address in this school."""
    return {
        AccountId(item["SK"]["S"].removeprefix("ACCOUNT#")): tuple(item["lines"]["S"].split("\n"))
        for item in table.query(keys.addresses(uai))
    }


def one_address(table: Table, uai: Uai, account_id: AccountId) -> tuple[str, ...]:
    """The lines of one account's address in this school, empty when it has none."""
    item = table.get(keys.addresses(uai), keys.account(account_id))
    return tuple(item["lines"]["S"].split("\n")) if item else ()
