"""Letters do not add up in memory."""

import io
import tracemalloc
from collections.abc import Callable, Iterator

import pytest

from shared.adapters.letters.guardian_letters import write_guardian_letters
from shared.adapters.letters.student_letters import write_student_letters
from shared.domain.letter import GuardianLetter, Letterhead, StudentLetter
from tests.unit.letters.conftest import GuardianLetterOf, LetterOf

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


@pytest.mark.parametrize("population", ["students", "guardians"])
def test_memory_does_not_grow_with_the_letters(
    population: str,
    letterhead: Letterhead,
    letter: LetterOf,
    guardian_letter: GuardianLetterOf,
) -> None:
    def to_students(count: int) -> int:
        letters: Iterator[StudentLetter] = (letter(username=f"e.{n}") for n in range(count))
        return write_student_letters(_Nowhere(), letterhead, letters, title="Courriers")

    def to_guardians(count: int) -> int:
        letters: Iterator[GuardianLetter] = (
            guardian_letter(username=f"a.{n}") for n in range(count)
        )
        return write_guardian_letters(_Nowhere(), letterhead, letters, title="Courriers")

    write = to_students if population == "students" else to_guardians
    write(1)  # fonts are parsed once per process

    grown = _peak(write, _MANY) - _peak(write, _FEW)

    assert grown < (_MANY - _FEW) * _BYTES_A_LETTER
