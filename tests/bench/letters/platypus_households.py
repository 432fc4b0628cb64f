"""Guardians' letters in ReportLab's page layout, written as the pupils' are."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportlab.platypus import Paragraph

from shared.adapters.letters.guardian_wording import BESIDE_WINDOW, words_of
from shared.domain.account import PasswordDisplay
from shared.domain.letter import Child, GuardianLetter
from tests.bench.letters import fonts
from tests.bench.letters.contest import contest
from tests.bench.letters.platypus import BODY, build, page, qr_widget
from tests.bench.letters.school import households

_WORDS = words_of(PasswordDisplay.TEMPORARY, 1)


def write(to_write: Sequence[GuardianLetter], path: Path) -> None:
    build(path, [flowable for letter in to_write for flowable in _page(letter)])


def _page(letter: GuardianLetter) -> list[Any]:
    return page(
        [_child(child) for child in letter.children],
        BESIDE_WINDOW,
        (letter.addressee, *letter.postal_lines),
        f"Bonjour {letter.spoken_to},",
        (letter.username, letter.grouped_password),
        _WORDS,
        qr_widget(),
    )


def _child(child: Child) -> Paragraph:
    name = f"{child.family_name} {child.first_name}"
    return Paragraph(f'<font name="{fonts.BOLD}">{name}</font> ({child.school_class})', BODY)


if __name__ == "__main__":
    fonts.register()
    contest(write, households)
