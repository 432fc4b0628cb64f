"""The letters as the product writes them."""

from collections.abc import Sequence
from pathlib import Path

from shared.adapters.letters.student_letters import write_student_letters
from shared.domain.letter import StudentLetter
from tests.bench.letters.contest import contest
from tests.bench.letters.school import LETTERHEAD, letters


def write(to_write: Sequence[StudentLetter], path: Path) -> None:
    with path.open("wb") as out:
        write_student_letters(out, LETTERHEAD, to_write, title="Courriers des élèves")


if __name__ == "__main__":
    contest(write, letters)
