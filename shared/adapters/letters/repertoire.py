"""The characters of French, one byte each, and what becomes of all others."""

import codecs
import unicodedata

LONGEST_TEXT = 400
"""Characters of a text that are looked at; no place on a page holds more."""

REPLACEMENT = "?"

_UNASSIGNED = "\ufffe"
_PLAIN_ASCII = "".join(chr(c) for c in range(0x20, 0x7F) if chr(c) not in "()\\")
_OTHERS = "()\\" + "àâäæçéèêëîïôöœùûüÿÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ" + "áíñóúÁÍÑÓÚ" + "\u00a0«»’‘“”–—…·•°ªº€"


def _single_byte_table() -> str:
    """ASCII in its place, but for the three characters that PDF strings escape: they move."""
    table = [_UNASSIGNED] * 256
    for character in _PLAIN_ASCII:
        table[ord(character)] = character
    table[0x80 : 0x80 + len(_OTHERS)] = _OTHERS
    return "".join(table)


FRENCH = _single_byte_table()
"""Character of each byte; bytes never need escaping between the brackets of a PDF string."""

_FRENCH_MAP = codecs.charmap_build(FRENCH)

CODE_OF = {c: code for code, c in enumerate(FRENCH) if c != _UNASSIGNED}


def encode(text: str) -> bytes:
    """One byte per character; raises `UnicodeEncodeError` outside the French repertoire."""
    return codecs.charmap_encode(text, "strict", _FRENCH_MAP)[0]


def shortened(text: str) -> str:
    """At most `LONGEST_TEXT` characters, the last "…" when some are left out."""
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def normalised(text: str) -> str:
    """Composed accents, plain spaces, no invisible character; what cannot be read is replaced.

    Right-to-left scripts are replaced too: letter by letter from left to right they would show
    another name. The civil registry writes names in Latin letters.
    """
    return "".join(map(_shown, unicodedata.normalize("NFC", shortened(text))))


def _shown(character: str) -> str:
    if character in CODE_OF:
        return character
    category = unicodedata.category(character)
    if category == "Zs" or character in "\t\n\r":
        return " "
    if category == "Cf" or category[0] == "M":
        return ""
    if category[0] == "C" or unicodedata.bidirectional(character) in {"R", "AL", "AN"}:
        return REPLACEMENT
    return character
