"""The letters on ReportLab's canvas: what all share is one form, the rest a text a line."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from shared.domain.letter import StudentLetter
from tests.bench.letters import fonts, sheet
from tests.bench.letters.contest import contest
from tests.bench.letters.qr_modules import MODULES, bars
from tests.bench.letters.school import letters


def write(to_write: Sequence[StudentLetter], path: Path) -> None:
    canvas: Any = Canvas(str(path), pagesize=A4, pageCompression=1)
    canvas.beginForm("shared")
    _draw_shared(canvas)
    canvas.endForm()
    for letter in to_write:
        canvas.doForm("shared")
        for font, size, x, y, text in sheet.own_lines(letter):
            canvas.setFont(font, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()


def _draw_shared(canvas: Any) -> None:
    canvas.setFillColorRGB(0.945, 0.962, 0.978)
    canvas.rect(*sheet.BOX, stroke=0, fill=1)
    canvas.setFillColorRGB(0.72, 0.78, 0.84)
    for mark in sheet.FOLD_MARKS:
        canvas.rect(*mark, stroke=0, fill=1)
    canvas.setFillColorRGB(0.11, 0.13, 0.17)
    for font, size, x, y, text in sheet.shared_lines():
        canvas.setFont(font, size)
        canvas.drawString(x, y, text)
    module = sheet.QR_SIDE / len(MODULES)
    code = canvas.beginPath()
    for column, row, length in bars():
        code.rect(
            sheet.QR_LEFT + column * module, sheet.QR_BOTTOM + row * module, length * module, module
        )
    canvas.drawPath(code, stroke=0, fill=1)


if __name__ == "__main__":
    rl_config.useA85 = 0
    fonts.register()
    contest(write, letters)
