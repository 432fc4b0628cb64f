"""What the actions on a whole school cost as it grows: units and requests per account, memory.

Each action is the real functions in a process of its own; the local AWS is another process, the
same for all the actions on a school, which is imported first. Counts need no rounds; processor
time and memory are those of one run.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from infra.scale.costs import counted
from tests.bench.measure import Bar, Measure
from tests.bench.rounds import Contestant, run
from tests.costs.actions import IMPORTS, OF_EVERYONE
from tests.costs.counting import bare_aws
from tests.costs.school import written_rosters

Figures = Mapping[str, float]

_LETTERS, _LIST = "students notified", "students listed, PDF"
_SLOW_LOCALLY = {
    name for name in OF_EVERYONE if "e-mail" in name or name.startswith("external students")
}
"""Mails take the local AWS a tenth of a second each; all of them are asked of the smallest."""

_SCHOOLS: Mapping[int, Sequence[str]] = {
    500: (*IMPORTS, *OF_EVERYONE),
    3000: (*IMPORTS, *(name for name in OF_EVERYONE if name not in _SLOW_LOCALLY)),
    5000: ("first import", _LETTERS, _LIST),
    10_000: ("first import", _LETTERS, _LIST),
}
"""What is done in a school of so many pupils, who have 1.4 guardians each."""

_FEWEST_IN_A_TRANSACTION = {"students": 25, "guardians": 12, "external": 25}
_FLAT = 1.1
"""Peak memory at 5,000 over that at 500, with which it must not grow."""
_LINEAR = 1.2
"""An import compares a whole school with its roster: it may grow by so much a pupil, never more."""


def measures(tell: Callable[[str], None]) -> Sequence[Measure]:
    """Some twelve minutes: half of them are the school of 10,000, whose import is the longest."""
    found = {size: _of_a_school(size, actions, tell) for size, actions in _SCHOOLS.items()}
    smallest, _ = sorted(counted().items())
    by_size: dict[int, Mapping[str, Figures]] = {
        smallest[0]: {name: asdict(cost) for name, cost in smallest[1].items()},
        **found,
    }
    lines: list[Measure] = []
    for action in (*IMPORTS, *OF_EVERYONE):
        few, many = _ends(action, by_size)
        lines += _growth(action, by_size[few][action], by_size[many][action], many)
    notified = found[3000][_LETTERS]
    return [
        *lines,
        Measure("students notified, 3,000: our time", notified["cpu_s"], "s", Bar("at most", 10)),
        Measure("students notified, 3,000: calls to KMS", notified["kms"], "", Bar("at most", 1)),
        *(_memory(action, found) for action in (_LETTERS, _LIST)),
        _memory_of_an_import(found),
    ]


def _of_a_school(
    size: int, actions: Sequence[str], tell: Callable[[str], None]
) -> dict[str, Figures]:
    tell(f"a school of {size} …")
    found: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory() as folder, bare_aws("bench") as environment:
        written_rosters(size, Path(folder))
        for action in actions:
            act = Contestant(
                "tests.bench.operations.act", (action, folder), environment=environment
            )
            found[action] = run(act).said
    return found


def _ends(action: str, by_size: Mapping[int, Mapping[str, Figures]]) -> tuple[int, int]:
    """The sizes to compare: 500 and the largest, or the small counted one and 500."""
    sizes = sorted(size for size in by_size if action in by_size[size])
    return (sizes[1], sizes[-1]) if sizes[-1] != sizes[1] else (sizes[0], sizes[1])


def _growth(action: str, small: Figures, large: Figures, size: int) -> list[Measure]:
    """Figures per account at the large size, beside the small one: none grows with the school."""
    named = f"{action}, {size:,}"

    def per_account(figures: Figures, *names: str) -> float:
        return sum(figures[name] for name in names) / figures["accounts"]

    def grown(what: str, unit: str, *names: str) -> Measure:
        few, many = per_account(small, *names), per_account(large, *names)
        return Measure(f"{named}: {what}", many, unit, Bar("at most", 1.1, "share"), few)

    lines = [
        grown("units an account", "units", "read_units", "write_units"),
        grown("requests an account", "", "requests"),
        Measure(f"{named}: our time an account", 1000 * per_account(large, "cpu_s"), "ms"),
    ]
    fewest = _FEWEST_IN_A_TRANSACTION.get(action.split(maxsplit=1)[0])
    if fewest:
        each = large["accounts"] / large["transactions"]
        lines.append(Measure(f"{named}: accounts a transaction", each, "", Bar("at least", fewest)))
    return lines


def _memory(action: str, found: Mapping[int, Mapping[str, Figures]]) -> Measure:
    few, many = found[500][action]["peak_mb"], found[5000][action]["peak_mb"]
    return Measure(f"{action}, 5,000: memory", many, "MB", Bar("at most", _FLAT, "share"), few)


def _memory_of_an_import(found: Mapping[int, Mapping[str, Figures]]) -> Measure:
    small, middle, large = (found[size]["first import"]["peak_mb"] for size in (500, 5000, 10_000))
    few, many = 1024 * (middle - small) / 4500, 1024 * (large - middle) / 5000
    bar = Bar("at most", _LINEAR, "share")
    return Measure("first import, 10,000: memory for a pupil more", many, "kB", bar, few)
