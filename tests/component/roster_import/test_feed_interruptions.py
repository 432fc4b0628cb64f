"""Feeds cut anywhere and resumed: the same table, the same traces, the same figures."""

from dataclasses import replace
from typing import Any

import pytest

from shared.adapters.dynamodb.table import Table
from shared.adapters.storage.roster_files import RosterFiles
from tests.component.roster_import.feed import HOME, NEXT, THIRD, Child, Feed, Parent
from tests.component.roster_import.world import World, changes
from tests.promises.campaign import Found, spread

MONA = Parent("900", "ROY", "Mona", lines=("1 RUE A", "45000 ORLEANS"))
ANA = Child("1", HOME, "ROY", "Ana", ("900",), ine="111111111AA")
BEN = Child("2", NEXT, "ROY", "Ben", ("900",), ine="111111111AB", hosts=(THIRD,))
ZOE = Child("3", THIRD, "SOW", "Zoé", ine="111111111AC")
FEED = Feed(children=(ANA, BEN, ZOE), parents=(MONA,))
LATER = FEED.but(
    replace(BEN, uai=THIRD, hosts=(HOME,)),
    Child("4", NEXT, "NEUF", "Léa", ("900",), ine="111111111AD"),
    dated="2026-10-06",
)


class Killed(BaseException):
    """The function's process ends here: no `except` of ours sees it."""


class Saw:
    """Kills the import around its nth write, of whatever kind; counts those of a whole import."""

    def __init__(self, at: int, *, after: bool) -> None:
        self._left, self._after = at, after
        self.writes = 0

    def around(self, write: Any) -> Any:
        def cut(*arguments: Any, **options: Any) -> Any:
            self.writes += 1
            here = self.writes == self._left
            if here and not self._after:
                raise Killed
            done = write(*arguments, **options)
            if here:
                raise Killed
            return done

        return cut


def _sawn(patch: pytest.MonkeyPatch, saw: Saw) -> None:
    for owner, names in (
        (Table, ("transact", "put", "update", "delete")),
        (RosterFiles, ("keep_feed_state",)),
    ):
        for name in names:
            patch.setattr(owner, name, saw.around(getattr(owner, name)))


def _imported(world: World, *feeds: Feed) -> tuple[list[str], list[dict[str, int]]]:
    figures = [changes(world.drop(feed.content(), "ENT_375.zip")) for feed in feeds]
    return world.named_dump(), figures


def _wipe(world: World) -> None:
    for item in world.items():
        world.table.delete(item["PK"]["S"], item["SK"]["S"])
    for each in world.s3.list_objects_v2(Bucket="rosters").get("Contents", []):
        world.s3.delete_object(Bucket="rosters", Key=each["Key"])


@pytest.mark.promise("P18")
@pytest.mark.parametrize("after", [False, True])
def test_a_feed_killed_around_any_write_ends_as_one_that_was_not(
    world: World, monkeypatch: pytest.MonkeyPatch, figure: Found, *, after: bool
) -> None:
    with monkeypatch.context() as patch:
        saw = Saw(0, after=after)
        _imported(world, FEED)
        _sawn(patch, saw)
        world.drop(LATER.content(), "ENT_375.zip")
    expected, figures, schools = world.named_dump(), changes(_last_job(world)), _schools(world)
    assert saw.writes > 15

    places = spread(range(1, saw.writes + 1), quick=4)
    for cut_at in places:
        _wipe(world)
        world.drop(FEED.content(), "ENT_375.zip")
        key, event_id = world.put(LATER.content(), "ENT_375.zip")
        with monkeypatch.context() as patch:
            _sawn(patch, Saw(cut_at, after=after))
            with pytest.raises(Killed):
                world.deliver(key, event_id)
        world.clock.advance(minutes=3)

        job = world.deliver(key, event_id)

        assert job["status"] == "APPLIED", cut_at
        assert world.named_dump() == expected, cut_at
        assert changes(job) == figures, cut_at
        assert _schools(world) == schools, cut_at
    figure(len(places), "kills")


def _schools(world: World) -> list[tuple[int, int, int, int]]:
    """(students, guardians, external students, reports) of each school."""
    return [
        (each.students, each.guardians, each.external_students, len(world.reports(each.uai)))
        for each in world.schools.get_many([HOME, NEXT, THIRD])
    ]


def _last_job(world: World) -> dict[str, Any]:
    rows = [item for item in world.items() if item["PK"]["S"] == "IMPORT_JOBS"]
    newest = max(rows, key=lambda item: item["at"]["S"])
    return world.job(newest["SK"]["S"])
