"""The letters with fpdf2: a text a line, its quickest way, and the code as an image put in once."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from fpdf import FPDF

from shared.adapters.letters.page_geometry import PAGE_HEIGHT
from shared.domain.letter import StudentLetter
from tests.bench.letters import fonts, sheet
from tests.bench.letters.contest import contest
from tests.bench.letters.qr_modules import write_png
from tests.bench.letters.school import letters

_TINT, _RULE = (241, 245, 249), (184, 199, 214)


def write(to_write: Sequence[StudentLetter], path: Path) -> None:
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(auto=False)
    for name, file in fonts.FILES.items():
        pdf.add_font(name, fname=file)
    shared = sheet.shared_lines()
    with tempfile.TemporaryDirectory() as folder:
        code = Path(folder, "code.png")
        write_png(code)
        for letter in to_write:
            _add_page(pdf, [*shared, *sheet.own_lines(letter)], code)
        pdf.output(str(path))


def _add_page(pdf: FPDF, lines: Sequence[sheet.Line], code: Path) -> None:
    pdf.add_page()
    pdf.set_fill_color(*_TINT)
    x, y, width, height = sheet.BOX
    pdf.rect(x, PAGE_HEIGHT - y - height, width, height, style="F")
    pdf.set_fill_color(*_RULE)
    for x, y, width, height in sheet.FOLD_MARKS:
        pdf.rect(x, PAGE_HEIGHT - y, width, height, style="F")
    for font, size, x, y, text in lines:
        pdf.set_font(font, size=size)
        pdf.text(x, PAGE_HEIGHT - y, text)
    side = sheet.QR_SIDE
    pdf.image(str(code), sheet.QR_LEFT, PAGE_HEIGHT - sheet.QR_BOTTOM - side, side, side)


if __name__ == "__main__":
    contest(write, letters)
