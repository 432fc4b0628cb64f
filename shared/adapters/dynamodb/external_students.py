"""The external students of a school: pointers to the accounts of other schools' students."""

from collections.abc import Iterable, Iterator

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.pointers import read_many, resolved
from shared.adapters.dynamodb.student_items import student_from_item
from shared.adapters.dynamodb.table import Item, Table
from shared.domain.identifiers import AccountId, Uai
from shared.domain.person import Student


class _WithoutAddresses:
    """A host school is not told where other schools' students live: its letters bear its own."""

    def addresses_of(self, _host: Uai) -> Iterator[tuple[AccountId, tuple[str, ...]]]:
        return iter(())

    def address_of(self, _host: Uai, _account_id: AccountId) -> tuple[str, ...]:
        return ()


class ExternalStudentRepository(_WithoutAddresses):
    """Reads students by the school that hosts them; every read is strong.

    A pointer may outlive the teaching: `present_in` of the student says whether it still holds.
    """

    def __init__(self, table: Table) -> None:
        self._table = table

    def all_of(self, host: Uai) -> list[Student]:
        """AP-50: every student a school points to, read where she lives."""
        return self._students(host, self._table.query(keys.external_students(host)))

    def get(self, host: Uai, account_id: AccountId) -> Student | None:
        """AP-51: one student a school points to."""
        pointer = self._table.get(keys.external_students(host), keys.account(account_id))
        found = self._students(host, [pointer] if pointer else [])
        return found[0] if found else None

    def get_many(self, host: Uai, account_ids: Iterable[AccountId]) -> dict[AccountId, Student]:
        """AP-52: some of them, by id; those not pointed to are absent."""
        pointers = read_many(self._table, keys.external_students(host), account_ids)
        found = self._students(host, pointers)
        return {student.account.account_id: student for student in found}

    def _students(self, host: Uai, pointers: Iterable[Item]) -> list[Student]:
        found = resolved(self._table, pointers, host, keys.students)
        return [student_from_item(home, item) for home, item in found]
