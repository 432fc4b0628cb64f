"""What LibreOffice sees in a file: its cells, and which of them are formulas or errors."""

import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CSV_AS_FRENCH_EXCEL = "CSV:59,34,76,1,,1036,false,true,false,false,false,-1,true"
"""Semicolons, UTF-8, French; numbers and dates recognised, formulas computed."""

CSV_WITH_COMMAS = CSV_AS_FRENCH_EXCEL.replace("CSV:59", "CSV:44")

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_EXTENSION = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_SECONDS = 180
_MOST_COLUMNS = 50


@dataclass(frozen=True, slots=True)
class Cell:
    """`kind` is LibreOffice's: "string", "float", "date", "error", or "" when empty."""

    kind: str
    text: str
    formula: str = ""
    day: str = ""


def opened(file: Path, *, as_csv: str | None = None) -> list[list[Cell]]:
    """The rows of the first sheet, as LibreOffice has read them from `file`."""
    program = shutil.which("soffice") or shutil.which("localc")
    assert program, "LibreOffice is needed: infra/local/system_packages installs it"
    folder = file.parent / f"{file.name}.opened"
    profile = (file.parent / f"{file.name}.profile").as_uri()
    reading = [f"--infilter={as_csv}"] if as_csv else []
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", *reading]
    command += ["--convert-to", "fods", "--outdir", str(folder), str(file)]
    done = subprocess.run(  # noqa: S603  the program found on the path, and a file of ours
        command, capture_output=True, timeout=_SECONDS, check=False
    )
    (converted,) = folder.glob("*.fods")
    assert done.returncode == 0
    return list(_rows(ET.parse(converted).getroot()))  # noqa: S314  LibreOffice wrote it


def _rows(document: ET.Element) -> Iterator[list[Cell]]:
    sheet = next(document.iter(f"{_TABLE}table"))
    for row in sheet.iter(f"{_TABLE}table-row"):
        cells = [cell for element in row for cell in _cells(element)]
        while cells and cells[-1] == Cell("", ""):
            cells.pop()
        if cells:
            yield from [cells] * int(row.get(f"{_TABLE}number-rows-repeated", "1"))


def _cells(element: ET.Element) -> list[Cell]:
    repeated = int(element.get(f"{_TABLE}number-columns-repeated", "1"))
    cell = Cell(
        kind=element.get(f"{_EXTENSION}value-type", element.get(f"{_OFFICE}value-type", "")),
        text="\n".join(_text(paragraph) for paragraph in element.iter(f"{_TEXT}p")),
        formula=element.get(f"{_TABLE}formula", ""),
        day=element.get(f"{_OFFICE}date-value", ""),
    )
    return [cell] * min(repeated, _MOST_COLUMNS)


def _text(element: ET.Element) -> str:
    """The text of a paragraph, whose runs of spaces are elements."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            pieces.append(" " * int(child.get(f"{_TEXT}c", "1")))
        else:
            pieces.append(_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
