"""What differs from one guardian's page to the next."""

from shared.adapters.letters import page_geometry as at
from shared.adapters.letters.children_lines import ChildrenLines
from shared.adapters.letters.fonts import LetterFonts
from shared.adapters.letters.page_pieces import (
    END,
    SMALLEST_READABLE,
    START,
    PagePieces,
    place_near,
)
from shared.domain.letter import GuardianLetter

_GREETING = place_near(at.LEFT, at.GREETING_BASELINE)


class GuardianPage:
    """Writes the variable part of the pages of one document."""

    def __init__(self, fonts: LetterFonts) -> None:
        self._regular = fonts.regular.show
        self._children = ChildrenLines(fonts)
        self._pieces = PagePieces(fonts)

    def content(self, letter: GuardianLetter) -> bytes:
        """Operators that show the texts of one letter over the form.

        Her name stands in the window even without an address: the letter is then handed to her.
        """
        pieces = [START, *self._children.content(letter.children)]
        pieces += _GREETING, self._greeting(letter.spoken_to)
        pieces += self._pieces.account(letter)
        pieces += self._pieces.postal_address(letter.addressee, letter.postal_lines)
        pieces.append(END)
        return b"".join(pieces)

    def _greeting(self, name: str) -> bytes:
        return self._regular(f"Bonjour {name},", 10.5, at.TEXT_WIDTH, smallest=SMALLEST_READABLE)
