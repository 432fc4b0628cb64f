"""The letters printed from HTML by WeasyPrint."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from weasyprint import HTML

from shared.domain.letter import StudentLetter
from tests.bench.letters.contest import contest
from tests.bench.letters.html_sheet import FACES, html_of
from tests.bench.letters.school import letters


def write(to_write: Sequence[StudentLetter], path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        HTML(string=html_of(to_write, Path(folder), faces=FACES)).write_pdf(path)


if __name__ == "__main__":
    contest(write, letters)
