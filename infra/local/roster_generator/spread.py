"""Which of many, taken one after the other, are chosen when a number of them must be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """Chooses `chosen` out of `size`, evenly; the n-th is asked for by its rank, from 0."""

    chosen: int
    size: int

    def takes(self, rank: int) -> bool:
        before, after = rank * self.chosen, (rank + 1) * self.chosen
        return after // self.size > before // self.size


@dataclass(slots=True)
class Picker:
    """Chooses the first of every so many, and no more than `most`, of a number not yet known."""

    every: int
    most: int
    seen: int = 0
    picked: int = 0

    def picks(self) -> bool:
        picked = self.seen % self.every == 0 and self.picked < self.most
        self.seen += 1
        self.picked += picked
        return picked
