"""The same stamps, page objects made one by one beneath pikepdf's interface of pages."""

from collections.abc import Sequence
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Pdf

from shared.domain.letter import StudentLetter
from tests.bench.letters.by_hand import content_of
from tests.bench.letters.contest import contest
from tests.bench.letters.pikepdf_stamps import sheet
from tests.bench.letters.school import letters


def write(to_write: Sequence[StudentLetter], path: Path) -> None:
    with Pdf.open(sheet()) as pdf:
        shared = pdf.pages[0].obj
        resources = pdf.make_indirect(shared.Resources)
        tree = pdf.Root.Pages
        pages = [
            pdf.make_indirect(
                Dictionary(
                    Type=Name.Page,
                    Parent=tree,
                    MediaBox=shared.MediaBox,
                    Resources=resources,
                    Contents=Array([shared.Contents, pdf.make_stream(content_of(letter))]),
                )
            )
            for letter in to_write
        ]
        tree.Kids, tree.Count = Array(pages), len(pages)
        pdf.save(path)


if __name__ == "__main__":
    contest(write, letters)
