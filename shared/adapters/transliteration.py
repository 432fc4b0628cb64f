"""Any script to ASCII letters, for usernames."""

from anyascii import anyascii


def transliterate(text: str) -> str:
    """`Œuvre` to `OEuvre`, `Жанна` to `Zhanna`; what has no sound becomes nothing."""
    return str(anyascii(text))
