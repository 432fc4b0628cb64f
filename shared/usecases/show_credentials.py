"""The one account of a single reset, with the password to tell its holder."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.domain.account import Account, PasswordDisplay, password_display
from shared.domain.identifiers import AccountId, Uai
from shared.domain.instruction import Population
from shared.domain.operation import Operation
from shared.domain.password import grouped
from shared.domain.person import Person


class PeopleById(Protocol):
    """Reads accounts as they are now."""

    def get_many(
        self, population: Population, uai: Uai, ids: Iterable[AccountId]
    ) -> Mapping[AccountId, Person]: ...


class Opener(Protocol):
    """Decrypts the temporary password of an account."""

    def open(self, account: Account) -> str: ...


@dataclass(frozen=True, slots=True)
class Credentials:
    """An account and its temporary password, in groups."""

    person: Person
    password_text: str


def credentials_of(
    people: PeopleById,
    opener: Opener,
    operation: Operation,
    account_id: AccountId,
    *,
    at: datetime,
) -> Credentials | None:
    """What to tell the holder now, read again from the table (guide §3.4).

    None when there is nothing to tell: she has left, or has chosen a password meanwhile.
    """
    found = people.get_many(operation.population, operation.uai, [account_id])
    person = found.get(account_id)
    if person is None or not person.present_in(operation.uai):
        return None
    if password_display(person.account, at) is not PasswordDisplay.TEMPORARY:
        return None
    return Credentials(person, grouped(opener.open(person.account)))
