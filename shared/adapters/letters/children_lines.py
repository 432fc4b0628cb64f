"""The children a guardian's letter is about: `NOM Prénom (classe)`, one per line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from shared.adapters.letters import page_geometry as at
from shared.adapters.letters.fonts import LetterFonts
from shared.adapters.letters.guardian_wording import other_children
from shared.adapters.letters.page_pieces import SMALLEST_READABLE, place_near
from shared.domain.letter import Child

MOST_LINES = len(at.CHILDREN_BASELINES)

_LARGEST = 10.5
_SMALLEST_ON_ONE_LINE = 8.5
"""Points under which a name takes two lines rather than shrink further."""
_WIDEST_ON_ONE_LINE = at.LEFT_COLUMN / _SMALLEST_ON_ONE_LINE
_CLASS_ROOM = at.mm(30)
_INDENT = "\u00a0" * 3  # a line that continues a name does not look like another child
_PLACES = tuple(place_near(at.LEFT, y) for y in at.CHILDREN_BASELINES)


@dataclass(frozen=True, slots=True)
class _Named:
    """A child as her line names her, and how wide that is at one point."""

    child: Child
    name: str
    between_brackets: str
    width: float

    @property
    def lines(self) -> int:
        return 1 if self.width <= _WIDEST_ON_ONE_LINE else 2


class ChildrenLines:
    """Writes the children's names of the pages of one document."""

    def __init__(self, fonts: LetterFonts) -> None:
        self._regular = fonts.regular
        self._bold = fonts.bold

    def content(self, children: Sequence[Child]) -> list[bytes]:
        """Operators that show as many children as there is place for, and how many are left."""
        named = [self._measured(child) for child in children[:MOST_LINES]]
        fits = len(children) <= MOST_LINES and sum(n.lines for n in named) <= MOST_LINES
        kept = named if fits else _first_of(named)
        size = _common_size(kept)
        lines = list(chain.from_iterable(self._lines(n, size) for n in kept))
        if not fits:
            others = other_children(len(children) - len(kept))
            lines.append(self._regular.show(others, size, at.LEFT_COLUMN, smallest=size))
        return [piece for placed in zip(_PLACES, lines, strict=False) for piece in placed]

    def _measured(self, child: Child) -> _Named:
        name = f"{child.family_name} {child.first_name}"
        school_class = child.school_class or child.class_label
        between_brackets = f" ({school_class})" if school_class else ""
        width = self._bold.width(name) + self._regular.width(between_brackets)
        return _Named(child, name, between_brackets, width)

    def _lines(self, named: _Named, size: float) -> list[bytes]:
        """One line, or two for a long name, which alone is cut: never the class for its sake."""
        if named.lines == 1:
            return [
                self._bold.show(named.name, size, at.LEFT_COLUMN, smallest=size)
                + self._regular.show(named.between_brackets, size, at.LEFT_COLUMN, smallest=size)
            ]
        brackets = self._regular.show(
            named.between_brackets, size, _CLASS_ROOM, smallest=SMALLEST_READABLE
        )
        taken = min(self._regular.width(named.between_brackets) * size, _CLASS_ROOM)
        first_name = self._name(_INDENT + named.child.first_name, size, at.LEFT_COLUMN - taken)
        return [self._name(named.child.family_name, size, at.LEFT_COLUMN), first_name + brackets]

    def _name(self, name: str, size: float, room: float) -> bytes:
        return self._bold.show(name, size, room, smallest=SMALLEST_READABLE)


def _first_of(named: Iterable[_Named]) -> list[_Named]:
    """Those that leave a line to say how many more there are."""
    kept: list[_Named] = []
    left = MOST_LINES - 1
    for child in named:
        left -= child.lines
        if left < 0:
            break
        kept.append(child)
    return kept


def _common_size(named: Iterable[_Named]) -> float:
    """The size, in tenths of a point, at which all that are on one line fit."""
    widest = max((child.width for child in named if child.lines == 1), default=0)
    if widest * _LARGEST <= at.LEFT_COLUMN:
        return _LARGEST
    return int(at.LEFT_COLUMN / widest * 10) / 10
