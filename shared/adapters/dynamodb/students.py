"""The students of a school, as the table keeps them."""

from collections.abc import Iterable, Iterator

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.pointers import read_many
from shared.adapters.dynamodb.postal_addresses import every_address, one_address
from shared.adapters.dynamodb.student_items import student_from_item
from shared.adapters.dynamodb.table import Table
from shared.domain.identifiers import AccountId, Uai
from shared.domain.person import Student


class StudentRepository:
    """Reads students; every read is strong, so an action shows the moment after it."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def all_of(self, uai: Uai) -> list[Student]:
        """AP-01: every student of a school, those who left included, in one partition."""
        return [student_from_item(uai, i) for i in self._table.query(keys.students(uai))]

    def get(self, uai: Uai, account_id: AccountId) -> Student | None:
        """AP-02: one student of a school."""
        item = self._table.get(keys.students(uai), keys.account(account_id))
        return student_from_item(uai, item) if item else None

    def get_many(self, uai: Uai, account_ids: Iterable[AccountId]) -> dict[AccountId, Student]:
        """AP-03: some students of a school, by id; those that do not exist are absent."""
        items = read_many(self._table, keys.students(uai), account_ids)
        found = (student_from_item(uai, item) for item in items)
        return {student.account.account_id: student for student in found}

    def addresses_of(self, uai: Uai) -> Iterator[tuple[AccountId, tuple[str, ...]]]:
        """AP-04: the postal address of each account that has one, for the letters."""
        return every_address(self._table, uai)

    def address_of(self, uai: Uai, account_id: AccountId) -> tuple[str, ...]:
        """AP-41: the postal address of one student, empty when there is none."""
        return one_address(self._table, uai, account_id)
