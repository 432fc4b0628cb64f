"""The content of the pages of a list: what all share, drawn once, and what differs."""

import re
from collections.abc import Sequence
from operator import attrgetter

from shared.adapters.letters import wording
from shared.adapters.letters.drawing import (
    ACCENT,
    INK,
    QUIET,
    RULE,
    TINT,
    Drawing,
    Style,
    place,
    set_colour,
    wrap,
)
from shared.adapters.letters.fonts import DocumentFont, LetterFonts
from shared.adapters.letters.page_geometry import mm
from shared.adapters.lists.list_layout import (
    CONFIDENTIAL,
    CONTINUED,
    MARGIN,
    ROW_HEIGHT,
    TEXT_RISE,
    Layout,
)
from shared.domain.account_list import GuardianListRow, ListHeading, StudentListRow
from shared.domain.school import NO_CLASS_LABEL

ListRow = StudentListRow | GuardianListRow
ClassNames = tuple[str, str]
"""Code and label of a class."""

SHARED_FORM, TOTAL_FORM = b"S", b"T"
"""What pages call the two forms."""

_SHOW_SHARED, _SHOW_TOTAL = (b"/%b Do\n" % form for form in (SHARED_FORM, TOTAL_FORM))
_WHITE = (1.0, 1.0, 1.0)
_SIZE = 9
_ONE_LINE = 7.5
_MOST_LINES = 2
_TWO_LINES = (7, 6.5, 6)
_SMALLEST = 4.5
_LAST_RESORT = (5.5, 5, _SMALLEST)
_BETWEEN_WORDS = re.compile("[ -]")
_PADDING = mm(1.4)


class ListPages:
    """Writes the content of the pages of one document."""

    def __init__(self, fonts: LetterFonts, layout: Layout) -> None:
        self._layout = layout
        self._cells_of = attrgetter(*(printed.column.attribute for printed in layout.columns))
        edges = layout.edges
        self._columns = [
            _ColumnCells(fonts.mono if column.mono else fonts.regular, layout, left, right - left)
            for column, left, right in zip(layout.columns, edges, edges[1:], strict=False)
        ]
        self._stripes = [_stripes(layout, rows) for rows in range(layout.rows + 1)]
        self._class_code = Style(fonts.bold, 16, mm(7), ACCENT)
        self._class_label = Style(fonts.regular, 11, mm(5), QUIET)
        self._school = Style(fonts.bold, 10, mm(5), INK)
        self._small = Style(fonts.regular, 8.5, mm(4), QUIET)
        self._column_title = Style(fonts.bold, 8.5, mm(4), _WHITE)

    def content(
        self, names: ClassNames, rows: Sequence[ListRow], *, number: int, continued: bool
    ) -> bytes:
        """Operators of one page, the form that all share excepted."""
        pieces = [_SHOW_SHARED, self._class_title(names, continued=continued)]
        pieces += self._stripes[len(rows)], set_colour(INK), b"BT "
        columns = self._columns
        for rank, row in enumerate(rows):
            for column, text in zip(columns, self._cells_of(row), strict=True):
                pieces.append(column.show(rank, text))
        pieces += b" ET\n", self._page_number(number), _SHOW_TOTAL
        return b"".join(pieces)

    def shared(self, heading: ListHeading) -> bytes:
        """The content of the form that every page shows: heading, titles of columns, warning."""
        layout, drawing = self._layout, Drawing()
        dated = f"Le {wording.in_full(heading.dated)}"
        room = layout.table_width - mm(45)
        school = f"{heading.school_name} · UAI {heading.uai}"
        drawing.line(school, self._school, MARGIN, layout.from_top(14), room)
        drawing.line(heading.title, self._small, MARGIN, layout.from_top(19), room)
        _flush_right(drawing, dated, self._small, layout.right, layout.from_top(14))
        drawing.rectangle(MARGIN, layout.from_top(22), layout.table_width, 0.8, RULE)
        self._draw_column_titles(drawing)
        drawing.line(CONFIDENTIAL, self._small, MARGIN, mm(10), layout.table_width / 2)
        return drawing.operators()

    def total(self, pages: int) -> bytes:
        """The content of the form that ends the page number, known once all pages are written."""
        drawing = Drawing()
        drawing.line(f" / {pages}", self._small, self._number_middle, mm(10), mm(20))
        return drawing.operators()

    def _page_number(self, number: int) -> bytes:
        drawing = Drawing()
        _flush_right(drawing, f"Page {number}", self._small, self._number_middle, mm(10))
        return drawing.operators()

    @property
    def _number_middle(self) -> float:
        """Between « Page n » and « / m »."""
        return self._layout.right - mm(8)

    def _class_title(self, names: ClassNames, *, continued: bool) -> bytes:
        code, label = names
        title = code or label or NO_CLASS_LABEL
        under = label if label != title else ""
        layout, drawing = self._layout, Drawing()
        y = layout.from_top(31 if under else 34)
        shown = title + CONTINUED * continued
        drawing.line(shown, self._class_code, MARGIN, y, layout.table_width)
        if under:
            y = layout.from_top(37)
            drawing.line(under, self._class_label, MARGIN, y, layout.table_width)
        return drawing.operators()

    def _draw_column_titles(self, drawing: Drawing) -> None:
        layout = self._layout
        drawing.rectangle(MARGIN, layout.table_top, layout.table_width, ROW_HEIGHT, ACCENT)
        y = layout.table_top + TEXT_RISE
        edges = layout.edges
        for column, left, right in zip(layout.columns, edges, edges[1:], strict=False):
            room = right - left - 2 * _PADDING
            drawing.line(column.column.title, self._column_title, left + _PADDING, y, room)


class _ColumnCells:
    """The cells of one column: on one line when they can be read so, else on two."""

    def __init__(self, font: DocumentFont, layout: Layout, left: float, width: float) -> None:
        self._font = font
        self._show = font.show
        self._x = left + _PADDING
        self._room = width - 2 * _PADDING
        self._short = int(self._room / (font.width("@") * _ONE_LINE))
        self._bottoms = [layout.row_bottom(rank) for rank in range(layout.rows)]
        self._places = [place(self._x, bottom + TEXT_RISE) for bottom in self._bottoms]

    def show(self, rank: int, text: str) -> bytes:
        """Operators that show `text` in the row of that rank on the page."""
        if len(text) > self._short and self._font.width(text) * _ONE_LINE > self._room:
            return self._on_two_lines(self._bottoms[rank], text)
        return self._places[rank] + self._show(text, _SIZE, self._room, smallest=_SMALLEST)

    def _on_two_lines(self, bottom: float, text: str) -> bytes:
        size, lines = self._two_lines(self._font.drawable(text))
        heights = (bottom + ROW_HEIGHT / 2 + mm(0.6), bottom + mm(1))
        return b"".join(
            place(self._x, y) + self._show(line, size, self._room, smallest=_SMALLEST)
            for y, line in zip(heights, lines, strict=True)
        )

    def _two_lines(self, text: str) -> tuple[float, tuple[str, str]]:
        """Two lines and their size: cut between words if that can be read, else anywhere."""
        for size in _TWO_LINES:
            for cut in reversed([found.end() for found in _BETWEEN_WORDS.finditer(text)]):
                lines = (text[:cut].rstrip(), text[cut:])
                if all(self._font.width(line) * size <= self._room for line in lines):
                    return size, lines
        for size in (*_TWO_LINES, *_LAST_RESORT):
            pieces = wrap(self._font, text, size, self._room)
            if len(pieces) == _MOST_LINES:
                break
        return size, (pieces[0], " ".join(pieces[1:]))


def _stripes(layout: Layout, rows: int) -> bytes:
    """The ground of every other row, and a rule under the last."""
    drawing = Drawing()
    for rank in range(1, rows, 2):
        y = layout.row_bottom(rank)
        drawing.rectangle(MARGIN, y, layout.table_width, ROW_HEIGHT, TINT)
    drawing.rectangle(MARGIN, layout.row_bottom(rows - 1), layout.table_width, 0.6, RULE)
    return drawing.operators()


def _flush_right(drawing: Drawing, text: str, style: Style, right: float, y: float) -> None:
    width = style.font.width(text) * style.size
    drawing.line(text, style, right - width, y, width + 1)
