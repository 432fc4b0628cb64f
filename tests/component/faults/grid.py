"""Every fault of every operation, once, twice and always: each cell on a journey that meets it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import cycle
from random import Random

from tests.component.faults.background import Imported, Night
from tests.component.faults.cloud import Cloud
from tests.component.faults.faults import FAULTS, Fault
from tests.component.faults.journeys import (
    INLINE,
    Errands,
    Journey,
    Mailed,
    Resumed,
    Searched,
    Swept,
)
from tests.component.faults.proxy import Plan
from tests.unit.operations.errands import ERRANDS

JOURNEYS: Mapping[str, Callable[[Cloud], Journey]] = {
    "students notified": lambda cloud: Errands(cloud, ERRANDS["students notified"]),
    "students notified again": lambda cloud: Errands(
        cloud, ERRANDS["students notified"], again=True
    ),
    "students reset at once": lambda cloud: Errands(cloud, ERRANDS["students reset"], INLINE),
    "students reset": lambda cloud: Errands(cloud, ERRANDS["students reset"]),
    "students listed": lambda cloud: Errands(cloud, ERRANDS["students listed"]),
    "guardians reset": lambda cloud: Errands(cloud, ERRANDS["guardians reset"]),
    "guardians notified by e-mail": Mailed,
    "an action resumed": lambda cloud: Resumed(cloud, ERRANDS["students notified"]),
    "a document swept": Swept,
    "a search": Searched,
    "an import": Imported,
    "a night": Night,
}

_TIMES = {"once": 1, "twice": 2, "always": None}


@dataclass(frozen=True)
class Cell:
    """A fault of an operation, so many times in a row; None for as long as it is not lifted."""

    operation: str
    fault: Fault
    often: str

    def __str__(self) -> str:
        return f"{self.operation}, {self.fault}, {self.often}"

    def planned(self, calls: Mapping[str, Mapping[str, int]]) -> tuple[str, Plan]:
        """A journey that makes this call, and which of its calls is the first to go wrong.

        `calls` are those of each journey when nothing goes wrong. Drawn, the same each time.
        """
        chance = Random(str(self))
        name = chance.choice([each for each, made in calls.items() if made.get(self.operation)])
        first = chance.randint(1, calls[name][self.operation])
        return name, Plan(self.operation, self.fault, first, _TIMES[self.often])


CELLS = [
    Cell(operation, fault, often)
    for operation, faults in FAULTS.items()
    for fault in faults
    for often in _TIMES
]


def sample() -> list[Cell]:
    """Each operation and each fault at least once: a diagonal of the grid."""
    kinds, often = cycle(Fault), cycle(_TIMES)
    cells = []
    for operation, faults in FAULTS.items():
        fault = next(kind for kind in kinds if kind in faults)
        cells.append(Cell(operation, fault, next(often)))
    missing = set(Fault) - {cell.fault for cell in cells}
    cells += [
        next(cell for cell in CELLS if cell.fault is fault) for fault in Fault if fault in missing
    ]
    return cells
