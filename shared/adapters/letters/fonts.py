"""The embedded fonts: widths of texts, operators that show them, subsets put into the file."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from reportlab.pdfbase.ttfonts import TTFontFace

from shared.adapters.letters.pdf_file import PdfFile
from shared.adapters.letters.repertoire import (
    CODE_OF,
    FRENCH,
    REPLACEMENT,
    encode,
    normalised,
    shortened,
)

ELLIPSIS = "…"

_FOLDER = Path(__file__).parent / "fonts"
_LAST_BASIC = 0xFFFF
_EXTRA_CODES = 255
_SYMBOLIC = 4
_BFCHARS_AT_A_TIME = 100  # limit of the CMap format
_CMAP_START = (
    b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
    b"/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
    b"1 begincodespacerange<00><FF>endcodespacerange\n"
)


@cache
def _face(file_name: str) -> Any:
    """A parsed TrueType file, read once per process."""
    return TTFontFace(str(_FOLDER / file_name))


class DocumentFont:
    """One font in one document.

    Texts of the French repertoire take one byte per character of the first subset. The first other
    character that the font can draw opens a second subset, and so on; what it cannot draw is
    replaced.
    """

    def __init__(self, name: str, file_name: str) -> None:
        self.name = name.encode()
        self._face = _face(file_name)
        width_of = self._face.charWidths.get
        default = self._face.defaultWidth
        self._widths: list[float] = [width_of(ord(c), default) / 1000 for c in FRENCH]
        self._widest = max(self._widths[code] for code in CODE_OF.values())
        self._extras: dict[str, int] = {}

    def show(self, text: str, size: float, room: float, *, smallest: float) -> bytes:
        """Operators that show `text` on one line at most `room` points wide.

        The size goes down to `smallest` points; a text that is still too long ends with "…".
        """
        text = shortened(text)
        try:
            codes = encode(text)
        except UnicodeEncodeError:
            text = self.drawable(text)
            return self._runs(*self._fitted(text, size, room, smallest))
        if len(codes) * self._widest * size > room and self._width(codes) * size > room:
            text, size = self._fitted(text, size, room, smallest)
            codes = encode(text)
        return b"/%b %g Tf(%b)Tj" % (self.name, size, codes)

    def common_size(
        self, texts: Iterable[str], size: float, room: float, *, smallest: float
    ) -> float:
        """The size, from `size` down to `smallest`, at which every text fits."""
        safe = int(room / (self._widest * size))
        widths = [self.width(text) for text in texts if len(text) > safe]
        return max(smallest, _fitting(max(widths, default=0), size, room))

    def drawable(self, text: str) -> str:
        """The text as this font can show it."""
        return "".join([c if self._draws(c) else REPLACEMENT for c in normalised(text)])

    def width(self, text: str) -> float:
        """Width of a text at one point, as it will be shown."""
        text = shortened(text)
        try:
            return self._width(encode(text))
        except UnicodeEncodeError:
            return sum(map(self._char_width, self.drawable(text)))

    def write(self, pdf: PdfFile) -> bytes:
        """Write the subsets used; returns their entries in the resources."""
        subsets = [[ord(c) if c in CODE_OF else 0 for c in FRENCH]]
        extras = [ord(c) for c in self._extras]
        subsets += (
            [0, *extras[start : start + _EXTRA_CODES]]
            for start in range(0, len(extras), _EXTRA_CODES)
        )
        return b"".join(
            b"/%b %d 0 R" % (self._subset_name(n), self._write_subset(pdf, n, codepoints))
            for n, codepoints in enumerate(subsets)
        )

    def _width(self, codes: bytes) -> float:
        return sum(map(self._widths.__getitem__, codes))

    def _draws(self, character: str) -> bool:
        codepoint = ord(character)
        return character in CODE_OF or (
            codepoint <= _LAST_BASIC and codepoint in self._face.charToGlyph
        )

    def _fitted(self, text: str, size: float, room: float, smallest: float) -> tuple[str, float]:
        size = max(smallest, _fitting(self.width(text), size, room))
        return self._cut(text, room / size), size

    def _cut(self, text: str, room: float) -> str:
        if self.width(text) <= room:
            return text
        room -= self._char_width(ELLIPSIS)
        for at, character in enumerate(text):
            room -= self._char_width(character)
            if room < 0:
                return text[:at].rstrip() + ELLIPSIS
        return text

    def _runs(self, text: str, size: float) -> bytes:
        return b"".join(
            b"/%b %g Tf<%b>Tj"
            % (self._subset_name(subset), size, bytes(map(self._code, run)).hex().encode())
            for subset, run in groupby(text, key=self._subset)
        )

    def _subset(self, character: str) -> int:
        if character in CODE_OF:
            return 0
        return self._extras.setdefault(character, len(self._extras)) // _EXTRA_CODES + 1

    def _code(self, character: str) -> int:
        code = CODE_OF.get(character)
        return self._extras[character] % _EXTRA_CODES + 1 if code is None else code

    def _char_width(self, character: str) -> float:
        width: float = self._face.charWidths.get(ord(character), self._face.defaultWidth)
        return width / 1000

    def _subset_name(self, subset: int) -> bytes:
        return self.name + (b"%d" % subset if subset else b"")

    def _write_subset(self, pdf: PdfFile, subset: int, codepoints: Sequence[int]) -> int:
        base_font = b"%bAAAA%c+%b" % (self.name, ord("A") + subset, self._face.name)
        widths = [self._face.charWidths.get(c, 0) if c else 0 for c in codepoints]
        return pdf.add_object(
            b"<</Type/Font/Subtype/TrueType/BaseFont/%b/FirstChar 0/LastChar %d/Widths[%b]"
            b"/ToUnicode %d 0 R/FontDescriptor %d 0 R>>"
            % (
                base_font,
                len(codepoints) - 1,
                numbers(widths),
                pdf.add_stream(_to_unicode(codepoints)),
                self._write_descriptor(pdf, base_font, codepoints),
            )
        )

    def _write_descriptor(self, pdf: PdfFile, base_font: bytes, codepoints: Sequence[int]) -> int:
        face = self._face
        program = face.makeSubset(codepoints)
        file_number = pdf.add_stream(program, b"/Length1 %d" % len(program))
        return pdf.add_object(
            b"<</Type/FontDescriptor/FontName/%b/Flags %d/FontBBox[%b]/ItalicAngle 0"
            b"/Ascent %b/Descent %b/CapHeight %b/StemV %b/FontFile2 %d 0 R>>"
            % (
                base_font,
                face.flags | _SYMBOLIC,
                numbers(face.bbox),
                *map(number, (face.ascent, face.descent, face.capHeight, face.stemV)),
                file_number,
            )
        )


def _fitting(width: float, size: float, room: float) -> float:
    """The size, in tenths of a point, at which a text of `width` at one point takes `room`."""
    return size if width * size <= room else int(room / width * 10) / 10


def number(value: float) -> bytes:
    """A number as PDF writes it: no exponent, no needless digit."""
    return f"{value:.2f}".rstrip("0").rstrip(".").encode()


def numbers(values: Iterable[float]) -> bytes:
    return b" ".join(map(number, values))


def _to_unicode(codepoints: Sequence[int]) -> bytes:
    """The map from bytes back to characters that lets a reader copy the text."""
    pairs = [(code, c) for code, c in enumerate(codepoints) if c]
    blocks = [
        pairs[start : start + _BFCHARS_AT_A_TIME]
        for start in range(0, len(pairs), _BFCHARS_AT_A_TIME)
    ]
    mapped = b"".join(
        b"%d beginbfchar\n%bendbfchar\n"
        % (len(block), b"".join(b"<%02X><%04X>\n" % pair for pair in block))
        for block in blocks
    )
    return _CMAP_START + mapped + b"endcmap CMapName currentdict/CMap defineresource pop end end"


class LetterFonts:
    """The three fonts of a letter."""

    def __init__(self) -> None:
        self.regular = DocumentFont("R", "LiberationSans-Regular.ttf")
        self.bold = DocumentFont("B", "LiberationSans-Bold.ttf")
        self.mono = DocumentFont("M", "LiberationMono-Bold.ttf")

    def write(self, pdf: PdfFile) -> bytes:
        """Write the fonts; returns the font dictionary of the resources."""
        fonts = (self.regular, self.bold, self.mono)
        return b"<<%b>>" % b"".join([font.write(pdf) for font in fonts])
