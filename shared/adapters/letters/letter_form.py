"""What all letters of one school have in common, drawn once and shown on every page."""

from shared.adapters.letters import page_geometry as at
from shared.adapters.letters import wording
from shared.adapters.letters.drawing import ACCENT, INK, QUIET, RULE, TINT, Drawing, Style
from shared.adapters.letters.fonts import LetterFonts
from shared.adapters.letters.page_geometry import from_top, mm
from shared.adapters.letters.qr import qr_operators
from shared.adapters.letters.wording import Wording
from shared.domain.letter import Letterhead

_WHITE = (1.0, 1.0, 1.0)
_HAIRLINE = 0.6

_QR_SIDE = mm(31)
_QR_FRAME = mm(5)
"""White around the code: the four modules that the standard asks for, or more."""
_QR_LEFT = at.RIGHT - _QR_SIDE - _QR_FRAME
_STEPS_TOP = from_top(195)
_STEPS_BOTTOM = from_top(258)
_QR_BOTTOM = _STEPS_TOP - mm(7) - _QR_SIDE
_QR_FRAME_BOTTOM = _QR_BOTTOM - _QR_FRAME - mm(4)
_STEP_SIZES = (10.5, 10, 9.5, 9, 8.5, 8)
_STEP_LEFT = at.LEFT + mm(9)
_STEP_WIDTH = _QR_LEFT - _QR_FRAME - mm(4) - _STEP_LEFT


def form_content(
    fonts: LetterFonts, letterhead: Letterhead, words: Wording, beside_window: str
) -> bytes:
    """The content of the form for one population and one state of the password."""
    form = _LetterForm(fonts)
    form.draw_letterhead(letterhead)
    form.draw_beside_window(beside_window)
    form.draw_fold_marks()
    form.draw_opening(letterhead, words)
    form.draw_box(words)
    form.draw_steps(words, letterhead.portal_urls)
    form.draw_qr(letterhead.portal_urls[0])
    form.draw_closing(letterhead)
    return form.drawing.operators()


class _LetterForm:
    def __init__(self, fonts: LetterFonts) -> None:
        self.drawing = Drawing()
        self._name = Style(fonts.bold, 14, mm(6), ACCENT)
        self._subject = Style(fonts.bold, 15, mm(6.5), ACCENT)
        self._heading = Style(fonts.bold, 11.5, mm(6), ACCENT)
        self._body = Style(fonts.regular, 10.5, mm(5.2))
        self._strong = Style(fonts.bold, 10.5, mm(5.2))
        self._value = Style(fonts.bold, 15, mm(6))
        self._small = Style(fonts.regular, 9, mm(4.3), QUIET)
        self._label = Style(fonts.regular, 10.5, mm(5), QUIET)
        self._figure = Style(fonts.bold, 9.5, mm(5), _WHITE)

    def draw_letterhead(self, letterhead: Letterhead) -> None:
        top = from_top(12)
        self.drawing.rectangle(at.LEFT, top, mm(14), 2.4, ACCENT)
        y = self.drawing.block(
            letterhead.school_name, self._name, at.LEFT, top - mm(7.5), at.LEFT_COLUMN, 2
        )
        for line in letterhead.school_lines:
            self.drawing.line(line, self._small, at.LEFT, y, at.LEFT_COLUMN)
            y -= self._small.leading

    def draw_beside_window(self, text: str) -> None:
        self.drawing.line(text, self._small, at.LEFT, from_top(60.5), mm(60))

    def draw_fold_marks(self) -> None:
        for third in (99, 198):
            self.drawing.rectangle(mm(6), from_top(third), mm(4), 0.5, RULE)

    def draw_opening(self, letterhead: Letterhead, words: Wording) -> None:
        dated = f"Le {wording.in_full(letterhead.dated)}"
        self.drawing.line(dated, self._body, at.POSTAL_LEFT, at.DATE_BASELINE, mm(80))
        self.drawing.line(
            wording.SUBJECT, self._subject, at.LEFT, at.SUBJECT_BASELINE, at.TEXT_WIDTH
        )
        below = at.GREETING_BASELINE - mm(7)
        self.drawing.paragraph(words.introduction, self._body, at.LEFT, below, at.TEXT_WIDTH)

    def draw_box(self, words: Wording) -> None:
        """The box of the account: its labels, and the password where all letters say the same."""
        bottom = at.BOX_TOP - at.BOX_HEIGHT
        self.drawing.rectangle(at.LEFT, bottom, at.TEXT_WIDTH, at.BOX_HEIGHT, TINT)
        self.drawing.rectangle(at.LEFT, bottom, 2.4, at.BOX_HEIGHT, ACCENT)
        inside = at.LEFT + mm(7)
        middle = (at.USERNAME_BASELINE + at.PASSWORD_BASELINE) / 2 + mm(2.4)
        self.drawing.rectangle(inside, middle, at.TEXT_WIDTH - mm(12), _HAIRLINE, RULE)
        labels = at.BOX_VALUE_LEFT - inside - mm(2)
        self.drawing.line(wording.USERNAME, self._label, inside, at.USERNAME_BASELINE, labels)
        self.drawing.line(words.shown_label, self._label, inside, at.PASSWORD_BASELINE, labels)
        for text, style, y in (
            (words.shown, self._value, at.PASSWORD_BASELINE),
            (words.remark, self._body, at.REMARK_BASELINE),
        ):
            if text is not None:
                self.drawing.line(text, style, at.BOX_VALUE_LEFT, y, at.BOX_VALUE_WIDTH)

    def draw_steps(self, words: Wording, portal_urls: tuple[str, ...]) -> None:
        """The steps as large as they fit: long addresses make all of them smaller."""
        self.drawing.line(words.heading, self._heading, at.LEFT, _STEPS_TOP, _STEP_WIDTH)
        for size in _STEP_SIZES:
            steps = Drawing()
            if self._list_steps(steps, words, portal_urls, size) >= _STEPS_BOTTOM:
                break
        self.drawing.add(steps.operators())

    def _list_steps(
        self, steps: Drawing, words: Wording, portal_urls: tuple[str, ...], size: float
    ) -> float:
        body = Style(self._body.font, size, size * 1.4)
        strong = Style(self._strong.font, size, size * 1.4)
        y = _STEPS_TOP - mm(9)
        for rank, step in enumerate(words.steps, start=1):
            steps.disc(at.LEFT + mm(3), y + mm(1.25), mm(2.7), ACCENT)
            steps.centred(str(rank), self._figure, at.LEFT + mm(3), y + 0.2, mm(5))
            y = steps.paragraph(step, body, _STEP_LEFT, y, _STEP_WIDTH)
            if rank == words.addresses_after:
                for url in portal_urls:
                    y = steps.block(url, strong, _STEP_LEFT, y, _STEP_WIDTH, 2)
            y -= mm(2.2)
        if words.otherwise:
            under_both = min(y - mm(1), _QR_FRAME_BOTTOM - mm(6))
            y = steps.paragraph(words.otherwise, body, at.LEFT, under_both, at.TEXT_WIDTH)
        return y

    def draw_qr(self, url: str) -> None:
        side = _QR_SIDE + 2 * _QR_FRAME
        frame = (_QR_LEFT - _QR_FRAME, _QR_FRAME_BOTTOM, side, side + mm(4))
        self.drawing.frame(*frame, RULE, _HAIRLINE)
        self.drawing.ink(INK)
        self.drawing.add(qr_operators(url, _QR_LEFT, _QR_BOTTOM, _QR_SIDE))
        middle = _QR_LEFT + _QR_SIDE / 2
        self.drawing.centred(wording.SCAN, self._small, middle, _QR_BOTTOM - mm(6), _QR_SIDE)

    def draw_closing(self, letterhead: Letterhead) -> None:
        y = from_top(265.5)
        self.drawing.rectangle(at.LEFT, y + mm(6), at.TEXT_WIDTH, _HAIRLINE, RULE)
        ask = wording.whom_to_ask(letterhead.school_name)
        y = self.drawing.paragraph(wording.CONFIDENTIAL, self._body, at.LEFT, y, at.TEXT_WIDTH)
        self.drawing.block(ask, self._body, at.LEFT, y, at.TEXT_WIDTH, 2)
        footer = f"{letterhead.school_name} · UAI {letterhead.uai}"
        self.drawing.line(footer, self._small, at.LEFT, from_top(287), at.TEXT_WIDTH)
