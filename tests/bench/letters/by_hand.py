"""The limit: objects written one after the other, a page being one template filled in.

Nothing is measured, fitted, escaped or replaced: texts are short and French. Streams are
compressed. No bookmarks, no packed objects.
"""

import zlib
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import cast

from shared.adapters.letters import page_geometry as at
from shared.adapters.letters.fonts import LetterFonts
from shared.adapters.letters.letter_form import form_content
from shared.adapters.letters.pdf_file import PdfFile
from shared.adapters.letters.repertoire import encode
from shared.domain.letter import MOST_POSTAL_LINES, StudentLetter
from tests.bench.letters import said, sheet
from tests.bench.letters.contest import contest
from tests.bench.letters.school import LETTERHEAD, letters

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_CATALOG, _PAGES, _RESOURCES = 1, 2, 3


def _line(font: str, size: float, x: float, y: float, text: bytes = b"%b") -> bytes:
    return f"/{font} {size} Tf 1 0 0 1 {x:.0f} {y:.0f} Tm".encode() + b"(%b)Tj\n" % text


_FAMILY_NAME, _FIRST_NAME, _CLASS = at.RECIPIENT_BASELINES
_TEMPLATE = b"".join(
    (
        b".11 .13 .17 rg BT\n",
        _line("B", 12, at.LEFT, _FAMILY_NAME),
        _line("B", 12, at.LEFT, _FIRST_NAME),
        _line("R", 10.5, at.LEFT, _CLASS),
        _line("R", 10.5, at.LEFT, at.GREETING_BASELINE),
        _line("M", 21, at.BOX_VALUE_LEFT, at.USERNAME_BASELINE),
        _line("M", 21, at.BOX_VALUE_LEFT, at.PASSWORD_BASELINE),
        _line("R", 10.5, at.BOX_VALUE_LEFT, at.REMARK_BASELINE, encode(said.REMARK)),
        f"{sheet.ADDRESS_LEADING:.1f} TL\n".encode(),
        _line("R", 10, at.POSTAL_LEFT, sheet.ADDRESS_TOP),
    )
)
_TEMPLATES = [_TEMPLATE + b"\nT*(%b)Tj" * lines + b" ET" for lines in range(MOST_POSTAL_LINES + 1)]
"""By the number of lines of the address."""
_BETWEEN = "|"

SHOW_SHARED = b"/F Do\n"


class Objects:
    """The objects of a file, in order; the first three are kept for what is known last."""

    def __init__(self) -> None:
        self.bodies = [b"", b"", b""]

    def add_object(self, body: bytes) -> int:
        self.bodies.append(body)
        return len(self.bodies)

    def add_stream(self, content: bytes, entries: bytes = b"") -> int:
        packed = zlib.compress(content)
        return self.add_object(
            b"<</Filter/FlateDecode/Length %d%b>>stream\n%b\nendstream"
            % (len(packed), entries, packed)
        )

    def written(self) -> bytes:
        pieces = [b"%d 0 obj\n%b\nendobj\n" % each for each in enumerate(self.bodies, start=1)]
        *places, end = accumulate(map(len, pieces), initial=len(_HEADER))
        table = b"".join([b"%010d 00000 n \n" % place for place in places])
        count = len(pieces) + 1
        return b"".join(
            (
                _HEADER,
                *pieces,
                b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table),
                b"trailer<</Size %d/Root %d 0 R>>startxref\n%d\n%%%%EOF" % (count, _CATALOG, end),
            )
        )


def add_shared(pdf: Objects) -> None:
    """The fonts and what all letters share, as the form `/F` of the resources."""
    fonts = LetterFonts()
    content = form_content(fonts, LETTERHEAD, said.WORDS, said.BESIDE)
    box = b"/Type/XObject/Subtype/Form/BBox[0 0 595.28 841.89]/Resources %d 0 R" % _RESOURCES
    form = pdf.add_stream(content, box)
    named = fonts.write(cast(PdfFile, pdf))
    pdf.bodies[_RESOURCES - 1] = b"<</Font%b/XObject<</F %d 0 R>>>>" % (named, form)
    pdf.bodies[_CATALOG - 1] = b"<</Type/Catalog/Pages %d 0 R>>" % _PAGES


def add_page(pdf: Objects, content: bytes) -> int:
    return pdf.add_object(
        b"<</Type/Page/Parent %d 0 R/Contents %d 0 R>>" % (_PAGES, pdf.add_stream(content))
    )


def set_pages(pdf: Objects, pages: Sequence[int]) -> None:
    """The pages of the file, in order."""
    pdf.bodies[_PAGES - 1] = (
        b"<</Type/Pages/Count %d/Kids[%b]/MediaBox[0 0 595.28 841.89]/Resources %d 0 R>>"
        % (len(pages), b"".join([b"%d 0 R " % page for page in pages]), _RESOURCES)
    )


def content_of(letter: StudentLetter) -> bytes:
    """The texts of a letter's own."""
    name = f"{letter.first_name} {letter.family_name}"
    texts = (
        letter.family_name,
        letter.first_name,
        f"{letter.school_class} – {letter.class_label}",
        f"Bonjour {name} ({letter.school_class}),",
        letter.username,
        letter.grouped_password,
        name,
        *letter.postal_lines,
    )
    encoded = encode(_BETWEEN.join(texts)).split(_BETWEEN.encode())
    return _TEMPLATES[len(letter.postal_lines)] % tuple(encoded)


def write(to_write: Sequence[StudentLetter], path: Path) -> None:
    pdf = Objects()
    add_shared(pdf)
    set_pages(pdf, [add_page(pdf, SHOW_SHARED + content_of(letter)) for letter in to_write])
    path.write_bytes(pdf.written())


if __name__ == "__main__":
    contest(write, letters)
