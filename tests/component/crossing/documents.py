"""What can be read in a document, whatever its format."""

import zipfile
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium


def text_of(document: bytes) -> str:
    """All the text of a PDF, of a workbook, or of a file of text."""
    if document.startswith(b"%PDF"):
        with pdfium.PdfDocument(document) as pages:
            return " ".join(_page(pages, number) for number in range(len(pages)))
    if document.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(document)) as parts:
            return " ".join(parts.read(name).decode() for name in parts.namelist())
    return document.decode()


def _page(pages: Any, number: int) -> str:
    page = pages[number]
    text_page = page.get_textpage()
    text: str = text_page.get_text_bounded()
    text_page.close()
    page.close()
    return text
