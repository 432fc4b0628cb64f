"""What one member of staff does in a day that is bounded, or worth a look."""

from dataclasses import dataclass
from enum import StrEnum


class Excess(StrEnum):
    """What is out of the ordinary in a day: told, and never of whom."""

    DISPLAYS = "StaffShownManyPasswords"
    RESETS = "StaffResettingManyPasswords"


@dataclass(frozen=True, slots=True)
class StaffDay:
    """Since midnight in Paris: temporary passwords displayed, accounts reset, excesses told of."""

    displayed: int = 0
    reset: int = 0
    told: frozenset[Excess] = frozenset()


@dataclass(frozen=True, slots=True)
class DayLimits:
    """`displays` a day are never passed; `unusual_resets` a day may be, and are told."""

    displays: int
    unusual_resets: int

    @property
    def unusual_displays(self) -> int:
        """Half of what may be displayed."""
        return (self.displays + 1) // 2

    def to_tell(self, day: StaffDay) -> list[Excess]:
        """What is unusual in `day` and untold.

        Not what its last step made so: a count whose answer was lost is made again by the client,
        and would then seem to have been beyond the mark before.
        """
        marks = (
            (Excess.DISPLAYS, self.unusual_displays, day.displayed),
            (Excess.RESETS, self.unusual_resets, day.reset),
        )
        return [excess for excess, mark, n in marks if n >= mark and excess not in day.told]
