"""Usernames: first letter of the first name, a dot, the family name, a number when taken."""

import re
import unicodedata
from collections.abc import Callable

Transliterate = Callable[[str], str]
"""Any script to ASCII: `Œ` to `OE`, `Ж` to `Zh`. Injected, since it needs the Unicode tables."""

_NOT_A_LETTER = re.compile(r"[^a-z]")


class UnusableNameError(ValueError):
    """A name that leaves no letter to make a username of."""


def username_stem(first_name: str, family_name: str, transliterate: Transliterate) -> str:
    """`Chloë`, `d'Œuvre-Ça` → `c.doeuvreca`: what the username is before any number.

    ASCII, lower case, letters only. The family name is the birth name where there is one.

    Raises:
        UnusableNameError: when either name has no letter at all.
    """
    first, family = _letters(first_name, transliterate), _letters(family_name, transliterate)
    if not first or not family:
        raise UnusableNameError
    return f"{first[0]}.{family}"


def numbered(stem: str, rank: int) -> str:
    """The username of the `rank`-th person of that stem: then `m.martin2` and so on."""
    return stem if rank == 1 else f"{stem}{rank}"


def _letters(name: str, transliterate: Transliterate) -> str:
    # NFKC first, so that an accent typed apart and an accented letter give the same letters.
    ascii_name = transliterate(unicodedata.normalize("NFKC", name))
    return _NOT_A_LETTER.sub("", ascii_name.lower())
