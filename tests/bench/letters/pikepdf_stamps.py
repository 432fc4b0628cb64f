"""The letters stamped with pikepdf: a sheet made once, the texts of each laid over it."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from pikepdf import Pdf

from shared.domain.letter import StudentLetter
from tests.bench.letters.by_hand import (
    SHOW_SHARED,
    Objects,
    add_page,
    add_shared,
    content_of,
    set_pages,
)
from tests.bench.letters.contest import contest
from tests.bench.letters.school import letters


def write(to_write: Sequence[StudentLetter], path: Path) -> None:
    with Pdf.open(sheet()) as pdf:
        shared = pdf.pages[0]
        for letter in to_write:
            pdf.pages.append(shared)
            pdf.pages[-1].contents_add(content_of(letter))
        del pdf.pages[0]
        pdf.save(path)


def sheet() -> BytesIO:
    """A file of one page: what all letters share, and their fonts."""
    pdf = Objects()
    add_shared(pdf)
    set_pages(pdf, [add_page(pdf, SHOW_SHARED)])
    return BytesIO(pdf.written())


if __name__ == "__main__":
    contest(write, letters)
