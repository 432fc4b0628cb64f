"""Guardians' letters as the product writes them."""

from collections.abc import Sequence
from pathlib import Path

from shared.adapters.letters.guardian_letters import write_guardian_letters
from shared.domain.letter import GuardianLetter
from tests.bench.letters.contest import contest
from tests.bench.letters.school import LETTERHEAD, households


def write(to_write: Sequence[GuardianLetter], path: Path) -> None:
    with path.open("wb") as out:
        write_guardian_letters(out, LETTERHEAD, to_write, title="Courriers des responsables")


if __name__ == "__main__":
    contest(write, households)
