"""Idempotency-Key: the same request sent twice has one effect and the same answer."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.component.operations.desk import EVERYONE, Desk
from tests.component.operations.interference import just_before, one_call_at_a_time
from tests.unit.operations.builders import OTHER_UAI, a_student, store_students, students

KEY = "Camille's key no. 1"


def generations(desk: Desk) -> list[int]:
    return [student.account.generation for student in desk.all_students()]


def test_the_same_request_twice_answers_the_same_and_acts_once(desk: Desk) -> None:
    store_students(desk.table, students(3))

    first = desk.ask(EVERYONE, key=KEY, reset_passwords=True)
    after = desk.dump()
    desk.clock.pass_by(hours=1)
    second = desk.ask(EVERYONE, key=KEY, reset_passwords=True)

    assert second == first
    assert desk.dump() == after
    assert generations(desk) == [1, 1, 1]


def test_without_a_key_the_same_request_acts_twice(desk: Desk) -> None:
    store_students(desk.table, students(3))

    first = desk.asked(EVERYONE, reset_passwords=True)
    second = desk.asked(EVERYONE, reset_passwords=True)

    assert first != second
    assert generations(desk) == [2, 2, 2]


def test_a_repeated_request_is_answered_though_its_search_no_longer_matches(desk: Desk) -> None:
    store_students(desk.table, students(3))
    selection = {"criteria": {"status": ["NOT_NOTIFIED"]}, "expected_total": 3}

    assert desk.ask(selection, key=KEY) == desk.ask(selection, key=KEY)


def test_a_repeated_queued_request_sends_its_message_again(desk: Desk) -> None:
    store_students(desk.table, students(51))

    first = desk.ask(EVERYONE, key=KEY)
    second = desk.ask(EVERYONE, key=KEY)

    assert second == first
    operation_id = first[1]["operation_id"]
    assert [message["operation_id"] for message in desk.messages()] == [operation_id] * 2


def test_a_key_that_comes_with_another_request_is_refused(desk: Desk) -> None:
    store_students(desk.table, students(3))
    desk.asked(EVERYONE, key=KEY)
    before = desk.dump()

    answer = desk.ask(EVERYONE, key=KEY, reset_passwords=True)

    assert answer == (
        422,
        {
            "status": 422,
            "code": "idempotency_key_reused",
            "detail": "Cette clé d’idempotence a déjà servi pour une autre demande.",
        },
    )
    assert desk.dump() == before


def test_a_key_is_worth_something_only_to_who_sent_it_in_the_school_it_was_for(
    desk: Desk,
) -> None:
    store_students(desk.table, [*students(2), a_student(9, uai=OTHER_UAI)])

    operations = {
        desk.asked(EVERYONE, key=KEY, reset_passwords=True),
        desk.asked(EVERYONE, key=KEY, reset_passwords=True, caller="staff-2"),
        desk.asked(EVERYONE, key=KEY, reset_passwords=True, uai=OTHER_UAI),
    }

    assert len(operations) == 3
    assert generations(desk) == [2, 2]


def test_a_key_is_kept_as_a_digest_only(desk: Desk) -> None:
    store_students(desk.table, students(2))

    desk.asked(EVERYONE, key=KEY)

    assert [sk for pk, sk in desk.dump() if pk.endswith("#IDEMPOTENCY")] != []
    assert KEY not in repr(desk.dump())


@pytest.mark.parametrize("key", ["", "k" * 129, "clé", "a\tb"])
def test_a_key_of_another_shape_is_refused(desk: Desk, key: str) -> None:
    store_students(desk.table, students(2))

    status, answer = desk.ask(EVERYONE, key=key)

    assert (status, answer["code"]) == (422, "invalid_request")
    assert [error["field"] for error in answer["errors"]] == ["idempotency-key"]


def test_the_same_request_while_the_first_is_being_written_acts_once(desk: Desk) -> None:
    store_students(desk.table, students(3))
    answers: list[Any] = []

    def the_same_again() -> None:
        answers.append(desk.ask(EVERYONE, key=KEY, reset_passwords=True))

    with just_before("TransactWriteItems", the_same_again):
        the_same_again()

    assert answers[0] == answers[1]
    assert generations(desk) == [1, 1, 1]
    assert len(desk.audit()) == 3


def test_the_same_request_from_two_threads_acts_once(desk: Desk) -> None:
    store_students(desk.table, students(50))

    def ask(_: int) -> Any:
        return desk.ask(EVERYONE, key=KEY, reset_passwords=True)

    with one_call_at_a_time(), ThreadPoolExecutor(2) as two:
        first, second = two.map(ask, range(2))

    assert first == second
    assert generations(desk) == [1] * 50
    assert len(desk.audit()) == 50
