"""The fonts of the letters, for contestants: the files that the product embeds."""

from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from shared.adapters import letters

FOLDER = Path(letters.__file__).parent / "fonts"
REGULAR, BOLD, MONO = "LiberationSans", "LiberationSans-Bold", "LiberationMono-Bold"
FILES = {
    REGULAR: FOLDER / "LiberationSans-Regular.ttf",
    BOLD: FOLDER / "LiberationSans-Bold.ttf",
    MONO: FOLDER / "LiberationMono-Bold.ttf",
}


def register() -> None:
    """Make them known to ReportLab."""
    for name, file in FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(file)))
