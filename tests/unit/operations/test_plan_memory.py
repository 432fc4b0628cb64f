"""The plan of an action holds ids, not the school it was made from."""

import tracemalloc
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from shared.domain.account import AccountAction
from shared.domain.identifiers import AccountId, Uai
from shared.domain.instruction import Instruction, Population
from shared.domain.person import Person
from shared.domain.student_search import StudentCriteria
from shared.usecases.people import Criteria
from shared.usecases.select_accounts import Selection, plan_for
from tests.unit.operations.builders import UAI, a_student

PUPILS = 2_000
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BYTES_AN_ACCOUNT = 500


class School:
    """Makes its pupils when they are asked for, as reading them would."""

    def get_many(
        self, population: Population, uai: Uai, ids: Iterable[AccountId]
    ) -> Mapping[AccountId, Person]:
        raise NotImplementedError

    def matching(self, _uai: Uai, _criteria: Criteria) -> tuple[Sequence[Person], int]:
        return [a_student(number) for number in range(PUPILS)], PUPILS


def _held(make: Callable[[], Any]) -> float:
    """Bytes an account that what `make` returns keeps alive."""
    tracemalloc.start()
    try:
        made = make()
        assert made
        return tracemalloc.get_traced_memory()[0] / PUPILS
    finally:
        tracemalloc.stop()


def _plan() -> object:
    return plan_for(
        School(),
        instruction=Instruction(UAI, Population.STUDENTS, AccountAction.NOTIFY),
        selection=Selection(criteria=StudentCriteria(), expected_total=PUPILS),
        at=AT,
    )


def test_a_plan_holds_no_more_than_ids_and_effects() -> None:
    assert _held(_plan) < BYTES_AN_ACCOUNT


def test_holding_the_school_is_seen() -> None:
    assert _held(lambda: (_plan(), School().matching(UAI, StudentCriteria()))) > BYTES_AN_ACCOUNT
