"""A figure, what it is compared with, and the bar it must not fall short of."""

from dataclasses import dataclass
from typing import Literal

Side = Literal["at least", "at most"]
Of = Literal["value", "share", "gain"]


@dataclass(frozen=True)
class Bar:
    """What a figure is held to.

    `of` says what is: the figure itself (`value`), ours over the other's (`share`: « at most
    0.15 × »), or the other's over ours (`gain`: « at least 300 × less »).
    """

    side: Side
    figure: float
    of: Of = "value"

    def holds(self, figure: float) -> bool:
        return figure >= self.figure if self.side == "at least" else figure <= self.figure

    def __str__(self) -> str:
        return f"{self.side} {_figure(self.figure)}{_SAID[self.of]}"


_SAID: dict[Of, str] = {"value": "", "share": " ×", "gain": " × less"}


@dataclass(frozen=True)
class Measure:
    """`versus` is the figure of the other, in the same unit, where there is one to compare with."""

    name: str
    value: float
    unit: str
    bar: Bar | None = None
    versus: float | None = None

    def __post_init__(self) -> None:
        if self.bar is not None and self.bar.of != "value" and self.versus is None:
            raise ValueError(f"{self.name}: a bar on a ratio needs the other's figure")

    @property
    def holds(self) -> bool:
        return self.bar is None or self.bar.holds(self._of(self.bar.of))

    @property
    def ratio(self) -> str:
        """Ours to the other's, the way round that its bar speaks of, or that reads best."""
        if self.versus is None:
            return "–"
        of: Of = "gain" if self.versus > self.value else "share"
        if self.bar is not None and self.bar.of != "value":
            of = self.bar.of
        return f"{_figure(self._of(of))}{_SAID[of]}"

    def cells(self) -> tuple[str, ...]:
        """Name, ours, the other, ratio, bar, « holds » or « short »."""
        return (
            self.name,
            f"{_figure(self.value)} {self.unit}".rstrip(),
            "–" if self.versus is None else f"{_figure(self.versus)} {self.unit}".rstrip(),
            self.ratio,
            "–" if self.bar is None else str(self.bar),
            "–" if self.bar is None else "holds" if self.holds else "short",
        )

    def line(self) -> str:
        return " · ".join(self.cells())

    def to_json(self) -> dict[str, str | float | bool | None]:
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "versus": self.versus,
            "bar": None if self.bar is None else str(self.bar),
            "holds": self.holds,
        }

    def _of(self, of: Of) -> float:
        if of == "value" or self.versus is None:
            return self.value
        over, under = (self.versus, self.value) if of == "gain" else (self.value, self.versus)
        return over / under if under else float("inf")


def _figure(value: float) -> str:
    """Three significant digits at least, whole numbers whole: 0.00342, 12.3, 1 234."""
    if value and abs(value) < 1:
        return f"{value:.3g}"
    places = 0 if abs(value) >= 1000 else 2
    text = f"{value:,.{places}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(",", "\u202f")
