"""Which test shows that a function uses what its role allows: `shown.json`, kept by a command.

A test named there fails when it does not use it any more, and a grant that no test uses is not
in there: what is allowed and what is used stay equal.
"""

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

SHOWN = Path(__file__).with_name("shown.json")
HEARD = "PRIVILEGES_HEARD"
"""The variable that names the folder where a session notes what its tests used."""

Use = tuple[str, str]
"""A function, and a grant as it is written."""


Shown = Mapping[str, Mapping[str, str]]
"""Per function, each grant it uses and the test that shows it."""


def shown() -> dict[str, dict[str, str]]:
    """What was written down last."""
    found: dict[str, dict[str, str]] = json.loads(SHOWN.read_text(encoding="utf-8"))
    return found


def witnessed(test: str) -> frozenset[Use]:
    """What a test is to show."""
    return _by_test().get(test, frozenset())


@cache
def _by_test() -> dict[str, frozenset[Use]]:
    by_test: dict[str, set[Use]] = defaultdict(set)
    for function, grants in shown().items():
        for grant, test in grants.items():
            by_test[test].add((function, grant))
    return {test: frozenset(uses) for test, uses in by_test.items()}


def note(test: str, used: Iterable[Use]) -> None:
    """Write down what a test used, where the session is asked to."""
    folder = os.environ.get(HEARD)
    if folder is not None:
        with (Path(folder) / f"{os.getpid()}.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps({"test": test, "used": sorted(used)}) + "\n")


def heard(folder: Path) -> dict[str, frozenset[Use]]:
    """What each test used, from all the processes of a session."""
    lines = [
        json.loads(line)
        for file in sorted(folder.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    return {line["test"]: frozenset((f, g) for f, g in line["used"]) for line in lines}


def witnesses(uses: Mapping[str, frozenset[Use]]) -> dict[str, dict[str, str]]:
    """Few tests that show every use: at each step, the one that shows most of what is left."""
    left = frozenset[Use]().union(*uses.values())
    chosen: dict[Use, str] = {}
    while left:
        best = max(sorted(uses), key=lambda test: len(uses[test] & left))
        chosen |= dict.fromkeys(uses[best] & left, best)
        left -= uses[best]
    by_function: dict[str, dict[str, str]] = defaultdict(dict)
    for (function, grant), test in sorted(chosen.items()):
        by_function[function][grant] = test
    return dict(by_function)
