"""A country of schools, drawn from a seed: many collèges, lycées of all sizes, a few very large."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from infra.scale import assumptions as given

_SMALLEST = 60
_COLLEGE_SPREAD, _LYCEE_SPREAD = 0.35, 0.55


@dataclass(frozen=True)
class School:
    pupils: int
    guardians: int


def schools(rng: Random) -> list[School]:
    """All of them; pupils and guardians add up to the country's, to the rounding of each school."""
    drawn = [_drawn(rng, given.COLLEGE_MEAN, _COLLEGE_SPREAD) for _ in range(given.COLLEGES)]
    drawn += [_drawn(rng, given.LYCEE_MEAN, _LYCEE_SPREAD) for _ in range(given.LYCEES)]
    pupils = given.PUPILS / sum(drawn)
    guardians = given.GUARDIANS / given.PUPILS
    sizes = [min(given.LARGEST, round(size * pupils)) for size in drawn]
    return [School(size, round(size * guardians)) for size in sizes]


def one_lycee() -> list[School]:
    """The largest there are."""
    return [School(given.LARGEST, round(given.LARGEST * given.GUARDIANS / given.PUPILS))]


def one_academie(rng: Random, country: Sequence[School]) -> list[School]:
    """A thirtieth of the schools, drawn among all."""
    return rng.sample(list(country), len(country) // given.ACADEMIES)


def _drawn(rng: Random, mean: float, spread: float) -> float:
    """Log-normal around the mean: no school is empty, a few are several times as large."""
    size = mean * rng.lognormvariate(-spread * spread / 2, spread)
    return min(given.LARGEST, max(_SMALLEST, size))
