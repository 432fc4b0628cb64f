"""What pages read of a lycée, in AWS's units: everyone to count them, otherwise a few items."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from shared.adapters.aws import dynamodb_client
from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.student_items import student_to_item
from shared.adapters.dynamodb.table import key
from shared.domain.person import Person
from tests.bench.made_up_school import UAI, MadeUpSchool
from tests.bench.search import cases
from tests.bench.search.ours import ENVIRONMENT, answer_of, guardian_partition, school_item
from tests.bench.search.recorded import Recorded, serve
from tests.costs.site import settle, without_environment


@pytest.fixture(scope="module")
def lycee() -> MadeUpSchool:
    return cases.school()


def test_the_home_page_reads_each_account_once_to_count_it_and_no_link(
    lycee: MadeUpSchool,
) -> None:
    recorded = Recorded()
    recorded.item(school_item(lycee))
    recorded.partition(keys.external_students(UAI), [])
    recorded.partition(keys.students(UAI), map(student_to_item, lycee.students))
    recorded.partition(keys.guardians(UAI), guardian_partition(lycee), keys.ACCOUNTS)

    with _served(recorded) as call:
        home = call("schools", "")

    assert home["by_status"] == {
        "students": _statuses(lycee.students) | {"NOT_NOTIFIED": 0},
        "external_students": {"NOT_NOTIFIED": 0, "NOTIFIED": 0, "ACTIVATED": 0},
        "guardians": _statuses(lycee.guardians) | {"NOT_NOTIFIED": 0, "ACTIVATING": 0},
    }
    assert recorded.asked.requests == {"dynamodb:GetItem": 1, "dynamodb:Query": 6}
    assert recorded.asked.read_units == recorded.units[True] == 789


def test_an_account_s_page_reads_three_items(lycee: MadeUpSchool) -> None:
    student = next(each for each in lycee.students if each.account.password is None)
    who = student.account.account_id
    recorded = Recorded()
    recorded.item(school_item(lycee))
    recorded.item(student_to_item(student))
    recorded.item(key(keys.addresses(UAI), keys.account(who)) | {"lines": {"S": "1 rue du Bac"}})

    with _served(recorded) as call:
        page = call("account_detail", f"/students/{who}")

    assert (page["username"], page["postal_lines"]) == (
        student.account.username,
        ["1 rue du Bac"],
    )
    assert recorded.asked.requests == {"dynamodb:GetItem": 3}
    assert recorded.asked.read_units == recorded.units[True] == 3


@contextmanager
def _served(recorded: Recorded) -> Iterator[Callable[[str, str], dict[str, Any]]]:
    """Calls functions that find in the table what is recorded, and nothing else."""
    with without_environment():
        settle(ENVIRONMENT)
        serve(dynamodb_client(), recorded.answer)
        yield lambda function, path: dict(json.loads(answer_of(function, path, {})))


def _statuses(people: Iterable[Person]) -> dict[str, int]:
    return dict(Counter(person.account.status.value for person in people))
