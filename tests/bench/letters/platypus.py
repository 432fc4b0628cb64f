"""The letters in ReportLab's page layout, as its manual teaches: flowing text, tables, a QR widget.

`python -m tests.bench.letters.platypus PAGES FILE`.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from shared.adapters.letters.wording import Wording
from shared.domain.letter import StudentLetter
from tests.bench.letters import fonts, said
from tests.bench.letters.contest import contest
from tests.bench.letters.school import letters

QR_SIDE = 31 * mm
_WIDTH = A4[0] - 40 * mm
_LEFT_COLUMN = 94 * mm

_INK, _ACCENT, _QUIET = Color(0.11, 0.13, 0.17), Color(0.09, 0.27, 0.42), Color(0.34, 0.38, 0.44)
_RULE, _TINT = Color(0.72, 0.78, 0.84), Color(0.945, 0.962, 0.978)
BODY = ParagraphStyle("body", fontName=fonts.REGULAR, fontSize=10.5, leading=15, textColor=_INK)
_STRONG = ParagraphStyle("strong", BODY, fontName=fonts.BOLD)
_NAME = ParagraphStyle("name", BODY, fontName=fonts.BOLD, fontSize=14, leading=17)
NAMED = ParagraphStyle("named", BODY, fontName=fonts.BOLD, fontSize=12, leading=15.6)
_SUBJECT = ParagraphStyle("subject", _NAME, fontSize=15, leading=18.5, textColor=_ACCENT)
_HEADING = ParagraphStyle("heading", _NAME, fontSize=11.5, textColor=_ACCENT)
_SMALL = ParagraphStyle("small", BODY, fontSize=9, leading=12, textColor=_QUIET)
_LABEL = ParagraphStyle("label", BODY, textColor=_QUIET)
_SECRET = ParagraphStyle("secret", BODY, fontName=fonts.MONO, fontSize=21, leading=25)

_NO_PADDING = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
]
_BOX = [
    ("BACKGROUND", (0, 0), (-1, -1), _TINT),
    ("LINEBEFORE", (0, 0), (0, -1), 2.4, _ACCENT),
    ("LINEBELOW", (0, 0), (-1, 0), 0.6, _RULE),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("LEFTPADDING", (0, 0), (0, -1), 7 * mm),
]
_FRAMED = [("BOX", (0, 0), (-1, -1), 0.6, _RULE), ("ALIGN", (0, 0), (-1, -1), "CENTER")]

Qr = Callable[[], Any]


def qr_widget() -> Drawing:
    """The code as a flowable of its own, as the manual puts it on a page."""
    drawing = Drawing(QR_SIDE, QR_SIDE)
    drawing.add(
        QrCodeWidget(
            said.PORTAL, barLevel="M", barWidth=QR_SIDE, barHeight=QR_SIDE, barFillColor=_INK
        )
    )
    return drawing


def write(to_write: Sequence[StudentLetter], path: Path, *, qr: Qr = qr_widget) -> None:
    build(path, [flowable for letter in to_write for flowable in _page(letter, qr)])


def build(path: Path, story: list[Any]) -> None:
    """A4, the margins of the product's letters, the fold marks drawn on each page."""
    document = SimpleDocTemplate(
        str(path),
        pagesize=A4,
        leftMargin=20 * mm - 6,
        rightMargin=20 * mm - 6,
        topMargin=10 * mm,
        bottomMargin=8 * mm,
    )
    document.build(story, onFirstPage=_fold_marks, onLaterPages=_fold_marks)


def _page(letter: StudentLetter, qr: Qr) -> list[Any]:
    recipient = [
        Paragraph(letter.family_name, NAMED),
        Paragraph(letter.first_name, NAMED),
        Paragraph(said.school_class(letter), BODY),
    ]
    return page(
        recipient,
        said.BESIDE,
        said.addressed_to(letter),
        said.greeting(letter),
        (letter.username, letter.grouped_password),
        said.WORDS,
        qr(),
    )


def page(
    recipient: list[Any],
    beside: str,
    address: Sequence[str],
    greeting: str,
    account: tuple[str, str],
    words: Wording,
    qr: Any,
) -> list[Any]:
    """The flowables of a letter to a pupil or to a guardian."""
    window = [Paragraph(line, BODY) for line in address]
    return [
        Paragraph(said.SCHOOL_NAME, _NAME),
        *(Paragraph(line, _SMALL) for line in said.SCHOOL_LINES),
        Spacer(0, 20 * mm),
        Table(
            [[[Paragraph(beside, _SMALL), *recipient], window]],
            [_LEFT_COLUMN, _WIDTH - _LEFT_COLUMN],
            [40 * mm],
            style=_NO_PADDING,
        ),
        Table([["", Paragraph(said.DATED, BODY)]], [_LEFT_COLUMN, None], style=_NO_PADDING),
        Paragraph(said.SUBJECT, _SUBJECT),
        Spacer(0, 4 * mm),
        Paragraph(greeting, BODY),
        Paragraph(words.introduction, BODY),
        Spacer(0, 4 * mm),
        _box(*account),
        Spacer(0, 6 * mm),
        _steps_beside_qr(words, qr),
        *([Paragraph(words.otherwise, BODY)] if words.otherwise else []),
        Spacer(0, 6 * mm),
        Paragraph(said.CONFIDENTIAL, BODY),
        Paragraph(said.WHOM_TO_ASK, BODY),
        Spacer(0, 3 * mm),
        Paragraph(said.FOOTER, _SMALL),
        PageBreak(),
    ]


def _box(username: str, password: str) -> Table:
    return Table(
        [
            [Paragraph(said.USERNAME, _LABEL), Paragraph(username, _SECRET)],
            [
                Paragraph(said.WORDS.shown_label, _LABEL),
                [Paragraph(password, _SECRET), Paragraph(said.REMARK, BODY)],
            ],
        ],
        [54 * mm, None],
        style=_BOX,
    )


def _steps_beside_qr(words: Wording, qr: Any) -> Table:
    rows: list[list[Any]] = []
    for number, step in enumerate(words.steps, start=1):
        text = [Paragraph(step, BODY)]
        if number == words.addresses_after:
            text.append(Paragraph(said.PORTAL, _STRONG))
        rows.append([Paragraph(str(number), _STRONG), text])
    listed = Table(rows, [9 * mm, 110 * mm], style=_NO_PADDING)
    code = Table([[qr], [Paragraph(said.SCAN, _SMALL)]], [41 * mm], style=_FRAMED)
    return Table(
        [[[Paragraph(words.heading, _HEADING), listed], code]],
        [_WIDTH - 45 * mm, 45 * mm],
        style=_NO_PADDING,
    )


def _fold_marks(canvas: Any, _document: Any) -> None:
    canvas.setStrokeColor(_RULE)
    for third in (99, 198):
        canvas.line(6 * mm, A4[1] - third * mm, 10 * mm, A4[1] - third * mm)


def contest_with(qr: Qr) -> None:
    """A run with that way of showing the code."""
    fonts.register()
    contest(partial(write, qr=qr), letters)


if __name__ == "__main__":
    contest_with(qr_widget)
