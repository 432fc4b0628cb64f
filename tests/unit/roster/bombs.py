"""Hostile roster files, each with the refusal it deserves. Written in chunks: some are large."""

import io
import struct
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from shared.domain.roster_problems import RefusalCode
from tests.unit.roster.siecle_files import DECLARATION, document, parameters, student, students
from tests.unit.roster.siecle_files import zipped as zipped_files

MEGABYTE = 1_000_000
OPENING = f"{DECLARATION}<BEE_ELEVES>{parameters()}<DONNEES><ELEVES>"
PUPIL = students(student("4242"))
FLAT = PUPIL.decode("iso-8859-15")


@dataclass(frozen=True, slots=True)
class Bomb:
    """Attributes: `record`: what the message must name, when the danger lies in a record."""

    name: str
    code: RefusalCode
    content: Iterable[bytes]
    record: str | None = None

    def write(self, path: Path) -> Path:
        with path.open("wb") as stream:
            stream.writelines(self.content)
        return path


@dataclass(frozen=True, slots=True)
class Repeated:
    """`before`, then `times` × `part`, then `after`, made as it is written."""

    before: str
    part: bytes
    times: int
    after: str = ""

    def __iter__(self) -> Iterator[bytes]:
        yield self.before.encode()
        for _ in range(self.times // 1000):
            yield self.part * 1000
        yield self.after.encode()


@dataclass(frozen=True, slots=True)
class Attributes:
    times: int

    def __iter__(self) -> Iterator[bytes]:
        yield f'{OPENING}<ELEVE ELEVE_ID="4242">'.encode() + b"<NOM "
        for start in range(0, self.times, 10_000):
            yield b"".join(b'a%d="" ' % number for number in range(start, start + 10_000))
        yield b"/>"


@dataclass(frozen=True, slots=True)
class DistinctTags:
    times: int

    def __iter__(self) -> Iterator[bytes]:
        yield f'{OPENING}<ELEVE ELEVE_ID="4242">'.encode()
        for start in range(0, self.times, 10_000):
            yield b"".join(b"<a%d/>" % number for number in range(start, start + 10_000))


def with_doctype(doctype: str, use: str = "") -> bytes:
    text = FLAT.replace(DECLARATION, f"{DECLARATION}<!DOCTYPE BEE_ELEVES {doctype}>\n")
    return text.replace("LÉGER", f"LÉGER{use}").encode("iso-8859-15")


LAUGHS = '<!ENTITY l0 "ha">' + "".join(
    f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 11)
)


def member(name: str, content: bytes, **attributes: int) -> bytes:
    """An archive whose one entry has the attributes given (flag_bits, external_attr…)."""
    archive = io.BytesIO()
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    for attribute, value in attributes.items():
        setattr(info, attribute, value)
    with zipfile.ZipFile(archive, "w") as writing:
        writing.writestr(info, content)
    return archive.getvalue()


@dataclass(frozen=True, slots=True)
class ZipOf:
    """`size` bytes in an archive, announced as `says` bytes in both of its headers."""

    size: int
    says: int | None = None

    def __iter__(self) -> Iterator[bytes]:
        archive = zipped_files(("bombe.xml", PUPIL + b" " * (self.size - len(PUPIL))))
        yield archive if self.says is None else lying(archive, self.says)


def lying(archive: bytes, size: int) -> bytes:
    directory = archive.rindex(b"PK\x01\x02")
    patched = bytearray(archive)
    struct.pack_into("<I", patched, directory + 24, size)
    struct.pack_into("<I", patched, 22, size)
    return bytes(patched)


@dataclass(frozen=True, slots=True)
class Crowded:
    members: int

    def __iter__(self) -> Iterator[bytes]:
        yield crowded(self.members)


def encrypted() -> bytes:
    archive = bytearray(zipped_files(("a.xml", PUPIL)))
    archive[6] |= 1
    archive[archive.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(archive)


def crowded(members: int) -> bytes:
    return zipped_files(*((f"{number}.xml", PUPIL) for number in range(members)))


def declared(encoding: str) -> str:
    return FLAT.replace("ISO-8859-15", encoding)


R = RefusalCode
TWICE = FLAT.replace('encoding="ISO-8859-15"', 'encoding="UTF-8" encoding="UTF-7"')
CUT = PUPIL[: PUPIL.index(b"<PRENOM>") + 9]
IN_A_TAG = PUPIL[: PUPIL.index(b"<PRENOM>") + 3]
IN_RECORD = f'{OPENING}<ELEVE ELEVE_ID="4242">'
ELEVE = "ELEVE 4242"

BOMBS = [
    Bomb("billion laughs", R.ENTITY_DECLARATION, [with_doctype(f"[{LAUGHS}]", "&l10;")]),
    Bomb(
        "quadratic blow-up",
        R.ENTITY_DECLARATION,
        [with_doctype(f'[<!ENTITY a "{"a" * 50_000}">]', "&a;" * 50_000)],
    ),
    Bomb(
        "external entity",
        R.ENTITY_DECLARATION,
        [with_doctype('[<!ENTITY f SYSTEM "file:///etc/passwd">]', "&f;")],
    ),
    Bomb(
        "external parameter entity",
        R.ENTITY_DECLARATION,
        [with_doctype('[<!ENTITY % d SYSTEM "http://127.0.0.1:9/d"> %d;]')],
    ),
    Bomb(
        "entity of an external DTD",
        R.ENTITY_DECLARATION,
        [with_doctype('SYSTEM "ficAlimMENESR.dtd"', "&eacute;")],
        ELEVE,
    ),
    Bomb("attribute defaults", R.ENTITY_DECLARATION, [with_doctype("[<!ATTLIST A b CDATA 'c'>]")]),
    Bomb("200,000 levels", R.TOO_DEEP, Repeated(IN_RECORD, b"<a>", 200_000), ELEVE),
    Bomb("a million attributes", R.TOO_LONG, Attributes(1_000_000), ELEVE),
    Bomb("forty thousand attributes", R.TOO_MANY_ATTRIBUTES, Attributes(40_000), ELEVE),
    Bomb(
        "100 MB text in a field kept",
        R.TOO_LONG,
        Repeated(f"{IN_RECORD}<PRENOM>", b"a" * 1000, 100_000),
        ELEVE,
    ),
    Bomb(
        "100 MB text in a field passed over",
        R.TOO_LONG,
        Repeated(f"{IN_RECORD}<X>", b"a" * 1000, 100_000),
        ELEVE,
    ),
    Bomb(
        "100 MB attribute",
        R.TOO_LONG,
        Repeated(f'{IN_RECORD}<X a="', b"a" * 1000, 100_000),
        ELEVE,
    ),
    Bomb(
        "2,000 characters in an attribute",
        R.TOO_LONG,
        Repeated(f'{IN_RECORD}<X a="', b"aa", 1000, '"/>'),
        ELEVE,
    ),
    Bomb("100 MB tag name", R.TOO_LONG, Repeated(f"{IN_RECORD}<", b"a" * 1000, 100_000), ELEVE),
    Bomb("100 MB comment", R.TOO_LONG, Repeated(f"{IN_RECORD}<!--", b"a" * 1000, 100_000), ELEVE),
    Bomb("100 MB before the root", R.NOT_XML, Repeated("", b" " * 1000, 100_000, "<BEE_ELEVES/>")),
    Bomb(
        "flood of comments",
        R.TOO_MANY_PARTS,
        Repeated(IN_RECORD, b"<!---->", 10 * MEGABYTE),
        ELEVE,
    ),
    Bomb(
        "flood of instructions",
        R.TOO_MANY_PARTS,
        Repeated(IN_RECORD, b"<?a b?>", 10 * MEGABYTE),
        ELEVE,
    ),
    Bomb("flood of tag names", R.TOO_MANY_PARTS, DistinctTags(3_000_000), ELEVE),
    Bomb(
        "flood of divisions",
        R.TOO_MANY_PARTS,
        Repeated(
            f"{DECLARATION}<BEE_STRUCTURES>{parameters()}<DONNEES><DIVISIONS>",
            b'<DIVISION CODE_STRUCTURE="3A"/>',
            MEGABYTE,
        ),
        "DIVISION 3A",
    ),
    Bomb("300 MB of XML", R.TOO_LARGE, Repeated(IN_RECORD, b"<a/>" * 1000, 75_000)),
    Bomb("zip bomb", R.ARCHIVE_BOMB, ZipOf(100 * MEGABYTE)),
    Bomb("zip bomb that says it is small", R.BAD_ARCHIVE, ZipOf(100 * MEGABYTE, 5000)),
    Bomb("zip that says it is huge", R.TOO_LARGE, ZipOf(5000, 4_000_000_000)),
    Bomb("zip that says it is a little larger", R.BAD_ARCHIVE, ZipOf(5000, 60_000)),
    Bomb("zip of a thousand files", R.ARCHIVE_BOMB, Crowded(1000)),
    Bomb("zip of ten thousand files", R.ARCHIVE_BOMB, Crowded(10_000)),
    Bomb("nested zip", R.NESTED_ARCHIVE, [zipped_files(("a.zip", crowded(1)))]),
    Bomb("nested zip in disguise", R.NESTED_ARCHIVE, [zipped_files(("a.xml", crowded(1)))]),
    Bomb("encrypted zip", R.ENCRYPTED_ARCHIVE, [encrypted()]),
    Bomb("zip out of its folder", R.UNSAFE_MEMBER_NAME, [member("../../a.xml", PUPIL)]),
    Bomb("zip at the root", R.UNSAFE_MEMBER_NAME, [member("/etc/a.xml", PUPIL)]),
    Bomb("zip on a drive", R.UNSAFE_MEMBER_NAME, [member("C:/a.xml", PUPIL)]),
    Bomb("zip with backslashes", R.UNSAFE_MEMBER_NAME, [member("..\\a.xml", PUPIL)]),
    Bomb(
        "zip with a link",
        R.UNSAFE_MEMBER_NAME,
        [member("a.xml", b"/etc/passwd", external_attr=0o120777 << 16)],
    ),
    Bomb(
        "zip with another compression",
        R.BAD_ARCHIVE,
        [member("a.xml", PUPIL, compress_type=zipfile.ZIP_BZIP2)],
    ),
    Bomb("zip of nothing", R.BAD_ARCHIVE, [zipped_files()]),
    Bomb("zip without XML", R.BAD_ARCHIVE, [zipped_files(("a.pdf", b"%PDF"))]),
    Bomb("zip with an empty file", R.EMPTY, [zipped_files(("a.xml", b""))]),
    Bomb("truncated zip", R.BAD_ARCHIVE, [crowded(2)[:-30]]),
    Bomb("zip without its beginning", R.BAD_ARCHIVE, [b"PK\x03\x04" + crowded(1)[200:]]),
    Bomb("UTF-7", R.UNKNOWN_ENCODING, [declared("UTF-7").encode("utf-7")]),
    Bomb("UTF-7 declared", R.UNKNOWN_ENCODING, [declared("utf-7").encode()]),
    Bomb("UTF-7 throughout", R.NOT_XML, [b"+ADw-BEE_ELEVES+AD4-"]),
    Bomb("UTF-16", R.UNKNOWN_ENCODING, [declared("utf-16").encode("utf-16")]),
    Bomb("UTF-16 without a mark", R.NUL_BYTE, [declared("utf-16").encode("utf-16-be")]),
    Bomb("UTF-32", R.UNKNOWN_ENCODING, [declared("utf-32").encode("utf-32")]),
    Bomb("EBCDIC", R.NOT_XML, [declared("ebcdic-cp-fr").encode("cp500")]),
    Bomb("unknown encoding", R.UNKNOWN_ENCODING, [declared("x-rot13").encode()]),
    Bomb("Python-only encoding", R.UNKNOWN_ENCODING, [declared("unicode_escape").encode()]),
    Bomb("encoding declared twice", R.MALFORMED_XML, [TWICE.encode()]),
    Bomb("declaration twice", R.MALFORMED_XML, [DECLARATION.encode() + PUPIL]),
    Bomb("overlong UTF-8", R.UNDECODABLE, [declared("UTF-8").encode().replace(b"Z", b"\xc0\xbc")]),
    Bomb("Latin-1 called UTF-8", R.UNDECODABLE, [declared("UTF-8").encode("iso-8859-15")]),
    Bomb("accents called ASCII", R.UNDECODABLE, [declared("US-ASCII").encode("iso-8859-15")]),
    Bomb("NUL in a name", R.NUL_BYTE, [PUPIL.replace(b"Zo", b"Z\0o")]),
    Bomb("control character", R.MALFORMED_XML, [PUPIL.replace(b"Zo", b"Z\x01o")], ELEVE),
    Bomb("NUL as a reference", R.MALFORMED_XML, [PUPIL.replace(b"Zo", b"&#0;")], ELEVE),
    Bomb("truncated file", R.TRUNCATED, [CUT], ELEVE),
    Bomb("truncated in a tag", R.TRUNCATED, [IN_A_TAG], ELEVE),
    Bomb("truncated in a letter", R.UNDECODABLE, [declared("UTF-8").encode()[:-1] + b"\xc3"]),
    Bomb("unclosed tag", R.MALFORMED_XML, [PUPIL.replace(b"</PRENOM>", b"")], ELEVE),
    Bomb("something after the end", R.MALFORMED_XML, [PUPIL + b"<BEE_ELEVES/>"], "ADRESSE 7"),
    Bomb("empty file", R.EMPTY, [b""]),
    Bomb("blank file", R.NOT_XML, [b" \n"]),
    Bomb("HTML page", R.UNKNOWN_ROOT, [b"<!DOCTYPE html>\n<html><body>Connexion</body></html>"]),
    Bomb("another XML", R.UNKNOWN_ROOT, [document("BEE_NOTES", "").encode()]),
    Bomb("PDF", R.NOT_XML, [b"%PDF-1.7\n"]),
    Bomb("CSV", R.NOT_XML, ["Nom;Prénom\nLÉGER;Zoé\n".encode()]),
    Bomb("gzip", R.NOT_XML, [b"\x1f\x8b\x08" + b"\1" * 40]),
]
