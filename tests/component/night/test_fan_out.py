"""Four o'clock: every school whose night is due is sent, whatever becomes of some of them."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from shared.adapters import aws
from shared.adapters.dynamodb import table as table_module
from shared.adapters.dynamodb.nights import NightRepository
from shared.api import adapters
from shared.api.background import BackgroundFailureError
from shared.domain.identifiers import Uai
from tests.component.night.world import World
from tests.factories import RODIN, a_school, store_school
from tests.promises.campaign import Found, spread
from tests.unit.operations.memory_aws import Hand, Held, Killed

OTHERS = [Uai(f"07500{number:02}B") for number in range(23)]
EVERY_SCHOOL = {RODIN, *OTHERS}


@pytest.fixture
def france(world: World) -> World:
    """More schools than the queue takes at once."""
    for uai in OTHERS:
        store_school(world.table, a_school(uai=uai))
    return world


def schools_of(bodies: list[str]) -> set[str]:
    return {json.loads(body)["uai"] for body in bodies}


class Refusing:
    """A queue that does not take one school."""

    def __init__(self, client: Any, uai: Uai) -> None:
        self._client, self._uai = client, uai

    def send_message_batch(self, *, QueueUrl: str, Entries: list[dict[str, str]]) -> dict[str, Any]:  # noqa: N803  AWS names it
        taken = [entry for entry in Entries if entry["Id"] != self._uai]
        answer: dict[str, Any] = self._client.send_message_batch(QueueUrl=QueueUrl, Entries=taken)
        return answer | ({"Failed": [{"Id": self._uai}]} if len(taken) < len(Entries) else {})


def test_every_school_that_is_due_is_sent_once(france: World) -> None:
    assert france.begin()["schools"] == 24
    sent = france.sent()
    assert (len(sent), schools_of(sent)) == (24, EVERY_SCHOOL)


def test_a_school_that_the_queue_refuses_stops_no_other_and_the_run_fails(
    france: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = Refusing(aws.sqs_client(), OTHERS[0])
    with monkeypatch.context() as patched:
        patched.setattr("shared.adapters.queue.night_queue.sqs_client", lambda: queue)
        with pytest.raises(BackgroundFailureError):
            france.begin()
    assert schools_of(france.sent()) == EVERY_SCHOOL - {OTHERS[0]}
    france.begin()
    assert schools_of(france.sent()) == EVERY_SCHOOL


@pytest.mark.promise("P24")
@pytest.mark.filterwarnings("ignore:No application metrics")
@pytest.mark.parametrize("applied", [False, True])
def test_killed_at_any_call_and_begun_again_every_school_has_its_night(
    france: World, monkeypatch: pytest.MonkeyPatch, figure: Found, *, applied: bool
) -> None:
    before = france.dump()
    france.night()
    expected = france.dump()
    hand = Hand()
    dynamodb: Any = Held(aws.dynamodb_client(), hand)
    sqs: Any = Held(aws.sqs_client(), hand)
    monkeypatch.setattr(table_module, "dynamodb_client", lambda: dynamodb)
    monkeypatch.setattr("shared.adapters.queue.night_queue.sqs_client", lambda: sqs)
    adapters.table.cache_clear()
    # One read of the index, three batches of schools.
    places = spread(range(1, 5), quick=2)
    for call in places:
        france.put_back(before)
        hand.kill_at(call, applied=applied)
        with pytest.raises(Killed):
            france.begin()
        hand.spare()
        france.begin()
        assert hand.calls == ["query", *["send_message_batch"] * 3]
        france.deliver(*france.sent())
        assert france.dump() == expected
    figure(len(places), "kills")


def test_a_school_that_waits_for_its_first_night_is_not_late(world: World) -> None:
    new = Uai("0750001B")
    imported_at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    store_school(world.table, a_school(uai=new, roster_updated_at=imported_at))
    due = dict(NightRepository(world.table).schools_due(before=datetime.max.replace(tzinfo=UTC)))
    assert due[new] == world.clock.at, "the four o'clock after its roster"
    world.deliver(world.message(RODIN))
    assert world.begin() == {"schools": 1, "late": 0, "asked_at": world.clock.at.isoformat()}
    assert schools_of(world.sent()) == {new}
