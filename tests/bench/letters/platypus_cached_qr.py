"""The same letters in ReportLab's page layout, the QR code drawn once and shown on every page."""

from typing import Any

from reportlab.platypus import Flowable

from tests.bench.letters.platypus import QR_SIDE, contest_with, qr_widget


class CachedQr(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The code as a form of the document: its operators are written by the first page."""

    _NAME = "qr"

    def wrap(self, *_room: float) -> tuple[float, float]:
        return QR_SIDE, QR_SIDE

    def draw(self) -> None:
        canvas: Any = self.canv
        if not canvas.hasForm(self._NAME):
            canvas.beginForm(self._NAME)
            qr_widget().drawOn(canvas, 0, 0)
            canvas.endForm()
        canvas.doForm(self._NAME)


if __name__ == "__main__":
    contest_with(CachedQr)
