"""The modules of the QR code, for contestants that have no encoder of their own."""

from itertools import groupby
from pathlib import Path

from PIL import Image
from reportlab.graphics.barcode import qrencoder

from tests.bench.letters import said

_PIXELS = 8


def _modules() -> list[list[bool]]:
    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(qrencoder.QR8bitByte(said.PORTAL))
    code.make()
    side = range(code.getModuleCount())
    return [[bool(code.isDark(row, column)) for column in side] for row in side]


MODULES = _modules()


def bars() -> list[tuple[int, int, int]]:
    """Dark runs of each row: column, row from the bottom, and length."""
    found = []
    for row, cells in enumerate(MODULES):
        column = 0
        for dark, run in groupby(cells):
            length = len(list(run))
            if dark:
                found.append((column, len(MODULES) - 1 - row, length))
            column += length
    return found


def svg() -> str:
    """The code as a drawing of its own."""
    side = len(MODULES)
    path = "".join(f"M{x} {side - 1 - y}h{length}v1h-{length}z" for x, y, length in bars())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path d="{path}" fill="#1c212b"/></svg>'
    )


def write_png(path: Path) -> None:
    """The code as an image of two colours."""
    image = Image.new("1", (len(MODULES), len(MODULES)), 1)
    for row, cells in enumerate(MODULES):
        for column, dark in enumerate(cells):
            image.putpixel((column, row), 0 if dark else 1)
    side = len(MODULES) * _PIXELS
    image.resize((side, side)).save(path)
