"""What no person waits for: an import, and a night."""

import json
import re
from collections import Counter
from collections.abc import Iterator

from functions.nightly.handler import lambda_handler as nightly
from functions.operation_sweeper.handler import lambda_handler as sweep
from functions.roster_import.handler import lambda_handler as import_roster
from functions.school_night.handler import lambda_handler as school_night
from shared.adapters.dynamodb.nights import NightRepository
from shared.adapters.dynamodb.provider_events import ProviderEventRepository
from shared.adapters.dynamodb.table import Item
from shared.domain.identifiers import Uai
from tests.component.clock import Clock
from tests.component.faults.cloud import Cloud, Queue
from tests.component.faults.journeys import Journey
from tests.component.night.people import everyone
from tests.component.night.world import World as NightWorld
from tests.component.roster_import import siecle
from tests.component.roster_import.siecle import Adult, Link, Pupil
from tests.component.roster_import.world import Clock as RosterClock
from tests.component.roster_import.world import World as RosterWorld
from tests.factories import RODIN, a_school, store_school

_CROWD = [
    Pupil(f"{n:02d}", ("MARTIN", "ROY", "SOW")[n % 3], "Zoé", ine=f"1111111{n:02d}AA", address="1")
    for n in range(12)
]
_LATER = [*_CROWD[2:], *(Pupil(f"{n}", "NEUF", "Zoé", ine=f"2222222{n}AA") for n in range(50, 62))]
_PARENTS = siecle.guardians(
    [Adult(pupil.number, pupil.family, "Zita") for pupil in _LATER],
    [Link(pupil.number, pupil.number) for pupil in _LATER],
)
_NEW_YEAR = siecle.zipped(
    {"ElevesSansAdresses.xml": siecle.students(_LATER), "ResponsablesAvecAdresses.xml": _PARENTS}
)


class _SameClock(RosterClock):
    """The cloud's, moved by who drops files."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def advance(self, **duration: float) -> None:
        self._clock.pass_by(**duration)


class Imported(Journey):
    """A school's second roster: some have left, some are new, all have their parents."""

    expected: list[str]

    def prepare(self) -> None:
        self.queue = Queue(self.cloud, import_roster, most_receives=5)
        self._world = RosterWorld(
            self.cloud.client("dynamodb"),
            self.cloud.client("s3"),
            _SameClock(self.cloud.clock),
            [],
            self.cloud.client("sqs"),
            "rosters",
        )
        self._deliver(*self._world.put(siecle.students(_CROWD)))
        self._dropped = self._world.put(_NEW_YEAR, "roster.zip")

    def _deliver(self, key: str, event_id: str, most: int = 60) -> None:
        message = {"id": event_id, "detail": {"object": {"key": key}}}
        self.queue.deliver(json.dumps(message), most=most)

    def go(self, most: int) -> None:
        self._deliver(*self._dropped, most=most)

    def ended(self) -> bool:
        row = self.cloud.table.get("IMPORT_JOBS", self._dropped[0])
        return row is not None and row["status"]["S"] == "APPLIED"

    def mend(self) -> None:
        self.queue.redrive()

    def wrong(self) -> list[str]:
        reports = len(self._world.reports())
        return [
            *_differences(self._world.named_dump(), self.expected),
            *([] if reports == 2 else [f"{reports} reports"]),
        ]

    def seen(self) -> list[str]:
        return self._world.named_dump()


class _Country(NightWorld):
    """A night's world that is asked without a call of the functions' own clients."""

    cloud: Cloud

    def dump(self) -> dict[tuple[str, str], Item]:
        return {(item["PK"]["S"], item["SK"]["S"]): item for item in self.cloud.items()}


OTHERS = [Uai(f"07500{number:02}B") for number in range(3)]


class Night(Journey):
    """Four o'clock in Paris for four schools, of which one has something to do."""

    expected: list[str]

    def prepare(self) -> None:
        self.queue = Queue(self.cloud, school_night, most_receives=3)
        for uai in (RODIN, *OTHERS):
            store_school(self.cloud.table, a_school(uai=uai))
        everyone(NightWorld(self.cloud.table, self.cloud.clock, heard=""))
        self.cloud.clock.pass_by(hours=18)  # three in the morning in UTC

    def go(self, most: int) -> None:
        for _ in range(3):  # the schedule tries again by itself
            if self.cloud.ran(nightly, {}):
                break
        self.queue.deliver(most=most)

    def ended(self) -> bool:
        nights = NightRepository(self.cloud.table)
        waiting = ProviderEventRepository(self.cloud.table).waiting(RODIN)
        return all(nights.last(uai) for uai in (RODIN, *OTHERS)) and not waiting

    def mend(self) -> None:
        """An hour later the schedule asks again; the sweeper tells what nobody has told."""
        self.cloud.clock.pass_by(hours=1)
        assert self.cloud.ran(nightly, {})
        self.queue.redrive()
        assert self.cloud.ran(sweep, {})

    def wrong(self) -> list[str]:
        return _differences(self.seen(), self.expected)

    def seen(self) -> list[str]:
        """The table and what the provider was told, moments left out."""
        return sorted([*set(_told(self.cloud)), *(_timeless(item) for item in self.cloud.items())])


_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.]+(Z|[+-]\d\d:\d\d)?")
_ID = re.compile(r"\b01[0-9a-f]{10}([0-9a-f]{12})\b")
"""Its first half is the moment it was made; the other one is drawn, but for the events'."""


def _timeless(item: Item) -> str:
    """Without moments, and without the report: a run that goes on tells what was left to do."""
    kept = {name: value for name, value in item.items() if name not in {"night", "expires_at"}}
    return _ID.sub("…", _MOMENT.sub("…", json.dumps(kept, sort_keys=True, default=repr)))


def _told(cloud: Cloud) -> Iterator[str]:
    """The events that the bus has taken; one that comes again has the same id."""
    for operation, request in cloud.proxy.taken:
        if operation == "events:PutEvents":
            for entry in request["Entries"]:
                said = f"{entry['DetailType']} {entry['Detail']}"
                yield _ID.sub(r"\1", _MOMENT.sub("…", said))


def _differences(found: list[str], expected: list[str]) -> list[str]:
    there, wanted = Counter(found), Counter(expected)
    return [
        *(f"missing: {line}" for line in sorted((wanted - there).elements())),
        *(f"too much: {line}" for line in sorted((there - wanted).elements())),
    ]
