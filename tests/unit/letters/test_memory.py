"""Letters do not add up in memory."""

import io
import tracemalloc
from collections.abc import Callable

from shared.domain.letter import Letterhead
from tests.unit.letters.conftest import Population

_FEW, _MANY = 200, 1_200
_BYTES_A_LETTER = 200
"""What places of objects and page numbers take; a page itself takes more."""


class _Nowhere(io.BytesIO):
    """A file that forgets what is written to it."""

    def write(self, piece: object, /) -> int:
        return len(bytes(piece)) if isinstance(piece, bytes) else 0


def _peak(write: Callable[[int], int], count: int) -> int:
    tracemalloc.start()
    try:
        assert write(count) == count
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_letters(
    letterhead: Letterhead, population: Population
) -> None:
    def write(count: int) -> int:
        letters = (population.letter(username=f"e.{n}") for n in range(count))
        return population.write(_Nowhere(), letterhead, letters, title="Courriers")

    write(1)  # fonts are parsed once per process

    grown = _peak(write, _MANY) - _peak(write, _FEW)

    assert grown < (_MANY - _FEW) * _BYTES_A_LETTER
