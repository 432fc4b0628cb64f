"""What differs from one student's page to the next."""

from datetime import date
from functools import cache

from shared.adapters.letters import page_geometry as at
from shared.adapters.letters import wording
from shared.adapters.letters.drawing import INK, set_colour
from shared.adapters.letters.fonts import LetterFonts
from shared.domain.letter import StudentLetter

_POSTAL_SIZE = 10
_POSTAL_LEADING = at.mm(4.5)
_SECRET_SIZE = 21
_SMALLEST = 5
_SMALLEST_READABLE = 7.5


def _place(x: float, y: float) -> bytes:
    """The next text starts here, to the nearest point: every byte counts thousands of times."""
    return b"\n1 0 0 1 %d %d Tm" % (round(x), round(y))


_INK = set_colour(INK)
_FAMILY_NAME, _FIRST_NAME, _CLASS = (_place(at.LEFT, y) for y in at.RECIPIENT_BASELINES)
_GREETING = _place(at.LEFT, at.GREETING_BASELINE)
_USERNAME = _place(at.BOX_VALUE_LEFT, at.USERNAME_BASELINE)
_PASSWORD = _place(at.BOX_VALUE_LEFT, at.PASSWORD_BASELINE)
_REMARK = _place(at.BOX_VALUE_LEFT, at.REMARK_BASELINE)


@cache
def _postal_places(lines: int) -> tuple[bytes, ...]:
    """Places of the lines of an address, set in the middle of the envelope's window."""
    first = at.POSTAL_MIDDLE + (lines - 1) * _POSTAL_LEADING / 2 - _POSTAL_SIZE / 3
    return tuple(_place(at.POSTAL_LEFT, first - n * _POSTAL_LEADING) for n in range(lines))


class StudentPage:
    """Writes the variable part of the pages of one document."""

    def __init__(self, fonts: LetterFonts) -> None:
        self._regular = fonts.regular.show
        self._common_size = fonts.regular.common_size
        self._bold = fonts.bold.show
        self._mono = fonts.mono.show
        self._remarks: dict[date, bytes] = {}

    def content(self, letter: StudentLetter) -> bytes:
        """Operators that show the texts of one letter over the form."""
        pieces = [_INK, b"BT ", *self._recipient(letter), *self._greeting(letter)]
        pieces += _USERNAME, self._secret(letter.username)
        if letter.temporary_password is not None:
            pieces += _PASSWORD, self._secret(letter.grouped_password)
        if letter.temporary_password is not None and letter.valid_until is not None:
            pieces += _REMARK, self._remark(letter.valid_until)
        if letter.postal_lines:
            pieces += self._postal_address(letter)
        pieces.append(b" ET")
        return b"".join(pieces)

    def _recipient(self, letter: StudentLetter) -> tuple[bytes, ...]:
        room = at.LEFT_COLUMN
        school_class = " – ".join(filter(None, (letter.school_class, letter.class_label)))
        return (
            *(_FAMILY_NAME, self._bold(letter.family_name, 12, room, smallest=_SMALLEST_READABLE)),
            *(_FIRST_NAME, self._bold(letter.first_name, 12, room, smallest=_SMALLEST_READABLE)),
            *(_CLASS, self._regular(school_class, 10.5, room, smallest=_SMALLEST_READABLE)),
        )

    def _greeting(self, letter: StudentLetter) -> tuple[bytes, bytes]:
        school_class = f" ({letter.school_class})" if letter.school_class else ""
        text = f"Bonjour {letter.first_name} {letter.family_name}{school_class},"
        return _GREETING, self._regular(text, 10.5, at.TEXT_WIDTH, smallest=_SMALLEST_READABLE)

    def _secret(self, text: str) -> bytes:
        return self._mono(text, _SECRET_SIZE, at.BOX_VALUE_WIDTH, smallest=_SMALLEST)

    def _remark(self, valid_until: date) -> bytes:
        remark = self._remarks.get(valid_until)
        if remark is None:
            text = wording.usable_until(valid_until)
            remark = self._regular(text, 10.5, at.BOX_VALUE_WIDTH, smallest=_SMALLEST)
            self._remarks[valid_until] = remark
        return remark

    def _postal_address(self, letter: StudentLetter) -> list[bytes]:
        """The name, then the address: what the postman reads through the window."""
        name = f"{letter.first_name} {letter.family_name}"
        lines = letter.postal_lines
        # The name shrinks alone: a very long one must not make the street unreadable.
        size = self._common_size(lines, _POSTAL_SIZE, at.POSTAL_WIDTH, smallest=_SMALLEST)
        places = _postal_places(1 + len(lines))
        name_text = self._bold(name, _POSTAL_SIZE, at.POSTAL_WIDTH, smallest=_SMALLEST_READABLE)
        pieces = [places[0], name_text]
        for start, line in zip(places[1:], lines, strict=True):
            pieces += start, self._regular(line, size, at.POSTAL_WIDTH, smallest=_SMALLEST)
        return pieces
