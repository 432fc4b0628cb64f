"""Words found nowhere else, each of which some schools may read: told to another, it has leaked."""

import re
from collections.abc import Collection
from string import ascii_lowercase

from shared.domain.identifiers import AccountId, Uai

_MARK = "kqz"
_WORD = re.compile(rf"{_MARK}[a-z]{{4}}|(?<![0-9a-f])[0-9a-f]{{24}}(?![0-9a-f])")
_AN_ID = 16


class Canaries:
    """Makes the words, and knows who may read each of them: nobody may, unless it is said."""

    def __init__(self) -> None:
        self._made = 0
        self._readers: dict[str, set[Uai]] = {}
        self._noted: dict[Uai, set[str]] = {}

    def word(self, *readers: Uai) -> str:
        """A new one, in lower case."""
        ending = "".join(ascii_lowercase[self._made // 26**place % 26] for place in range(4))
        self._made += 1
        self._readers[_MARK + ending] = set(readers)
        return _MARK + ending

    def name(self, *readers: Uai) -> str:
        """One that can be a person's name."""
        return self.word(*readers).capitalize()

    def account_id(self, *readers: Uai) -> AccountId:
        """One that can be the id of an account."""
        return AccountId(self.word(*readers).rjust(_AN_ID, "0"))

    def is_of(self, operation_id: str, school: Uai) -> None:
        """An operation's id is such a word too."""
        self._readers[operation_id] = {school}

    def note(self, text: str, by: Uai) -> None:
        """What staff wrote, and their school keeps, repeats to them nothing but their own words."""
        self._noted.setdefault(by, set()).update(words_of(text))

    def hide(self, text: str, reader: Uai) -> None:
        """From now on `reader` may no longer be told the words of `text`."""
        for word in words_of(text):
            self._readers[word].discard(reader)

    def readable(self, text: str, reader: Uai) -> bool:
        """Whether `text` has such words, and `reader` may be told each of them."""
        found = words_of(text)
        return bool(found) and all(reader in self._readers.get(word, ()) for word in found)

    def leaked(self, text: str, readers: Collection[Uai], *, said: str = "") -> set[str]:
        """The words of `text` that none of `readers` may be told, but for those they `said`."""
        noted = {word for reader in readers for word in self._noted.get(reader, ())}
        told = words_of(text) - words_of(said) - noted
        known = {word: self._readers[word] for word in told if word in self._readers}
        return {word for word, allowed in known.items() if allowed.isdisjoint(readers)}


def words_of(text: str) -> set[str]:
    """What looks like a word made here, whatever the case it is written in."""
    return set(_WORD.findall(text.lower()))
