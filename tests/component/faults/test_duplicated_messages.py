"""P19: messages that come several times, late and out of order, leave what each would once."""

from collections.abc import Callable
from datetime import datetime
from random import Random

import pytest

from shared.adapters.dynamodb.operations import OperationRepository
from shared.domain.account import Effect
from shared.domain.instruction import Instruction, Selected
from shared.domain.operation import Operation
from shared.domain.person import Person
from shared.usecases.work_operation import OperationWorker
from tests.component.faults.cloud import Cloud
from tests.component.faults.journeys import Journey
from tests.component.faults.walks import begun, undisturbed
from tests.promises.campaign import Found, at_size
from tests.unit.operations.test_killed_anywhere import naively

WITH_MESSAGES = (
    "students notified",
    "students notified again",
    "students reset",
    "students listed",
    "guardians reset",
    "guardians notified by e-mail",
    "an action resumed",
    "an import",
    "a night",
)


def repeated(cloud: Cloud, name: str, seed: int) -> Journey:
    """A journey whose messages are each delivered one to five times."""
    undisturbed(cloud, name)
    journey = begun(cloud, name)
    cloud.chance = Random(seed)
    journey.go(most=200)
    assert journey.ended()
    return journey


@pytest.mark.promise("P19")
@pytest.mark.parametrize("seed", range(at_size(full=8, quick=1)))
@pytest.mark.parametrize("name", WITH_MESSAGES)
def test_messages_that_come_again_leave_what_each_would_once(
    cloud: Cloud, figure: Found, name: str, seed: int
) -> None:
    journey = repeated(cloud, name, seed)

    assert (journey.wrong(), cloud.told) == ([], [])
    figure(journey.queue.deliveries, "deliveries")


def everything(
    worker: OperationWorker, operation: Operation, *, may_go_on: Callable[[], bool]
) -> bool:
    """The naive way: a message says what to do, not what is left to do."""
    for number, selected in worker._operations.selection(operation):  # noqa: SLF001  the twin stands in for a method
        assert may_go_on()
        worker._do_slice(operation, number, selected)  # noqa: SLF001  same
    return True


def anyhow(
    instruction: Instruction, person: Person | None, _selected: Selected, at: datetime
) -> Effect:
    """The naive way: what the account was when it was chosen does not matter."""
    assert person is not None
    return person.account.effect_of(instruction.action, at)


@pytest.mark.twin("P19")
def test_work_that_looks_at_nothing_is_seen_to_be_done_again(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OperationRepository, "sign_of_life", lambda *_, **__: True)
    monkeypatch.setattr(OperationRepository, "write_slice", naively)
    monkeypatch.setattr(OperationWorker, "work", everything)
    monkeypatch.setattr(Instruction, "judge", anyhow)
    undisturbed(cloud, "students reset")

    found = repeated(cloud, "students reset", seed=1).wrong()

    assert "generation 2" in str(found)
