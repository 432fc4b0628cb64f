"""Accounts that live in one school's partition and are seen by another.

The school that sees one has an item with the same sort key and one attribute, `lives_in`.
"""

from collections.abc import Callable, Iterable, Iterator

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import Item, Table, key
from shared.domain.identifiers import AccountId, Uai
from shared.domain.person import Person, Student

Partition = Callable[[Uai], str]


def pointer_key(uai: Uai, person: Person) -> Item:
    """Where another school than hers sees an account from."""
    student = isinstance(person, Student)
    partition = keys.external_students(uai) if student else keys.guardians(uai)
    return key(partition, keys.account(person.account.account_id))


def lives_in(item: Item) -> Uai | None:
    """The school an item points to, None when it is the account itself."""
    return Uai(item["lives_in"]["S"]) if "lives_in" in item else None


def resolved(
    table: Table, items: Iterable[Item], uai: Uai, partition: Partition
) -> Iterator[tuple[Uai, Item]]:
    """Each account with the school it lives in: as it is, or by one strong batch of reads.

    `items` are of `uai`; `partition` makes the partition where such accounts live. A pointer to
    an account that has moved meanwhile yields nothing: the next import sets it right.
    """
    elsewhere: list[tuple[str, str]] = []
    for item in items:
        home = lives_in(item)
        if home is None:
            yield uai, item
        else:
            elsewhere.append((partition(home), item["SK"]["S"]))
    for item in table.get_many(elsewhere):
        yield Uai(item["PK"]["S"].partition("#")[0]), item


def read_many(table: Table, pk: str, account_ids: Iterable[AccountId]) -> Iterator[Item]:
    """The items of some accounts in one partition; an id given twice is read once."""
    yield from table.get_many((pk, keys.account(each)) for each in dict.fromkeys(account_ids))
