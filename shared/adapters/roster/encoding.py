"""Decides the encoding of a document and gives its text as UTF-8, whatever it declares.

The parser is always told UTF-8: no encoding of the file's choosing reaches it.
"""

import codecs
import re
from collections.abc import Generator
from dataclasses import dataclass

from shared.adapters.roster.archive import Document, nested_archive
from shared.domain.roster_problems import RefusalCode, RosterRefusedError

_UTF_16_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(rb"""<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["']([^"'>]{0,60})["']""")
_CODECS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "iso-8859-1": "iso-8859-1",
    "iso8859-1": "iso-8859-1",
    "iso-8859-15": "iso-8859-15",
    "iso8859-15": "iso-8859-15",
    "windows-1252": "cp1252",
    "us-ascii": "ascii",
}


@dataclass(frozen=True, slots=True)
class Encoding:
    """Attributes: `codec` to decode with; `misdeclared`: what it says while it is UTF-8."""

    codec: str
    misdeclared: str | None = None


def declared_encoding(document: Document) -> Encoding:
    """The encoding the document declares (UTF-8 when it declares none).

    Raises:
        RosterRefusedError: empty, not XML, or an encoding that no SIECLE export uses.
    """
    head = next(document.chunks(), b"")
    if not head:
        raise RosterRefusedError(RefusalCode.EMPTY, "le fichier est vide.", file_name=document.name)
    if head.startswith(_UTF_16_BOMS):
        raise _unknown_encoding("UTF-16", document)
    marked = head.startswith(codecs.BOM_UTF8)
    text = head.removeprefix(codecs.BOM_UTF8)
    if head.startswith(b"PK\x03\x04"):
        raise nested_archive(document.name)
    if b"\0" in head:
        raise _nul_byte(document, head[: head.index(b"\0")].count(b"\n") + 1)
    if not text.lstrip().startswith(b"<"):
        reason = "ce n’est pas un fichier XML."
        raise RosterRefusedError(RefusalCode.NOT_XML, reason, file_name=document.name)
    found = _DECLARED.match(text)
    declared = found.group(1).decode("ascii", "replace") if found else "utf-8"
    codec = _CODECS.get(declared.lower())
    if codec is None:
        raise _unknown_encoding(declared, document)
    if marked and codec != "utf-8":
        return Encoding("utf-8", misdeclared=declared)
    return Encoding(codec)


def actual_encoding(document: Document) -> Encoding:
    """As declared, but UTF-8 for a file re-saved as UTF-8 whose declaration was left behind.

    A genuine ISO-8859 file is found out at its first accented letter, so this seldom reads far.
    """
    encoding = declared_encoding(document)
    if encoding.codec == "utf-8" or not _is_accented_utf8(document):
        return encoding
    return Encoding("utf-8", misdeclared=encoding.codec.upper())


def utf8_chunks(
    document: Document, encoding: Encoding, *, strict: bool = True
) -> Generator[bytes, None, None]:
    """The document re-encoded as UTF-8, without its byte order mark.

    To be closed by who may leave off half-way: it holds the file open.

    Args:
        document: read from its beginning.
        encoding: as decided above.
        strict: refuse undecodable bytes; otherwise replace them (to read only a file's header).

    Raises:
        RosterRefusedError: a NUL byte, or bytes that the encoding does not know.
    """
    decoder = codecs.getincrementaldecoder(encoding.codec)("strict" if strict else "replace")
    line = 1
    first = True
    for chunk in document.chunks():
        if b"\0" in chunk:
            raise _nul_byte(document, line + chunk[: chunk.index(b"\0")].count(b"\n"))
        try:
            text = decoder.decode(chunk)
        except UnicodeDecodeError as error:
            bad_line = line + error.object[: error.start].count(b"\n")
            raise _undecodable(document, encoding, bad_line) from error
        line += chunk.count(b"\n")
        yield (text.removeprefix("\ufeff") if first else text).encode("utf-8")
        first = False
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise _undecodable(document, encoding, line) from error


def _is_accented_utf8(document: Document) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    accented = False
    try:
        for chunk in document.chunks():
            accented = accented or not chunk.isascii()
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return accented


def _unknown_encoding(encoding: str, document: Document) -> RosterRefusedError:
    reason = (
        f"encodage « {encoding} » non pris en charge ; "
        "attendus : ISO-8859-15, ISO-8859-1, Windows-1252, UTF-8."
    )
    return RosterRefusedError(RefusalCode.UNKNOWN_ENCODING, reason, file_name=document.name, line=1)


def _nul_byte(document: Document, line: int) -> RosterRefusedError:
    reason = "octet nul : ce n’est pas un texte dans un encodage pris en charge."
    return RosterRefusedError(RefusalCode.NUL_BYTE, reason, file_name=document.name, line=line)


def _undecodable(document: Document, encoding: Encoding, line: int) -> RosterRefusedError:
    reason = f"caractère illisible en {encoding.codec.upper()}, l’encodage annoncé."
    return RosterRefusedError(RefusalCode.UNDECODABLE, reason, file_name=document.name, line=line)
