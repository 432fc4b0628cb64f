"""How much of a roster file is read before it is refused."""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class RosterLimits:
    """Bounds far above any school's real export, and small enough for a small machine.

    Attributes:
        total_bytes: bytes of XML, all documents of an archive together.
        token_bytes: one tag, comment or instruction.
        text_bytes: text between two tags.
        value_chars: a field we keep, an attribute, or a tag's name.
        depth: nested elements (real files nest 7).
        attributes: attributes of one element (real files have 2).
        elements: elements of one document.
        names: distinct tag and attribute names of one document: the parser never forgets one.
        asides: comments and processing instructions of one document.
        labels: divisions and MEFs of one document.
        values: values kept of one record (the académie's feed: a school's classes).
        members: entries of an archive.
        directory_bytes: the archive's table of contents, read whole before anything else.
        compression_ratio: XML bytes for one archived byte (real files: 15 to 40).
    """

    total_bytes: int = 256 * MEBIBYTE
    token_bytes: int = MEBIBYTE
    text_bytes: int = MEBIBYTE
    value_chars: int = 1_000
    depth: int = 32
    attributes: int = 32
    elements: int = 8_000_000
    names: int = 2_000
    asides: int = 1_000
    labels: int = 50_000
    values: int = 2_000
    members: int = 64
    directory_bytes: int = 64 * 1024
    compression_ratio: int = 200


DEFAULT_LIMITS = RosterLimits()
