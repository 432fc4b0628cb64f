"""French alphabetical order, and the folding that makes a search forgiving."""

import re
import unicodedata

_DIGITS = re.compile(r"(\d+)")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l"})

SortKey = tuple[str, str]
ClassKey = tuple[tuple[int, int, str], ...]


class _Plain(dict[int, str | None]):
    """For `str.translate`: letters and digits as they are, accents gone, a space for the rest."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        if unicodedata.combining(character):
            return None
        return character if character.isalnum() else " "


_PLAIN = _Plain()
# Those of Latin scripts and the combining accents are known beforehand.
_PLAIN.update({code: _PLAIN[code] for code in range(0x370)})


def folded(text: str) -> str:
    """Lower case without accents, ligatures opened, anything but letters and digits a space."""
    # Decomposed on both sides: « ᴬ » has a capital in it that only the first one brings to light.
    # What is ASCII is decomposed already, and most names are.
    if text.isascii():
        decomposed = text.lower()
    else:
        lowered = unicodedata.normalize("NFKD", text).casefold().translate(_LIGATURES)
        decomposed = unicodedata.normalize("NFKD", lowered)
    return " ".join(decomposed.translate(_PLAIN).split())


def name_key(text: str) -> SortKey:
    """Letters first, spaces, hyphens and apostrophes ignored; accents decide between equals."""
    return folded(text).replace(" ", ""), text.casefold()


def class_key(code: str) -> ClassKey:
    """Class codes as people read them: `2 nde 9` before `2 nde 10`."""
    parts = _DIGITS.split(folded(code))
    return tuple((1, 0, p) if i % 2 == 0 else (0, int(p), "") for i, p in enumerate(parts) if p)
