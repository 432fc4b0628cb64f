"""Lines, areas and paragraphs as the operators of a content stream."""

import re
from dataclasses import dataclass, field

from shared.adapters.letters.fonts import DocumentFont, numbers

Colour = tuple[float, float, float]

INK: Colour = (0.11, 0.13, 0.17)
ACCENT: Colour = (0.09, 0.27, 0.42)
QUIET: Colour = (0.34, 0.38, 0.44)
RULE: Colour = (0.72, 0.78, 0.84)
TINT: Colour = (0.945, 0.962, 0.978)

_SMALLEST = 5.0
_NO_BREAK = "\u00a0"
_BEFORE_SIGN = re.compile(r" (?=[:;?!»])|(?<=«) ")
_CIRCLE = 0.5523  # control point of a quarter circle of radius 1


def set_colour(colour: Colour) -> bytes:
    return numbers(colour) + b" rg\n"


def place(x: float, y: float) -> bytes:
    """Inside a text object: the next text starts here."""
    return b"\n1 0 0 1 %b Tm" % numbers((x, y))


def wrap(font: DocumentFont, text: str, size: float, room: float) -> list[str]:
    """Lines at most `room` points wide, cut at spaces, and inside words that are too long.

    As French wants it, no line begins with a sign such as « : ».
    """
    lines = [""]
    for word in _BEFORE_SIGN.sub(_NO_BREAK, font.drawable(text)).split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if font.width(longer) * size <= room:
            lines[-1] = longer
            continue
        pieces = _pieces(font, word, room / size)
        lines[-1:] = pieces if not lines[-1] else [lines[-1], *pieces]
    return lines


def _pieces(font: DocumentFont, word: str, room: float) -> list[str]:
    pieces = [""]
    for character in word:
        if font.width(pieces[-1] + character) > room:
            pieces.append("")
        pieces[-1] += character
    return pieces


@dataclass(frozen=True, slots=True)
class Style:
    """A font, its size and line spacing in points, and its colour."""

    font: DocumentFont
    size: float
    leading: float
    colour: Colour = INK


@dataclass(slots=True)
class Drawing:
    """Operators gathered in drawing order; heights are baselines, in points from the bottom."""

    _operators: list[bytes] = field(default_factory=list)

    def add(self, operators: bytes) -> None:
        self._operators.append(operators)

    def rectangle(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        self.add(set_colour(colour) + numbers((x, y, width, height)) + b" re f\n")

    def frame(
        self, x: float, y: float, width: float, height: float, colour: Colour, thickness: float
    ) -> None:
        stroke = numbers(colour) + b" RG %b w " % numbers((thickness,))
        self.add(stroke + numbers((x, y, width, height)) + b" re S\n")

    def ink(self, colour: Colour) -> None:
        """The colour of operators added from elsewhere."""
        self.add(set_colour(colour))

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """A filled circle around (`x`, `y`)."""
        pull = radius * _CIRCLE
        quarters = [
            (x + radius, y + pull, x + pull, y + radius, x, y + radius),
            (x - pull, y + radius, x - radius, y + pull, x - radius, y),
            (x - radius, y - pull, x - pull, y - radius, x, y - radius),
            (x + pull, y - radius, x + radius, y - pull, x + radius, y),
        ]
        curves = b"".join(numbers(quarter) + b" c " for quarter in quarters)
        self.add(set_colour(colour) + numbers((x + radius, y)) + b" m " + curves + b"f\n")

    def line(self, text: str, style: Style, x: float, y: float, room: float) -> None:
        """One line, shrunk when it is wider than `room`."""
        shown = style.font.show(text, style.size, room, smallest=_SMALLEST)
        self.add(set_colour(style.colour) + b"BT " + place(x, y) + shown + b" ET\n")

    def centred(self, text: str, style: Style, x: float, y: float, room: float) -> None:
        width = style.font.width(text) * style.size
        self.line(text, style, x - min(width, room) / 2, y, room)

    def paragraph(self, text: str, style: Style, x: float, y: float, room: float) -> float:
        """A text on as many lines as it takes; returns the baseline under its last."""
        for line in wrap(style.font, text, style.size, room):
            self.line(line, style, x, y, room)
            y -= style.leading
        return y

    def block(self, text: str, style: Style, x: float, y: float, room: float, most: int) -> float:
        """A text on at most `most` lines, shrunk for that when needed."""
        size = style.size
        while size > _SMALLEST and len(wrap(style.font, text, size, room)) > most:
            size -= 0.5
        leading = style.leading * size / style.size
        fitted = Style(style.font, size, leading, style.colour)
        lines = wrap(style.font, text, size, room)
        for line in [*lines[: most - 1], " ".join(lines[most - 1 :])]:
            if line:
                self.line(line, fitted, x, y, room)
                y -= leading
        return y - style.leading + leading

    def operators(self) -> bytes:
        return b"".join(self._operators)
