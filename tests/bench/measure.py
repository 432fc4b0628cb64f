"""A figure, what it is compared with, and the bar it must not fall short of."""

from dataclasses import dataclass
from typing import Literal

Side = Literal["at least", "at most"]


@dataclass(frozen=True)
class Bar:
    side: Side
    figure: float

    def holds(self, value: float) -> bool:
        return value >= self.figure if self.side == "at least" else value <= self.figure

    def __str__(self) -> str:
        return f"{self.side} {_figure(self.figure)}"


@dataclass(frozen=True)
class Measure:
    """`versus` is the figure of the other, where there is one to compare with."""

    name: str
    value: float
    unit: str
    bar: Bar | None = None
    versus: float | None = None

    @property
    def holds(self) -> bool:
        return self.bar is None or self.bar.holds(self.value)

    def line(self) -> str:
        """« name · ours · the other · ratio · bar · holds or short »."""
        ratio = self.value / self.versus if self.versus else None
        return " · ".join(
            (
                self.name,
                f"{_figure(self.value)} {self.unit}".rstrip(),
                "–" if self.versus is None else f"{_figure(self.versus)} {self.unit}".rstrip(),
                "–" if ratio is None else _figure(ratio),
                "–" if self.bar is None else str(self.bar),
                "–" if self.bar is None else "holds" if self.holds else "short",
            )
        )

    def to_json(self) -> dict[str, str | float | bool | None]:
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "versus": self.versus,
            "bar": None if self.bar is None else str(self.bar),
            "holds": self.holds,
        }


def _figure(value: float) -> str:
    return f"{value:,.3f}".rstrip("0").rstrip(".").replace(",", "\u202f")
