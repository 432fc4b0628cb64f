"""Where things stand on the page: A4, in points, from positions in millimetres."""

PAGE_WIDTH = 595.28
PAGE_HEIGHT = 841.89

_POINTS_PER_MM = 72 / 25.4


def mm(length: float) -> float:
    return length * _POINTS_PER_MM


def from_top(distance: float) -> float:
    """The height of what is `distance` millimetres under the upper edge."""
    return PAGE_HEIGHT - mm(distance)


LEFT = mm(20)
RIGHT = PAGE_WIDTH - mm(20)
TEXT_WIDTH = RIGHT - LEFT
LEFT_COLUMN = mm(84)
"""Width of what stands to the left of the window."""

# The window of a French DL envelope, and what is kept free in it: a sheet moves in its envelope.
WINDOW_LEFT = mm(110)
_WINDOW_MARGIN = mm(4)
POSTAL_LEFT = WINDOW_LEFT + _WINDOW_MARGIN
POSTAL_WIDTH = mm(85) - 2 * _WINDOW_MARGIN
POSTAL_MIDDLE = from_top(55 + 33 / 2)

RECIPIENT_BASELINES = (from_top(66.5), from_top(72), from_top(77.5))
CHILDREN_BASELINES = tuple(from_top(66.5 + 5 * n) for n in range(8))
DATE_BASELINE = from_top(98)
SUBJECT_BASELINE = from_top(111)
GREETING_BASELINE = from_top(122)

BOX_TOP = from_top(142)
BOX_HEIGHT = mm(42)
BOX_VALUE_LEFT = mm(74)
BOX_VALUE_WIDTH = RIGHT - BOX_VALUE_LEFT - mm(5)
USERNAME_BASELINE = BOX_TOP - mm(11.5)
PASSWORD_BASELINE = BOX_TOP - mm(27)
REMARK_BASELINE = BOX_TOP - mm(35.5)
