"""What every page says in its own way: the account, and the address in the envelope's window."""

from datetime import date
from functools import cache
from typing import Protocol

from shared.adapters.letters import page_geometry as at
from shared.adapters.letters import wording
from shared.adapters.letters.drawing import INK, set_colour
from shared.adapters.letters.fonts import LetterFonts

SMALLEST_READABLE = 7.5

_POSTAL_SIZE = 10
_POSTAL_LEADING = at.mm(4.5)
_SECRET_SIZE = 21
_SMALLEST = 5


class Account(Protocol):
    """What a letter says of the account."""

    @property
    def username(self) -> str: ...
    @property
    def temporary_password(self) -> str | None: ...
    @property
    def grouped_password(self) -> str: ...
    @property
    def valid_until(self) -> date | None: ...


def place_near(x: float, y: float) -> bytes:
    """The next text starts here, to the nearest point: every byte counts thousands of times."""
    return b"\n1 0 0 1 %d %d Tm" % (round(x), round(y))


START = set_colour(INK) + b"BT "
END = b" ET"

_USERNAME = place_near(at.BOX_VALUE_LEFT, at.USERNAME_BASELINE)
_PASSWORD = place_near(at.BOX_VALUE_LEFT, at.PASSWORD_BASELINE)
_REMARK = place_near(at.BOX_VALUE_LEFT, at.REMARK_BASELINE)


@cache
def _postal_places(lines: int) -> tuple[bytes, ...]:
    """Places of the lines of an address, set in the middle of the envelope's window."""
    first = at.POSTAL_MIDDLE + (lines - 1) * _POSTAL_LEADING / 2 - _POSTAL_SIZE / 3
    return tuple(place_near(at.POSTAL_LEFT, first - n * _POSTAL_LEADING) for n in range(lines))


class PagePieces:
    """Operators, between `START` and `END`, that pages of any population are made of."""

    def __init__(self, fonts: LetterFonts) -> None:
        self._regular = fonts.regular.show
        self._common_size = fonts.regular.common_size
        self._bold = fonts.bold.show
        self._mono = fonts.mono.show
        self._remarks: dict[date, bytes] = {}

    def account(self, account: Account) -> list[bytes]:
        """The username, the temporary password if any, and until when it is to be used."""
        pieces = [_USERNAME, self._secret(account.username)]
        if account.temporary_password is not None:
            pieces += _PASSWORD, self._secret(account.grouped_password)
            valid_until = account.valid_until
            if valid_until is not None:
                pieces += _REMARK, self._remarks.get(valid_until) or self._remark(valid_until)
        return pieces

    def postal_address(self, name: str, lines: tuple[str, ...]) -> list[bytes]:
        """The name, then the address: what the postman reads through the window."""
        # The name shrinks alone: a very long one must not make the street unreadable.
        room = at.POSTAL_WIDTH
        show = self._regular
        size = self._common_size(lines, _POSTAL_SIZE, room, smallest=_SMALLEST)
        first, *below = _postal_places(1 + len(lines))
        pieces = [first, self._bold(name, _POSTAL_SIZE, room, smallest=SMALLEST_READABLE)]
        for start, line in zip(below, lines, strict=True):
            pieces += start, show(line, size, room, smallest=_SMALLEST)
        return pieces

    def _secret(self, text: str) -> bytes:
        return self._mono(text, _SECRET_SIZE, at.BOX_VALUE_WIDTH, smallest=_SMALLEST)

    def _remark(self, valid_until: date) -> bytes:
        """Made once for each date: most letters of a document say the same."""
        text = wording.usable_until(valid_until)
        remark = self._regular(text, 10.5, at.BOX_VALUE_WIDTH, smallest=_SMALLEST)
        self._remarks[valid_until] = remark
        return remark
