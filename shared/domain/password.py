"""Temporary passwords: three groups of four letters, easy to read aloud, hard to guess."""

import secrets
from collections.abc import Iterator

ALPHABET = "bcdfghjkmnprstvwxyz"
"""No vowel, so no word; no letter taken for another; nothing a spreadsheet rewrites."""

LENGTH = 12
"""19 letters to the twelfth: 51 bits, one more than CNIL 2022-100 asks beside a lock-out."""

_SLANG = frozenset(("bz", "kkk", "ntm", "pd", "ptn", "fdp", "tg", "nzs", "mrd", "zb", "ss", "hh"))
_UNIFORM_LIMIT = 256 - 256 % len(ALPHABET)


def acceptable(password: str) -> bool:
    """Whether no group of letters reads as slang or an ugly acronym."""
    return not any(word in password for word in _SLANG)


def temporary_passwords() -> Iterator[str]:
    """An endless supply of temporary passwords, from the system's secure randomness.

    Bytes are drawn by the block, and those that would favour some letters are thrown away.
    """
    letters: list[str] = []
    while True:
        letters.extend(
            ALPHABET[b % len(ALPHABET)] for b in secrets.token_bytes(1024) if b < _UNIFORM_LIMIT
        )
        while len(letters) >= LENGTH:
            password = "".join(letters[:LENGTH])
            del letters[:LENGTH]
            if acceptable(password):
                yield password


def grouped(password: str) -> str:
    """The password as it is printed: `bdfk-mprt-xznc`. The hyphens are not part of it."""
    return "-".join(password[start : start + 4] for start in range(0, len(password), 4))
