"""The guardians of a school and their links, as the table keeps them."""

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.guardian_items import guardian_from_item, link_from_item
from shared.adapters.dynamodb.table import Table
from shared.domain.account import Guardian
from shared.domain.identifiers import AccountId, Uai
from shared.domain.roster_changes import Guardianship


class GuardianRepository:
    """Reads guardians; every read is strong, so an action shows the moment after it."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def all_of(self, uai: Uai) -> tuple[list[Guardian], list[Guardianship]]:
        """AP-20: every guardian of a school and every link, those who left included, in one query.

        A link may name a pupil who has moved to another school: it counts for nothing, and goes
        at this school's next import.
        """
        guardians: list[Guardian] = []
        links: list[Guardianship] = []
        for item in self._table.query(keys.guardians(uai)):
            if item["SK"]["S"].startswith("LINK#"):
                links.append(link_from_item(item))
            else:
                guardians.append(guardian_from_item(uai, item))
        return guardians, links

    def get(self, uai: Uai, account_id: AccountId) -> Guardian | None:
        """AP-21: one guardian of a school."""
        item = self._table.get(keys.guardians(uai), keys.account(account_id))
        return guardian_from_item(uai, item) if item else None
