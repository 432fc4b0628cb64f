"""Where a pupil's letter says what, for contestants that put each text in its place."""

from collections.abc import Iterator
from typing import NamedTuple

from shared.adapters.letters import page_geometry as at
from shared.adapters.letters.drawing import wrap
from shared.adapters.letters.fonts import DocumentFont, LetterFonts
from shared.adapters.letters.page_geometry import from_top, mm
from shared.domain.letter import StudentLetter
from tests.bench.letters import said
from tests.bench.letters.fonts import BOLD, MONO, REGULAR

QR_SIDE = mm(31)
QR_LEFT, QR_BOTTOM = at.RIGHT - QR_SIDE - mm(5), from_top(195) - mm(38)
BOX = (at.LEFT, at.BOX_TOP - at.BOX_HEIGHT, at.TEXT_WIDTH, at.BOX_HEIGHT)
FOLD_MARKS = tuple((mm(6), from_top(third), mm(4), 0.5) for third in (99, 198))

ADDRESS_TOP, ADDRESS_LEADING = from_top(64), mm(4.5)
_STEPS_LEFT, _STEPS_WIDTH = at.LEFT + mm(9), mm(110)


class Line(NamedTuple):
    """A text on one line: its font, its size and the start of its baseline, in points."""

    font: str
    size: float
    x: float
    y: float
    text: str


def shared_lines() -> list[Line]:
    """What every letter says, cut into lines."""
    fonts = LetterFonts()
    inside = at.LEFT + mm(7)
    below_greeting, closing = at.GREETING_BASELINE - mm(7), from_top(265.5)
    school = enumerate(said.SCHOOL_LINES, start=1)
    return [
        Line(BOLD, 14, at.LEFT, from_top(19.5), said.SCHOOL_NAME),
        *(Line(REGULAR, 9, at.LEFT, from_top(19.5 + 4.5 * n), text) for n, text in school),
        Line(REGULAR, 9, at.LEFT, from_top(60.5), said.BESIDE),
        Line(REGULAR, 10.5, at.POSTAL_LEFT, at.DATE_BASELINE, said.DATED),
        Line(BOLD, 15, at.LEFT, at.SUBJECT_BASELINE, said.SUBJECT),
        *_paragraph(fonts.regular, said.WORDS.introduction, at.LEFT, below_greeting, at.TEXT_WIDTH),
        Line(REGULAR, 10.5, inside, at.USERNAME_BASELINE, said.USERNAME),
        Line(REGULAR, 10.5, inside, at.PASSWORD_BASELINE, said.WORDS.shown_label),
        Line(BOLD, 11.5, at.LEFT, from_top(195), said.WORDS.heading),
        *_steps(fonts.regular),
        Line(REGULAR, 9, QR_LEFT + mm(4), QR_BOTTOM - mm(6), said.SCAN),
        *_paragraph(fonts.regular, said.CONFIDENTIAL, at.LEFT, closing, at.TEXT_WIDTH),
        Line(REGULAR, 10.5, at.LEFT, closing - mm(10.6), said.WHOM_TO_ASK),
        Line(REGULAR, 9, at.LEFT, from_top(287), said.FOOTER),
    ]


def own_lines(letter: StudentLetter) -> list[Line]:
    """What this letter alone says."""
    family_name, first_name, school_class = at.RECIPIENT_BASELINES
    return [
        Line(BOLD, 12, at.LEFT, family_name, letter.family_name),
        Line(BOLD, 12, at.LEFT, first_name, letter.first_name),
        Line(REGULAR, 10.5, at.LEFT, school_class, said.school_class(letter)),
        Line(REGULAR, 10.5, at.LEFT, at.GREETING_BASELINE, said.greeting(letter)),
        Line(MONO, 21, at.BOX_VALUE_LEFT, at.USERNAME_BASELINE, letter.username),
        Line(MONO, 21, at.BOX_VALUE_LEFT, at.PASSWORD_BASELINE, letter.grouped_password),
        Line(REGULAR, 10.5, at.BOX_VALUE_LEFT, at.REMARK_BASELINE, said.REMARK),
        *(
            Line(REGULAR, 10, at.POSTAL_LEFT, ADDRESS_TOP - rank * ADDRESS_LEADING, line)
            for rank, line in enumerate(said.addressed_to(letter))
        ),
    ]


def _steps(font: DocumentFont) -> Iterator[Line]:
    y = from_top(204)
    for number, step in enumerate(said.WORDS.steps, start=1):
        yield Line(BOLD, 9.5, at.LEFT + mm(2), y, str(number))
        lines = list(_paragraph(font, step, _STEPS_LEFT, y, _STEPS_WIDTH))
        if number == said.WORDS.addresses_after:
            lines.append(Line(BOLD, 10.5, _STEPS_LEFT, lines[-1].y - mm(5.2), said.PORTAL))
        yield from lines
        y = lines[-1].y - mm(7.4)


def _paragraph(font: DocumentFont, text: str, x: float, y: float, width: float) -> Iterator[Line]:
    for rank, line in enumerate(wrap(font, text, 10.5, width)):
        yield Line(REGULAR, 10.5, x, y - rank * mm(5.2), line)
