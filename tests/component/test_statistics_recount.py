"""P24: what the night keeps of a school, and answers, is a recount of its table."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from functions.statistics.handler import lambda_handler
from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.guardian_items import guardian_from_item
from shared.adapters.dynamodb.student_items import student_from_item
from shared.adapters.dynamodb.table import Item, Table
from shared.api import adapters
from shared.api.night import statistics_of
from shared.domain.account import Account, AccountOrigin
from shared.domain.identifiers import Uai
from shared.domain.person import Guardian, Person, Student
from shared.domain.statistics import GUARDIAN_STATUSES
from shared.domain.student_search import STUDENT_STATUSES
from tests.component.conftest import get
from tests.factories import (
    BOVARY,
    RODIN,
    a_guardian,
    a_link,
    a_school,
    a_student,
    store_guardians,
    store_links,
    store_pointer,
    store_school,
    store_students,
)
from tests.promises.campaign import at_size

_places = st.sampled_from([(RODIN, ()), (RODIN, (BOVARY,)), (BOVARY, (RODIN,)), (BOVARY, ())])
_origins = st.sampled_from([None, *AccountOrigin])
_departures = st.sampled_from([None, None, None, date(2021, 1, 4)])
_pupils = st.tuples(
    *(_places, st.sampled_from(STUDENT_STATUSES), _origins, _departures),
    *(st.sampled_from(["", "3EME4", "1BTS2"]), st.sampled_from(["", "10310019110"])),
)
_adults = st.tuples(
    *(_places, st.sampled_from(GUARDIAN_STATUSES), _origins, _departures),
    st.sets(st.integers(0, 9), max_size=3),
)
_numbers = iter(range(1, 1_000_000))


def _filled(table: Table, pupils: list[Any], adults: list[Any]) -> None:
    """The table of two schools that share pupils and guardians, as imports leave it."""
    for item in list(_items(table)):
        table.delete(item["PK"]["S"], item["SK"]["S"])
    for uai in (RODIN, BOVARY):
        store_school(table, a_school(uai=uai))
    students = []
    for (home, hosts), status, origin, departed_on, school_class, mef in pupils:
        of_account = {"uai": home, "status": status, "origin": origin}
        of_her = {"departed_on": departed_on, "school_class": school_class, "mef_code": mef}
        students.append(a_student(**of_account, **of_her, host_schools=hosts))
        for host in hosts:
            store_pointer(table, host, students[-1])
    store_students(table, students)
    for (home, others), status, origin, departed_on, children in adults:
        here = (home, *others)
        guardian = a_guardian(
            uai=home, status=status, origin=origin, departed_on=departed_on, schools=here
        )
        store_guardians(table, [guardian])
        for other in others:
            store_pointer(table, other, guardian)
        for child in (students[n] for n in children if n < len(students)):
            if child.account.uai in here:
                store_links(table, child.account.uai, [a_link(guardian, child)])


def _items(table: Table) -> Iterator[Item]:
    yield from table._client.scan(TableName=table.name)["Items"]  # noqa: SLF001  the whole table


class Recount:
    """Everyone of the table, read item by item, without what a school's own reads go through."""

    def __init__(self, table: Table) -> None:
        self.people: dict[str, Person] = {}
        self.links: set[tuple[str, str]] = set()
        for item in _items(table):
            uai, _, partition = item["PK"]["S"].partition("#")
            if "packed" in item and partition == "STUDENTS":
                self._is(student_from_item(Uai(uai), item))
            elif "packed" in item and partition == "GUARDIANS":
                self._is(guardian_from_item(Uai(uai), item))
            elif partition == "GUARDIANS" and item["SK"]["S"].startswith(keys.LINKS):
                _, guardian, student = item["SK"]["S"].split("#")
                self.links.add((guardian, student))

    def _is(self, person: Person) -> None:
        if person.departed_on is None:
            self.people[person.account.account_id] = person

    def pupils(self) -> list[Student]:
        found = (p for p in self.people.values() if isinstance(p, Student))
        return [p for p in found if p.account.uai == RODIN]

    def guests(self) -> list[Student]:
        found = (p for p in self.people.values() if isinstance(p, Student))
        return [p for p in found if p.account.uai != RODIN and RODIN in p.host_schools]

    def children(self) -> Iterator[tuple[Guardian, Student]]:
        ours = {str(p.account.account_id): p for p in self.pupils()}
        for guardian_id, student_id in sorted(self.links):
            guardian = self.people.get(guardian_id)
            if isinstance(guardian, Guardian) and student_id in ours:
                yield guardian, ours[student_id]


def _counted(places: set[tuple[str, Account]]) -> Counter[tuple[str, str]]:
    return Counter((code, account.status.value) for code, account in places)


def _answered(rows: list[dict[str, Any]], code: str) -> Counter[tuple[str, str]]:
    statuses = [status.value for status in GUARDIAN_STATUSES]
    for row in rows:
        assert row["total"] == sum(row.get(status, 0) for status in statuses)
    return +Counter({(r[code] or "", s): r.get(s, 0) for r in rows for s in statuses})


@pytest.mark.promise("P24")
@given(st.lists(_pupils, max_size=10), st.lists(_adults, max_size=8))
@settings(
    max_examples=at_size(full=300, quick=15),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],
)
def test_statistics_are_a_recount_of_the_table_whatever_the_school(
    cloud: Table, pupils: list[Any], adults: list[Any]
) -> None:
    _filled(cloud, pupils, adults)
    at = datetime(2021, 4, 28, 2, 7, tzinfo=UTC) + timedelta(seconds=next(_numbers))
    statistics_of(RODIN, adapters.people().whole_school(RODIN), at)
    answer = get(lambda_handler, f"/schools/{RODIN}/statistics")
    now = Recount(cloud)
    own, guests, children = now.pupils(), now.guests(), list(now.children())
    adults_here = {guardian.account.account_id for guardian, _ in children}
    for population, number, by in (
        ("students", len(own), [(pupil.account, pupil) for pupil in own]),
        ("guardians", len(adults_here), [(adult.account, child) for adult, child in children]),
    ):
        found = answer[population]
        assert found["total"]["total"] == number
        assert _answered(found["by_origin"], "origin") == _counted(
            {(account.origin or "", account) for account, _ in by}
        )
        assert _answered(found["by_class"], "school_class") == _counted(
            {(pupil.school_class, account) for account, pupil in by}
        )
        assert _answered(found["by_mef"], "mef_code") == _counted(
            {(pupil.mef_code, account) for account, pupil in by}
        )
    external = answer["external_students"]
    assert external["total"]["total"] == len(guests)
    assert _answered(external["by_home_school"], "home_school") == _counted(
        {(guest.account.uai, guest.account) for guest in guests}
    )
