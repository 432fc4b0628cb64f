"""Imports that are cut, that meet, or that fail: nothing is lost, nothing is done twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pytest

from functions.roster_import import handler
from shared.adapters.dynamodb.student_items import student_to_item
from shared.adapters.dynamodb.table import Item, Table
from shared.adapters.storage.roster_files import RosterFiles
from shared.api.background import BackgroundFailureError
from tests.component.roster_import import siecle
from tests.component.roster_import.siecle import UAI, Adult, Link, Pupil
from tests.component.roster_import.world import World, changes
from tests.promises.campaign import Found, at_size, spread
from tests.unit.operations.memory_aws import Hand, Held
from tests.unit.operations.memory_aws import Killed as KilledAtCall

FAMILIES = ("MARTIN", "ROY", "SOW")
CROWD = [
    Pupil(f"{n:02d}", FAMILIES[n % 3], "Zoé", ine=f"1111111{n:02d}AA", address="1 RUE A")
    for n in range(34)
]
LATER = [*CROWD[4:], *(Pupil(f"{n}", "NEUF", "Zoé", ine=f"2222222{n}AA") for n in range(50, 84))]
PARENTS = siecle.guardians(
    [Adult(pupil.number, pupil.family, "Zita") for pupil in CROWD],
    [Link(pupil.number, pupil.number) for pupil in CROWD],
)


class Killed(BaseException):
    """The function's process ends here: no `except` of ours sees it."""


class CutTable(Table):
    """Kills the import at its first transaction, before it is sent or after it was applied."""

    after = False

    def transact(self, actions: Sequence[Mapping[str, Any]]) -> None:
        if self.after:
            super().transact(actions)
        raise Killed


def _three_imports(world: World) -> list[dict[str, int]]:
    files = (siecle.students(CROWD), PARENTS, siecle.students(LATER))
    return [changes(world.drop(content)) for content in files]


@pytest.mark.promise("P18")
def test_an_import_killed_around_each_transaction_ends_as_one_that_was_not(
    world: World, monkeypatch: pytest.MonkeyPatch, figure: Found
) -> None:
    undisturbed = _three_imports(world)
    expected = world.named_dump()
    _wipe(world)

    # Each import takes two transactions.
    moments = at_size(full=(False, True, False, True), quick=(False, True))
    counts = []
    for content in (siecle.students(CROWD), PARENTS, siecle.students(LATER)):
        key, event_id = world.put(content)
        for after in moments:
            _deliver_and_kill(world, monkeypatch, key, event_id, after=after)
        counts.append(changes(world.deliver(key, event_id)))

    assert world.named_dump() == expected
    assert counts == undisturbed
    assert len(world.reports()) == 3
    _assert_one_account_each(world)
    figure(3 * len(moments), "kills")


@pytest.mark.promise("P18")
@pytest.mark.parametrize("applied", [False, True])
def test_an_import_killed_at_any_call_of_the_table_or_of_s3_ends_as_one_that_was_not(
    world: World, monkeypatch: pytest.MonkeyPatch, figure: Found, *, applied: bool
) -> None:
    world.drop(siecle.students(CROWD))
    world.drop(PARENTS)
    key, event_id = world.put(siecle.students(LATER))
    before, hand = _kept(world), Hand()
    with monkeypatch.context() as patch:
        _worker_under(hand, patch, world)
        figures = changes(world.deliver(key, event_id))
    expected, calls = world.named_dump(), hand.calls
    assert {"transact_write_items", "put_item", "get_object", "put_object"} <= set(calls)

    places = spread(range(1, len(calls) + 1), quick=4)
    for call in places:
        _put_back(world, before)
        with monkeypatch.context() as patch:
            _worker_under(hand, patch, world)
            hand.kill_at(call, applied=applied)
            with pytest.raises(KilledAtCall):
                world.deliver(key, event_id)
        handler._ports.cache_clear()  # noqa: SLF001
        world.clock.advance(minutes=3)

        job = world.deliver(key, event_id)

        assert (calls[call - 1], job["status"], changes(job)) == (
            calls[call - 1],
            "APPLIED",
            figures,
        )
        assert world.named_dump() == expected, calls[call - 1]
        assert len(world.reports()) == 3, calls[call - 1]
        _assert_one_account_each(world)
    figure(len(places), "kills")


def _worker_under(hand: Hand, patch: pytest.MonkeyPatch, world: World) -> None:
    """An import whose calls to the table and to S3 all go through `hand`."""
    table: Any = Held(world.dynamodb, hand)
    files: Any = Held(world.s3, hand)
    patch.setattr(handler, "Table", partial(Table, client=table))
    patch.setattr(handler, "RosterFiles", partial(RosterFiles, client=files))
    handler._ports.cache_clear()  # noqa: SLF001


@dataclass(frozen=True)
class Kept:
    """A table and a bucket as they were."""

    items: list[Item]
    objects: dict[str, tuple[bytes, dict[str, str]]]


def _kept(world: World) -> Kept:
    objects = {}
    for each in world.s3.list_objects_v2(Bucket="rosters")["Contents"]:
        found = world.s3.get_object(Bucket="rosters", Key=each["Key"])
        objects[each["Key"]] = found["Body"].read(), found["Metadata"]
    return Kept(world.items(), objects)


def _put_back(world: World, kept: Kept) -> None:
    now = _kept(world)
    for item in now.items:
        if item not in kept.items:
            world.table.delete(item["PK"]["S"], item["SK"]["S"])
    for item in kept.items:
        if item not in now.items:
            world.table.put(item)
    for name in now.objects:
        world.s3.delete_object(Bucket="rosters", Key=name)
    for name, (body, metadata) in kept.objects.items():
        world.s3.put_object(Bucket="rosters", Key=name, Body=body, Metadata=metadata)


def _deliver_and_kill(
    world: World, monkeypatch: pytest.MonkeyPatch, key: str, event_id: str, *, after: bool
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(handler, "Table", CutTable)
        patch.setattr(CutTable, "after", after)
        handler._ports.cache_clear()  # noqa: SLF001
        with pytest.raises(Killed):
            world.deliver(key, event_id)
    handler._ports.cache_clear()  # noqa: SLF001
    assert world.job(key)["status"] == "RUNNING"
    world.clock.advance(minutes=3)


def _assert_one_account_each(world: World) -> None:
    students = list(world.students().values())
    assert len({student.source_id for student in students}) == len(students) == 68
    held = {i["account_id"]["S"] for i in world.items() if i["PK"]["S"].startswith("USERNAME#")}
    accounts = [student.account for student in students]
    accounts += [guardian.account for guardian in world.guardians().values()]
    assert held == {account.account_id for account in accounts}
    assert len({account.username for account in accounts}) == len(held) == 102


def test_an_import_waits_for_the_one_of_the_same_school(world: World) -> None:
    lease = _lease_of_another(world)
    world.deliver(*world.put(siecle.students(CROWD[:2])))

    assert len(world.waits) > 60  # until the lease of a dead import was over
    assert world.students()
    assert world.table.get(lease["PK"]["S"], lease["SK"]["S"]) is None


def test_an_import_that_waits_too_long_is_left_to_the_queue(world: World) -> None:
    lease = _lease_of_another(world)
    until = {"N": str(int(world.clock.now.timestamp() * 1000) + 3_600_000)}
    world.dynamodb.put_item(TableName="accounts", Item=lease | {"held_until": until})
    key, event_id = world.put(siecle.students(CROWD[:2]))

    with pytest.raises(BackgroundFailureError, match="SchoolBusyError"):
        world.deliver(key, event_id)

    assert world.job(key)["status"] == "FAILED"
    assert not world.students()


def test_an_import_taken_for_dead_stops_writing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    class SlowTable(Table):
        def transact(self, actions: Sequence[Mapping[str, Any]]) -> None:
            super().transact(actions)
            world.clock.advance(minutes=5)
            item = self.get(f"{UAI}#SCHOOL", "LEASE")
            assert item is not None
            self.put(item | {"token": {"S": "another"}})

    monkeypatch.setattr(handler, "Table", SlowTable)
    with pytest.raises(BackgroundFailureError, match="LeaseLostError"):
        world.drop(siecle.students(CROWD))

    assert 0 < len(world.students()) < len(CROWD)


def test_a_failure_is_told_and_the_next_delivery_finishes_the_work(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FailingTable(Table):
        def transact(self, actions: Sequence[Mapping[str, Any]]) -> None:
            raise OSError(f"{len(actions)} actions not sent")

    key, event_id = world.put(siecle.students(CROWD[:2]))
    with monkeypatch.context() as patch:
        patch.setattr(handler, "Table", FailingTable)
        with pytest.raises(BackgroundFailureError, match="OSError"):
            world.deliver(key, event_id)
    handler._ports.cache_clear()  # noqa: SLF001
    assert world.job(key)["status"] == "FAILED"

    assert world.deliver(key, event_id)["status"] == "APPLIED"  # at once: the school was freed


def test_an_account_changed_by_staff_meanwhile_keeps_both_changes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.drop(siecle.students(CROWD[:2]))
    (before, _) = sorted(world.students().values(), key=lambda s: s.source_id)

    class RacedTable(Table):
        raced = False

        def transact(self, actions: Sequence[Mapping[str, Any]]) -> None:
            if not RacedTable.raced:
                RacedTable.raced = True
                item = student_to_item(before)
                self.put(item | {"version": {"N": "2"}, "operation_id": {"S": "op"}})
            super().transact(actions)

    monkeypatch.setattr(handler, "Table", RacedTable)
    handler._ports.cache_clear()  # noqa: SLF001
    moved = [replace(CROWD[0], school_class="5C"), CROWD[1]]
    job = world.drop(siecle.students(moved))

    assert changes(job)["class_changes"] == 1
    after = world.students()[before.account.username]
    assert (after.school_class, after.account.version) == ("5C", 3)
    assert after.account.last_operation_id == "op"


def test_a_username_taken_meanwhile_by_another_school_is_numbered_after(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    class RacedTable(Table):
        races = 0

        def transact(self, actions: Sequence[Mapping[str, Any]]) -> None:
            RacedTable.races += 1
            if RacedTable.races == 1:
                stem = {"PK": {"S": "USERNAME_STEM#z.roy"}, "SK": {"S": "STEM"}}
                self.put(stem | {"last": {"N": "7"}})
            super().transact(actions)

    monkeypatch.setattr(handler, "Table", RacedTable)
    world.drop(siecle.students([CROWD[1]]))

    assert RacedTable.races == 2
    assert set(world.students()) == {"z.roy8"}


def test_a_register_that_lies_is_a_loud_failure(world: World) -> None:
    place = {"PK": {"S": "USERNAME#z.roy"}, "SK": {"S": "USERNAME"}}
    world.dynamodb.put_item(TableName="accounts", Item=place | {"account_id": {"S": "x"}})

    with pytest.raises(BackgroundFailureError, match="UsernamesContendedError"):
        world.drop(siecle.students([CROWD[1]]))

    assert not world.students()


def _lease_of_another(world: World) -> dict[str, Any]:
    until = int(world.clock.now.timestamp() * 1000) + 90_000
    lease = {
        "PK": {"S": f"{UAI}#SCHOOL"},
        "SK": {"S": "LEASE"},
        "token": {"S": "dead"},
        "held_until": {"N": str(until)},
        "event_id": {"S": "other"},
        "import_id": {"S": "other"},
        "planned": {"S": "null"},
    }
    world.dynamodb.put_item(TableName="accounts", Item=lease)
    return lease


def _wipe(world: World) -> None:
    for item in world.items():
        world.table.delete(item["PK"]["S"], item["SK"]["S"])
    for each in world.s3.list_objects_v2(Bucket="rosters")["Contents"]:
        world.s3.delete_object(Bucket="rosters", Key=each["Key"])
