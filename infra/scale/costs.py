"""What each action asks of AWS: counted at two sizes, on a straight line through and beyond both.

`counted.json` is written by `make costs`; a contract test counts again and compares.
"""

import json
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Self

COUNTED = Path(__file__).with_name("counted.json")


@dataclass(frozen=True)
class Cost:
    """What one action asks of AWS. `accounts` is how many it was done to."""

    accounts: float = 0
    requests: float = 0
    transactions: float = 0
    read_units: float = 0
    write_units: float = 0
    kms: float = 0
    s3: float = 0
    sqs: float = 0
    ses: float = 0
    events: float = 0

    def __add__(self, other: Self) -> "Cost":
        return self._with(other, operator.add)

    def __sub__(self, other: Self) -> "Cost":
        return self._with(other, operator.sub)

    def times(self, number: float) -> "Cost":
        return Cost(**{each.name: getattr(self, each.name) * number for each in fields(self)})

    def _with(self, other: Self, join: Callable[[float, float], float]) -> "Cost":
        return Cost(
            **{
                each.name: join(getattr(self, each.name), getattr(other, each.name))
                for each in fields(self)
            }
        )


@cache
def counted() -> Mapping[int, Mapping[str, Cost]]:
    """By pupils of the school, by name of the action."""
    found = json.loads(COUNTED.read_text(encoding="utf-8"))
    return {
        int(pupils): {name: Cost(**figures) for name, figures in actions.items()}
        for pupils, actions in found.items()
    }


@cache
def cost_of(action: str, pupils: float) -> Cost:
    """The cost of an action in a school of so many pupils, on the line through the two counts."""
    (small, few), (large, many) = sorted(counted().items())
    slope = (many[action] - few[action]).times(1 / (large - small))
    return few[action] + slope.times(pupils - small)
