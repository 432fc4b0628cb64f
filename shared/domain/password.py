"""Temporary passwords: three groups of four letters, easy to read aloud, hard to guess."""

import re
import secrets
from collections.abc import Iterator

ALPHABET = "bcdfghjkmnprstvwxyz"
"""No vowel, so no word; no letter taken for another; nothing a spreadsheet rewrites."""

LENGTH = 12
"""19 letters to the twelfth: 51 bits, one more than CNIL 2022-100 asks beside a lock-out."""

_SLANG = re.compile("bz|kkk|ntm|pd|ptn|fdp|tg|nzs|mrd|zb|ss|hh")
_BLOCK = 1024
_LETTERS = len(ALPHABET)
_LETTER_OF = bytes(ord(ALPHABET[byte % _LETTERS]) for byte in range(256))
_FAVOURING = bytes(range(256 - 256 % _LETTERS, 256))
"""Bytes that would give the first letters once more than the others."""


def acceptable(password: str) -> bool:
    """Whether no group of letters reads as slang or an ugly acronym."""
    return _SLANG.search(password) is None


def temporary_passwords() -> Iterator[str]:
    """An endless supply of temporary passwords, from the system's secure randomness.

    Bytes are drawn by the block, and those that would favour some letters are thrown away.
    """
    letters = ""
    while True:
        letters += secrets.token_bytes(_BLOCK).translate(_LETTER_OF, _FAVOURING).decode()
        whole = len(letters) // LENGTH * LENGTH
        for start in range(0, whole, LENGTH):
            password = letters[start : start + LENGTH]
            if acceptable(password):
                yield password
        letters = letters[whole:]


def grouped(password: str) -> str:
    """The password as it is printed: `bdfk-mprt-xznc`. The hyphens are not part of it."""
    return "-".join(password[start : start + 4] for start in range(0, len(password), 4))
