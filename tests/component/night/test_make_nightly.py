"""`make nightly`: it ends when every school has had its night, and says which have not."""

import io
import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from infra.local import night
from infra.local.night import run_night
from infra.local.services import PlatformError
from infra.local.stack import Stack
from shared.adapters import aws
from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import key
from shared.api.background import BackgroundFailureError
from tests.component.night.world import World
from tests.factories import BOVARY, RODIN, a_school, account_id, store_school


@dataclass
class OneMachine:
    """The stack's place: the night that is asked for runs at once, school by school."""

    world: World
    outputs: dict[str, str] = field(
        default_factory=lambda: {"TableName": "accounts", "NightlyFunctionName": "nightly"}
    )
    logs: str = "logs"
    lost: bool = False

    def client(self, service: str) -> Any:
        return aws.dynamodb_client() if service == "dynamodb" else self

    def invoke(self, *, Payload: str, **_: Any) -> dict[str, Any]:  # noqa: N803  AWS names it
        answer = self.world.begin(**json.loads(Payload))
        for message in [] if self.lost else self.world.sent():
            try:
                self.world.deliver(message)
            except BackgroundFailureError:
                continue
        return {"Payload": io.BytesIO(json.dumps(answer).encode())}


@pytest.fixture
def machine(world: World, monkeypatch: pytest.MonkeyPatch) -> OneMachine:
    monkeypatch.setattr(night, "POLL_SECONDS", 0)
    store_school(world.table, a_school(uai=BOVARY, name="Collège Emma Bovary"))
    return OneMachine(world)


def run(machine: OneMachine, told: list[str]) -> set[str]:
    stack: Stack = machine  # type: ignore[assignment]  # all that it asks of a stack
    return set(run_night(stack, told.append, within_seconds=1))


def test_it_says_what_was_done_in_each_school(machine: OneMachine) -> None:
    told: list[str] = []
    assert run(machine, told) == {RODIN, BOVARY}
    assert len(told) == 2


def test_a_school_that_fails_is_said_at_once_after_the_others(machine: OneMachine) -> None:
    broken = key(keys.students(BOVARY), keys.account(account_id(70)))
    machine.world.table.put(broken | {"packed": {"S": "not json"}, "version": {"N": "1"}})
    told: list[str] = []
    with pytest.raises(PlatformError, match=rf"no night for {BOVARY} \(DecodeError\)"):
        run(machine, told)
    assert [RODIN in line for line in told].count(True) == 1
    machine.world.table.delete(broken["PK"]["S"], broken["SK"]["S"])
    machine.world.clock.pass_by(minutes=1)
    assert run(machine, []) == {RODIN, BOVARY}, "an earlier failure is none of this night"


def test_a_school_whose_night_does_not_end_is_said(machine: OneMachine) -> None:
    machine.lost = True
    with pytest.raises(PlatformError, match="not ended in time"):
        run(machine, [])
