"""A PDF file written as it comes: only the places of its objects stay in memory."""

import hashlib
import sys
import zlib
from array import array
from typing import BinaryIO

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_AT_A_TIME = 200

# An entry of the cross-reference stream, 8 bytes: kind (1), place (5), rank (2).
_FREE = 0xFFFF
_IN_FILE = 1 << 56
_PACKED = 2 << 56
_PLACE = 16


def text_string(text: str) -> bytes:
    """A text of the document's structure (title, bookmark), any character allowed."""
    packed = text.encode("utf-16-be", "replace")
    return b"<FEFF" + packed.hex().encode() + b">"


class PdfFile:
    """The objects and cross-references of one PDF.

    Objects that are no streams are packed many at a time, compressed together. The file's
    identifier is the digest of its content, so the same content gives the same bytes.
    """

    def __init__(self, out: BinaryIO) -> None:
        self._write_out = out.write
        self._position = 0
        self._entries = array("Q", [_FREE])
        self._waiting: list[tuple[int, bytes]] = []
        self._digest = hashlib.sha256()
        self._write(_HEADER)

    def reserve(self) -> int:
        """The number of an object that will be written later."""
        self._entries.append(_FREE)
        return len(self._entries) - 1

    def write_object(self, number: int, body: bytes) -> None:
        self._waiting.append((number, body))
        if len(self._waiting) == _AT_A_TIME:
            self._pack()

    def add_object(self, body: bytes) -> int:
        number = self.reserve()
        self.write_object(number, body)
        return number

    def add_stream(self, content: bytes, entries: bytes = b"") -> int:
        """Write a compressed stream; `entries` are those of its dictionary besides the usual."""
        packed = zlib.compress(content)
        self._entries.append(_IN_FILE | self._position << _PLACE)
        number = len(self._entries) - 1
        self._write(
            b"%d 0 obj\n<</Filter/FlateDecode/Length %d%b>>stream\n%b\nendstream\nendobj\n"
            % (number, len(packed), entries, packed)
        )
        return number

    def finish(self, *, catalog: int, info: int) -> None:
        """Write what is waiting, then the cross-references."""
        self._pack()
        identifier = self._digest.hexdigest()[:32].encode()
        start = self._position
        entries = array("Q", self._entries)
        entries.append(_IN_FILE | start << _PLACE)
        if sys.byteorder == "little":
            entries.byteswap()
        self.add_stream(
            entries.tobytes(),
            b"/Type/XRef/W[1 5 2]/Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]"
            % (len(entries), catalog, info, identifier, identifier),
        )
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _pack(self) -> None:
        """Write the waiting objects as one stream: their numbers and places, then they."""
        if not self._waiting:
            return
        place = 0
        places = []
        for number, body in self._waiting:
            places.append(b"%d %d" % (number, place))
            place += len(body) + 1
        index = b" ".join(places) + b"\n"
        bodies = b"\n".join([body for _, body in self._waiting])
        stream = self.add_stream(
            index + bodies, b"/Type/ObjStm/N %d/First %d" % (len(places), len(index))
        )
        for rank, (number, _) in enumerate(self._waiting):
            self._entries[number] = _PACKED | stream << _PLACE | rank
        self._waiting.clear()

    def _write(self, piece: bytes) -> None:
        self._digest.update(piece)
        self._position += len(piece)
        self._write_out(piece)
