"""What can be read in a finished PDF."""

import re
import zlib
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""

_HYPHEN_AT_END_OF_LINE = "\x02"
"""As PDFium has it."""
_STREAM = re.compile(rb"/Length (\d+)[^\n]*>>stream\n")


@dataclass(frozen=True, slots=True)
class ReadPdf:
    """A PDF as a reader sees it; white space in texts counts for one space."""

    raw: bytes
    pages: list[str]
    bookmarks: list[tuple[str, int]]
    metadata: dict[str, str]


def read_pdf(raw: bytes) -> ReadPdf:
    with pdfium.PdfDocument(raw) as document:
        return ReadPdf(
            raw=raw,
            pages=[_text_of(page) for page in document],
            bookmarks=[
                (bookmark.get_title(), bookmark.get_dest().get_index())
                for bookmark in document.get_toc()
            ],
            metadata=document.get_metadata_dict(skip_empty=True),
        )


def text_boxes(raw: bytes) -> list[Box]:
    """Where each run of text of the first page stands."""
    with pdfium.PdfDocument(raw) as document:
        page = document[0]
        text_page = page.get_textpage()
        boxes = [text_page.get_rect(n) for n in range(text_page.count_rects())]
        text_page.close()
        page.close()
        return boxes


def inflated(raw: bytes) -> bytes:
    """Every stream of the file, decompressed, one after the other."""
    found = _STREAM.finditer(raw)
    return b"\n".join(zlib.decompress(raw[at.end() : at.end() + int(at[1])]) for at in found)


def _text_of(page: Any) -> str:
    text_page = page.get_textpage()
    text = text_page.get_text_bounded().replace(_HYPHEN_AT_END_OF_LINE, "- ")
    text_page.close()
    page.close()
    return " ".join(text.split())
