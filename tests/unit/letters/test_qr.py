"""The QR code of an address."""

import re

from reportlab.graphics.barcode import qrencoder

from shared.adapters.letters.qr import qr_operators

ADDRESS = "https://ent.college-jean-moulin.fr"


def test_the_path_darkens_exactly_the_modules_of_the_code() -> None:
    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(qrencoder.QR8bitByte(ADDRESS))
    code.make()
    count = code.getModuleCount()

    drawn = set()
    for x, y, width in re.findall(rb"(\d+) (\d+) (\d+) 1 re", qr_operators(ADDRESS, 0, 0, 87)):
        drawn |= {(count - 1 - int(y), int(x) + step) for step in range(int(width))}

    modules = {(row, column) for row in range(count) for column in range(count)}
    assert drawn == {module for module in modules if code.isDark(*module)}


def test_the_code_fills_the_square_it_is_given() -> None:
    operators = qr_operators(ADDRESS, 10, 20, 87)

    assert operators.startswith(b"q 3.0000 0 0 3.0000 10.00 20.00 cm\n0 28 7 1 re\n")
