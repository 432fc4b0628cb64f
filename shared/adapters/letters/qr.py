"""The QR code of an address, as one path of a content stream."""

from itertools import groupby
from operator import itemgetter


def qr_operators(address: str, x: float, y: float, side: float) -> bytes:
    """Fill the QR code of `address` in the square of `side` points at (`x`, `y`), margin excluded.

    Error correction M: a code that a fold or a stain crosses still reads.
    """
    # Imported here: ReportLab's barcode package pulls in its whole layout engine (0.2 s).
    from reportlab.graphics.barcode import qrencoder  # noqa: PLC0415

    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(qrencoder.QR8bitByte(address))
    code.make()
    modules: int = code.getModuleCount()
    runs = []
    for row in range(modules):
        cells = [(bool(code.isDark(row, column)), column) for column in range(modules)]
        for dark, run in groupby(cells, key=itemgetter(0)):
            if dark:
                columns = [column for _, column in run]
                runs.append(b"%d %d %d 1 re\n" % (columns[0], modules - 1 - row, len(columns)))
    scale = side / modules
    return b"q %.4f 0 0 %.4f %.2f %.2f cm\n%bf Q\n" % (scale, scale, x, y, b"".join(runs))
