"""How much of a school's links is read to write to some of its guardians."""

from collections.abc import Iterator
from typing import Any

from shared.adapters.dynamodb.external_students import ExternalStudentRepository
from shared.adapters.dynamodb.guardians import GuardianRepository
from shared.adapters.dynamodb.students import StudentRepository
from shared.adapters.dynamodb.table import Item, Table
from shared.usecases import send_mails
from shared.usecases.people import People
from tests.factories import (
    RODIN,
    a_guardian,
    a_link,
    a_student,
    account_id,
    store_guardians,
    store_links,
    store_students,
)

GUARDIANS = 80


class CountingTable(Table):
    """Counts the items that queries give."""

    queried = 0

    def query(self, pk: str, prefix: str = "", **how: Any) -> Iterator[Item]:
        for item in super().query(pk, prefix, **how):
            self.queried += 1
            yield item


def test_a_batch_of_mails_reads_the_links_of_its_guardians_only(cloud: Table) -> None:
    students = [a_student(account_id=account_id(n)) for n in range(GUARDIANS)]
    guardians = [a_guardian(account_id=account_id(1000 + n)) for n in range(GUARDIANS)]
    store_students(cloud, students)
    store_guardians(cloud, guardians)
    links = [a_link(guardian, pupil) for guardian, pupil in zip(guardians, students, strict=True)]
    store_links(cloud, RODIN, links)
    table = CountingTable("accounts")
    people = People(
        StudentRepository(table), ExternalStudentRepository(table), GuardianRepository(table)
    )
    ids = [guardian.account.account_id for guardian in guardians]

    for batch in send_mails.batches(ids):
        assert len(people.families(RODIN, frozenset(batch))) == len(batch)

    assert table.queried == GUARDIANS
