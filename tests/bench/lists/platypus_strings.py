"""The same tables, each cell a plain string: a text too long would run over its neighbour."""

from reportlab.lib.styles import ParagraphStyle

from tests.bench.letters import fonts
from tests.bench.lists.platypus_paragraphs import contest

_STYLE = [
    ("FONT", (0, 1), (2, -1), fonts.REGULAR, 9),
    ("FONT", (3, 1), (-1, -1), fonts.MONO, 9),
]


def cell(text: str, _style: ParagraphStyle) -> str:
    return text


if __name__ == "__main__":
    contest(cell, _STYLE)
