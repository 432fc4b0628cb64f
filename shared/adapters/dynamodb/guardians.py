"""The guardians of a school and their links, as the table keeps them."""

from collections.abc import Iterable, Iterator

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.guardian_items import guardian_from_item, link_from_item
from shared.adapters.dynamodb.pointers import read_many, resolved
from shared.adapters.dynamodb.postal_addresses import every_address, one_address
from shared.adapters.dynamodb.table import Item, Table
from shared.domain.guardianship import Guardianship
from shared.domain.identifiers import AccountId, Uai
from shared.domain.person import Guardian

_FEW = 25
"""Guardians up to whom a query each costs less than all the links of a lycée.

As many as e-mails are written at once: otherwise each batch would read the whole school's links.
"""


class GuardianRepository:
    """Reads guardians; every read is strong, so an action shows the moment after it.

    A guardian with children in several schools lives in one of them; the others point to her.
    Links and postal addresses are each school's own. Whom a school still sees, `present_in` says.
    """

    def __init__(self, table: Table) -> None:
        self._table = table

    def all_of(self, uai: Uai) -> tuple[list[Guardian], list[Guardianship]]:
        """AP-20: every guardian stored in a school or pointed to, and every link of the school.

        A link may name a pupil who has moved to another school: it counts for nothing, and goes
        at this school's next import.
        """
        accounts: list[Item] = []
        links: list[Guardianship] = []
        for item in self._table.query(keys.guardians(uai)):
            if item["SK"]["S"].startswith(keys.LINKS):
                links.append(link_from_item(item))
            else:
                accounts.append(item)
        return self._guardians(uai, accounts), links

    def accounts_of(self, uai: Uai) -> list[Guardian]:
        """AP-59: every guardian stored in a school or pointed to, without the links."""
        return self._guardians(uai, self._table.query(keys.guardians(uai), keys.ACCOUNTS))

    def get(self, uai: Uai, account_id: AccountId) -> Guardian | None:
        """AP-21: one guardian of a school."""
        item = self._table.get(keys.guardians(uai), keys.account(account_id))
        found = self._guardians(uai, [item] if item else [])
        return found[0] if found else None

    def get_many(self, uai: Uai, account_ids: Iterable[AccountId]) -> dict[AccountId, Guardian]:
        """AP-53: some guardians of a school, by id; those that do not exist are absent."""
        items = read_many(self._table, keys.guardians(uai), account_ids)
        found = self._guardians(uai, items)
        return {guardian.account.account_id: guardian for guardian in found}

    def links_of(self, uai: Uai, account_ids: Iterable[AccountId]) -> list[Guardianship]:
        """AP-54: the links of some guardians to this school's pupils.

        A query each for a few; for more, one query over the links of the whole school.
        """
        wanted = list(dict.fromkeys(account_ids))
        prefixes = [keys.guardianships(each) for each in wanted]
        if len(wanted) > _FEW:
            prefixes = [keys.LINKS]
        partition = keys.guardians(uai)
        items = (item for start in prefixes for item in self._table.query(partition, start))
        ours = frozenset(wanted)
        links = (link_from_item(item) for item in items)
        return [link for link in links if link.guardian_id in ours]

    def addresses_of(self, uai: Uai) -> Iterator[tuple[AccountId, tuple[str, ...]]]:
        """AP-55: the postal address of each account that has one in this school."""
        return every_address(self._table, uai)

    def address_of(self, uai: Uai, account_id: AccountId) -> tuple[str, ...]:
        """AP-56: the postal address of one guardian in this school, empty when there is none."""
        return one_address(self._table, uai, account_id)

    def _guardians(self, uai: Uai, items: Iterable[Item]) -> list[Guardian]:
        found = resolved(self._table, items, uai, keys.guardians)
        return [guardian_from_item(home, item) for home, item in found]
