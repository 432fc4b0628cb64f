"""Texts that stay texts in a spreadsheet."""

import re
import unicodedata

LONGEST_CELL = 16_383
"""Half of what Excel takes: it counts a character beyond the basic plane twice."""

REMEMBERED_CELLS = 256
"""How many texts a list keeps ready: it says the same schools, classes and states over and over."""

REPLACEMENT = "?"

_BLANK = "\t\n\v\f\r\x85\u2028\u2029"
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF)
_PLAIN = dict.fromkeys(_CONTROLS, REPLACEMENT) | dict.fromkeys(map(ord, _BLANK), " ")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

_SIGNS = frozenset("=+-@\u2212")
"""What a formula begins with, the minus sign of typographers included."""

_END_OF_LATIN = "\u0250"
"""Beyond it, some letters are invisible."""

_SEPARATOR = re.compile("([,;])")
_BLANK_CATEGORIES = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"))
_BLANK_LETTERS = frozenset('"\u115f\u1160\u2800\u3164\uffa0')


def plain(text: str) -> str:
    """The text on one line, without control characters, as long as a cell can be."""
    if text.isalnum() and text.isascii() and len(text) <= LONGEST_CELL:
        return text
    if len(text) > LONGEST_CELL:
        text = text[: LONGEST_CELL - 1] + "…"
    return _LONE_SURROGATE.sub(REPLACEMENT, text.translate(_PLAIN))


def disarmed(text: str) -> str:
    """The plain text, with an apostrophe before what a spreadsheet could take for a formula.

    A sign counts whatever its width and the invisible characters before it. One after a comma or
    a semicolon counts too: the file may be opened with that as its separator.
    """
    text = plain(text)
    if text[:1].isalnum() and text < _END_OF_LATIN and "," not in text and ";" not in text:
        return text
    return "".join(
        f"'{piece}" if _like_formula(piece) else piece for piece in _SEPARATOR.split(text)
    )


def _like_formula(text: str) -> bool:
    first = next((character for character in text if not _blank(character)), "")
    return unicodedata.normalize("NFKC", first)[:1] in _SIGNS


def _blank(character: str) -> bool:
    """Whether nothing is seen of it, or a spreadsheet may drop it before it reads the cell."""
    return character in _BLANK_LETTERS or unicodedata.category(character) in _BLANK_CATEGORIES
