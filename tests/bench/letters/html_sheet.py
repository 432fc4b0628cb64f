"""The letters as one page of HTML, for contestants that print it."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from shared.domain.letter import StudentLetter
from tests.bench.letters import fonts, qr_modules, said

_SANS, _MONO = "Liberation Sans", "Liberation Mono"
FACES = "".join(
    f'@font-face{{font-family:"{family}";font-weight:{weight};src:url("{file.as_uri()}")}}'
    for family, weight, file in (
        (_SANS, "normal", fonts.FILES[fonts.REGULAR]),
        (_SANS, "bold", fonts.FILES[fonts.BOLD]),
        (_MONO, "bold", fonts.FILES[fonts.MONO]),
    )
)
"""For one that is not given the fonts as the system's own."""
_STYLE = f"""
@page {{ size: A4; margin: 0 }}
body {{ margin: 0; font: 10.5pt/1.4 "{_SANS}"; color: #1c212b }}
section {{ position: relative; width: 210mm; height: 296.5mm; overflow: hidden;
  page-break-after: always }}
section > * {{ position: absolute; left: 20mm; margin: 0 }}
kbd {{ font: bold 21pt "{_MONO}" }}
.small {{ font-size: 9pt; color: #576170 }}
.fold {{ left: 6mm; width: 4mm; border-top: 0.5pt solid #b8c7d6 }}
.box {{ top: 142mm; width: 170mm; height: 42mm;
  background: #f1f5f9; border-left: 2.4pt solid #17456b }}
.box > * {{ position: absolute }}
ol {{ top: 198mm; width: 110mm; padding-left: 9mm }}
li {{ margin-bottom: 2mm }}
img {{ width: 31mm; height: 31mm }}
"""


def html_of(to_write: Iterable[StudentLetter], folder: Path, *, faces: str = "") -> str:
    """The document; its image goes to `folder`."""
    code = folder / "code.png"
    qr_modules.write_png(code)
    shared = _shared(code)
    sections = "".join(f"<section>{shared}{_own(letter)}</section>" for letter in to_write)
    return (
        f'<!doctype html><html lang="fr"><meta charset="utf-8"><title>Courriers</title>'
        f"<style>{faces}{_STYLE}</style><body>{sections}</body></html>"
    )


def _shared(code: Path) -> str:
    steps = [escape(step) for step in said.WORDS.steps]
    steps[said.WORDS.addresses_after - 1] += f"<br><b>{escape(said.PORTAL)}</b>"
    listed = "".join(f"<li>{step}</li>" for step in steps)
    return "".join(
        (
            _at(14, f'<b style="font-size:14pt">{escape(said.SCHOOL_NAME)}</b>'),
            _at(21, _lines(said.SCHOOL_LINES), small=True),
            _at(57, escape(said.BESIDE), small=True),
            *(f'<div class="fold" style="top:{third}mm"></div>' for third in (99, 198)),
            _at(94, escape(said.DATED), left=114),
            _at(106, f'<b style="font-size:15pt">{escape(said.SUBJECT)}</b>'),
            _at(126, escape(said.WORDS.introduction)),
            _box(),
            _at(191, f"<b>{escape(said.WORDS.heading)}</b>"),
            f"<ol>{listed}</ol>",
            _at(197, f'<img src="{code.as_uri()}">', left=154),
            _at(230, escape(said.SCAN), left=158, small=True),
            _at(261, _lines((said.CONFIDENTIAL, said.WHOM_TO_ASK))),
            _at(283, escape(said.FOOTER), small=True),
        )
    )


def _box() -> str:
    labels = ((8, 7, said.USERNAME), (23, 7, said.WORDS.shown_label), (33, 54, said.REMARK))
    inside = "".join(_at(top, escape(text), left=left) for top, left, text in labels)
    return f'<div class="box">{inside}</div>'


def _own(letter: StudentLetter) -> str:
    names = (letter.family_name, letter.first_name)
    return "".join(
        (
            _at(62, f"<b>{_lines(names)}</b><br>{escape(said.school_class(letter))}"),
            _at(61, _lines(said.addressed_to(letter)), left=114),
            _at(118, escape(said.greeting(letter))),
            _at(147, f"<kbd>{escape(letter.username)}</kbd>", left=74),
            _at(162, f"<kbd>{escape(letter.grouped_password)}</kbd>", left=74),
        )
    )


def _at(top: float, content: str, *, left: float = 20, small: bool = False) -> str:
    name = ' class="small"' if small else ""
    return f'<p{name} style="top:{top}mm;left:{left}mm;width:{190 - left}mm">{content}</p>'


def _lines(lines: Sequence[str]) -> str:
    return "<br>".join(map(escape, lines))
