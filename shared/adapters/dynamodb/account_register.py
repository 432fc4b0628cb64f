"""Finding an account by its username, wherever in the country it lives."""

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.guardian_items import guardian_from_item
from shared.adapters.dynamodb.student_items import student_from_item
from shared.adapters.dynamodb.table import Item, Table
from shared.domain.identifiers import AccountId, Uai
from shared.domain.person import Person

_NOWHERE = (Uai("0000000"), AccountId("0" * 16))


class AccountRegisterRepository:
    """For the identity provider's functions only: no route reads a person through a username."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def find(self, username: str) -> Person | None:
        """AP-70: the account that has had this username, and its holder.

        The register may still name the place that an account is just leaving for another school:
        it is read once more. An unknown username costs the reads of a known one, so that the time
        of the answer does not tell them apart.
        """
        place = self._table.get(*keys.username(username))
        if place is None:
            self._table.get(keys.students(_NOWHERE[0]), keys.account(_NOWHERE[1]))
            return None
        found = self._at(place)
        if found is None:
            again = self._table.get(*keys.username(username))
            found = self._at(again) if again and again != place else None
        return found

    def _at(self, place: Item) -> Person | None:
        uai, account_id = Uai(place["uai"]["S"]), AccountId(place["account_id"]["S"])
        student = place["population"]["S"] == "students"
        partition = keys.students(uai) if student else keys.guardians(uai)
        item = self._table.get(partition, keys.account(account_id))
        if item is None:
            return None
        return student_from_item(uai, item) if student else guardian_from_item(uai, item)
