"""Opens what was dropped, a ZIP or a bare XML file, as documents read in bounded chunks."""

import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from shared.adapters.roster.limits import RosterLimits
from shared.domain.roster_problems import RefusalCode, RosterRefusedError

CHUNK_BYTES = 64 * 1024
_END_OF_DIRECTORY = b"PK\x05\x06"
_END_OF_DIRECTORY_BYTES = 22
_ZIP64_LOCATOR = b"PK\x06\x07"
_ZIP64_LOCATOR_BYTES = 20
_LONGEST_COMMENT = 65_535
_ENCRYPTED_FLAGS = 0x1 | 0x40 | 0x2000
# Raised by zipfile on a damaged or lying entry, at opening or while reading; the last two when an
# entry is said to begin before the file does.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class Document:
    """One XML document. `name` is the one messages use; `chunks()` reads it from its beginning.

    Chunks are of at most `CHUNK_BYTES` and make `size` bytes in all.
    """

    name: str
    size: int
    chunks: Callable[[], Iterator[bytes]]


@contextmanager
def open_documents(path: Path, *, name: str, limits: RosterLimits) -> Iterator[list[Document]]:
    """The documents of the file at `path`, at least one.

    A ZIP is known by its first bytes, whatever its name; nothing is ever written to disk.

    Raises:
        RosterRefusedError: empty, too large, or an archive that is damaged, encrypted, nested,
            a bomb, or that names its entries dangerously.
    """
    with path.open("rb") as head:
        magic = head.read(4)
    if not magic:
        raise RosterRefusedError(RefusalCode.EMPTY, "le fichier est vide.", file_name=name)
    if magic not in (b"PK\x03\x04", _END_OF_DIRECTORY):
        size = path.stat().st_size
        _refuse_above(size, limits, name)
        yield [Document(name, size, lambda: _file_chunks(path))]
        return
    _check_directory(path, limits, name)
    try:
        archive = zipfile.ZipFile(path)
    except _DAMAGE as error:
        raise _damaged(name) from error
    with archive:
        yield _documents(archive, path.stat().st_size, name, limits)


def _check_directory(path: Path, limits: RosterLimits, name: str) -> None:
    """Refuse a table of contents too large to load; ZIP64, which hides its size, included."""
    reach = _END_OF_DIRECTORY_BYTES + _LONGEST_COMMENT + _ZIP64_LOCATOR_BYTES
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - reach))
        tail = stream.read()
    end = tail.rfind(_END_OF_DIRECTORY)
    if end < 0 or len(tail) - end < _END_OF_DIRECTORY_BYTES:
        raise _damaged(name)
    directory_bytes = int.from_bytes(tail[end + 12 : end + 16], "little")
    if _ZIP64_LOCATOR in tail or directory_bytes > limits.directory_bytes:
        raise RosterRefusedError(
            RefusalCode.ARCHIVE_BOMB, "l’archive annonce trop de fichiers.", file_name=name
        )


def _documents(
    archive: zipfile.ZipFile, archive_bytes: int, name: str, limits: RosterLimits
) -> list[Document]:
    members = archive.infolist()
    if len(members) > limits.members:
        reason = f"l’archive contient plus de {limits.members} fichiers."
        raise RosterRefusedError(RefusalCode.ARCHIVE_BOMB, reason, file_name=name)
    for member in members:
        _check_member(member, name)
    wanted = [member for member in members if _is_xml(member)]
    if not wanted:
        reason = "l’archive ne contient aucun fichier XML."
        raise RosterRefusedError(RefusalCode.BAD_ARCHIVE, reason, file_name=name)
    total = sum(member.file_size for member in wanted)
    _refuse_above(total, limits, name)
    packed = min(sum(member.compress_size for member in wanted), archive_bytes)
    if total > limits.compression_ratio * max(packed, CHUNK_BYTES // limits.compression_ratio):
        reason = "l’archive se décompresse démesurément (bombe de décompression)."
        raise RosterRefusedError(RefusalCode.ARCHIVE_BOMB, reason, file_name=name)
    return [_member_document(archive, member, name) for member in wanted]


def _member_document(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Document:
    name = f"{name} › {member.filename}"
    return Document(name, member.file_size, lambda: _member_chunks(archive, member, name))


def _file_chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK_BYTES):
            yield chunk


def _member_chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """Refuses an entry that lies of its size: zipfile itself lets one that is shorter pass."""
    left = member.file_size
    try:
        stream = archive.open(member)
    except _DAMAGE as error:
        raise _damaged(name) from error
    with stream:
        while chunk := _chunk(stream, name):
            left -= len(chunk)
            yield chunk
    if left:
        raise _damaged(name)


def _chunk(stream: IO[bytes], name: str) -> bytes:
    try:
        return stream.read(CHUNK_BYTES)
    except _DAMAGE as error:
        raise _damaged(name) from error


def _check_member(member: zipfile.ZipInfo, name: str) -> None:
    parts = member.filename.replace("\\", "/").split("/")
    absolute = parts[0] == "" or ":" in parts[0]
    link = stat.S_ISLNK(member.external_attr >> 16)
    if absolute or ".." in parts or "\\" in member.orig_filename or "\0" in member.orig_filename:
        reason = "l’archive nomme un fichier hors d’elle-même."
        raise RosterRefusedError(RefusalCode.UNSAFE_MEMBER_NAME, reason, file_name=name)
    if link:
        reason = "l’archive contient un lien au lieu d’un fichier."
        raise RosterRefusedError(RefusalCode.UNSAFE_MEMBER_NAME, reason, file_name=name)
    if member.flag_bits & _ENCRYPTED_FLAGS:
        reason = "l’archive est protégée par un mot de passe."
        raise RosterRefusedError(RefusalCode.ENCRYPTED_ARCHIVE, reason, file_name=name)
    if member.filename.lower().endswith(".zip"):
        raise nested_archive(name)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        reason = "l’archive emploie une compression non prise en charge."
        raise RosterRefusedError(RefusalCode.BAD_ARCHIVE, reason, file_name=name)


def _is_xml(member: zipfile.ZipInfo) -> bool:
    """Left out: folders, notes, and the hidden twins that macOS adds."""
    parts = member.filename.split("/")
    hidden = parts[0] == "__MACOSX" or parts[-1].startswith(".")
    return parts[-1].lower().endswith(".xml") and not hidden


def _refuse_above(size: int, limits: RosterLimits, name: str) -> None:
    if size > limits.total_bytes:
        reason = f"plus de {limits.total_bytes // (1024 * 1024)} Mio de données."
        raise RosterRefusedError(RefusalCode.TOO_LARGE, reason, file_name=name)


def _damaged(name: str) -> RosterRefusedError:
    reason = "l’archive est endommagée ou incomplète."
    return RosterRefusedError(RefusalCode.BAD_ARCHIVE, reason, file_name=name)


def nested_archive(name: str) -> RosterRefusedError:
    reason = "l’archive contient une autre archive ; déposez les fichiers XML eux-mêmes."
    return RosterRefusedError(RefusalCode.NESTED_ARCHIVE, reason, file_name=name)
