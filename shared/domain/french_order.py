"""French alphabetical order, and the folding that makes a search forgiving."""

import re
import unicodedata

_DIGITS = re.compile(r"(\d+)")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l"})

SortKey = tuple[str, str]
ClassKey = tuple[tuple[int, int, str], ...]


def _letters_of(character: str) -> str:
    """What is left of a character once folded: letters and digits, a space, or nothing."""
    # Decomposed on both sides: « ᴬ » has a capital in it that only the first one brings to light.
    lowered = unicodedata.normalize("NFKD", character).casefold().translate(_LIGATURES)
    decomposed = unicodedata.normalize("NFKD", lowered)
    bare = (each for each in decomposed if not unicodedata.combining(each))
    return "".join(each if each.isalnum() else " " for each in bare)


class _Folds(dict[int, str]):
    """For `str.translate`: a whole school is folded at each search, so letter by letter in C."""

    def __missing__(self, code: int) -> str:
        return _letters_of(chr(code))


_FOLDS = _Folds()
# Those of Latin scripts and the combining accents are known beforehand.
_FOLDS.update({code: _letters_of(chr(code)) for code in range(0x370)})


def folded(text: str) -> str:
    """Lower case without accents, ligatures opened, anything but letters and digits a space."""
    return " ".join(text.translate(_FOLDS).split())


def name_key(text: str) -> SortKey:
    """Letters first, spaces, hyphens and apostrophes ignored; accents decide between equals."""
    return "".join(text.translate(_FOLDS).split()), text.casefold()


def class_key(code: str) -> ClassKey:
    """Class codes as people read them: `2 nde 9` before `2 nde 10`."""
    parts = _DIGITS.split(folded(code))
    return tuple((1, 0, p) if i % 2 == 0 else (0, int(p), "") for i, p in enumerate(parts) if p)
