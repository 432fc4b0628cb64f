"""What one member of staff does in a day that is bounded, or worth a look."""

from dataclasses import dataclass
from enum import StrEnum


class Excess(StrEnum):
    """What is out of the ordinary in a day: told once, and never of whom."""

    DISPLAYS = "StaffShownManyPasswords"
    RESETS = "StaffResettingManyPasswords"


@dataclass(frozen=True, slots=True)
class StaffDay:
    """Since midnight in Paris: temporary passwords displayed, accounts reset."""

    displayed: int = 0
    reset: int = 0


@dataclass(frozen=True, slots=True)
class DayLimits:
    """`displays` a day are never passed; `unusual_resets` a day may be, and are told."""

    displays: int
    unusual_resets: int

    @property
    def unusual_displays(self) -> int:
        """Half of what may be displayed."""
        return (self.displays + 1) // 2

    def passed(self, step: StaffDay, after: StaffDay) -> list[Excess]:
        """What became unusual with `step`, which led to `after`; nothing that was so before."""
        marks = (
            (Excess.DISPLAYS, self.unusual_displays, step.displayed, after.displayed),
            (Excess.RESETS, self.unusual_resets, step.reset, after.reset),
        )
        return [excess for excess, mark, more, total in marks if total - more < mark <= total]
