"""What differs from one student's page to the next."""

from shared.adapters.letters import page_geometry as at
from shared.adapters.letters.fonts import LetterFonts
from shared.adapters.letters.page_pieces import (
    END,
    SMALLEST_READABLE,
    START,
    PagePieces,
    place_near,
)
from shared.domain.letter import StudentLetter

_FAMILY_NAME, _FIRST_NAME, _CLASS = (place_near(at.LEFT, y) for y in at.RECIPIENT_BASELINES)
_GREETING = place_near(at.LEFT, at.GREETING_BASELINE)


class StudentPage:
    """Writes the variable part of the pages of one document."""

    def __init__(self, fonts: LetterFonts) -> None:
        self._regular = fonts.regular.show
        self._bold = fonts.bold.show
        self._pieces = PagePieces(fonts)

    def content(self, letter: StudentLetter) -> bytes:
        """Operators that show the texts of one letter over the form."""
        pieces = [START, *self._recipient(letter), *self._greeting(letter)]
        pieces += self._pieces.account(letter)
        if letter.postal_lines:
            name = f"{letter.first_name} {letter.family_name}"
            pieces += self._pieces.postal_address(name, letter.postal_lines)
        pieces.append(END)
        return b"".join(pieces)

    def _recipient(self, letter: StudentLetter) -> tuple[bytes, ...]:
        room = at.LEFT_COLUMN
        school_class = " – ".join(filter(None, (letter.school_class, letter.class_label)))
        return (
            *(_FAMILY_NAME, self._bold(letter.family_name, 12, room, smallest=SMALLEST_READABLE)),
            *(_FIRST_NAME, self._bold(letter.first_name, 12, room, smallest=SMALLEST_READABLE)),
            *(_CLASS, self._regular(school_class, 10.5, room, smallest=SMALLEST_READABLE)),
        )

    def _greeting(self, letter: StudentLetter) -> tuple[bytes, bytes]:
        school_class = f" ({letter.school_class})" if letter.school_class else ""
        text = f"Bonjour {letter.first_name} {letter.family_name}{school_class},"
        return _GREETING, self._regular(text, 10.5, at.TEXT_WIDTH, smallest=SMALLEST_READABLE)
