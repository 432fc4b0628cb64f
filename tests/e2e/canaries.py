"""What the whole session had in hand, and the search for it where it must not be."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import httpx

from shared.domain.password import ALPHABET, LENGTH

_JWT = re.compile(r"eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.")
_PRINTED = re.compile(rf"\b[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}\b")
_AS_STORED = re.compile(rf"(?=([{ALPHABET}]{{{LENGTH}}}))")
_SHORTEST_SEARCH = 8
"""Shorter ones are words of any log."""


@dataclass
class Session:
    """What clients of the session have seen: passwords shown, errors told, texts searched for."""

    passwords: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)
    searched: set[str] = field(default_factory=set)

    def watching(self) -> dict[str, list[Callable[..., None]]]:
        """The hooks by which an httpx client lets it see."""
        return {"request": [self._asked], "response": [self._answered]}

    def _asked(self, request: httpx.Request) -> None:
        text = request.url.params.get("q", "")
        if len(text) >= _SHORTEST_SEARCH:
            self.searched.add(text)

    def _answered(self, response: httpx.Response) -> None:
        text = response.read().decode(errors="replace")
        self.passwords |= passwords_in(text)
        if response.is_error:
            self.errors.append(text)


SESSION = Session()


def passwords_in(text: str) -> set[str]:
    """What is printed in a text as a temporary password is, without its hyphens."""
    return {found.replace("-", "") for found in _PRINTED.findall(text)}


def leaks(text: str, *, passwords: set[str], words: Iterable[str]) -> list[str]:
    """What kinds of secret are in a text. Which ones would be a leak of its own in a test's log."""
    found = [f"a word of {len(word)} letters" for word in words if word in text]
    # One pass for thousands of passwords, printed or as they are stored.
    there = set(_AS_STORED.findall(text)) | passwords_in(text)
    found += ["a password"] * len(there & passwords)
    found += ["a token"] * len(_JWT.findall(text))
    return found
