"""The files of an académie's feed (AAF) that belong together, packed into one archive."""

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from infra.local.services import PlatformError

_NAME: Final = re.compile(
    r"ENT_(?P<feed>.+)_(?P<kind>Complet|Delta)_(?P<dated>[0-9]{8})"
    r"(?:_(?P<category>[A-Za-z]+)_(?P<part>[0-9]+)\.xml|\.zip)",
    re.IGNORECASE,
)
_FIRST_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
"""The only date of an archive's members: the same files make the same archive."""
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, order=True)
class FeedSetName:
    """What the files of one set have in common. Sorts as sets must be imported."""

    feed: str
    dated: str
    delta: bool

    @property
    def file_name(self) -> str:
        return f"ENT_{self.feed}_{'Delta' if self.delta else 'Complet'}_{self.dated}.zip"


@dataclass(frozen=True)
class FeedSet:
    """Bare files to pack, or one archive that came ready."""

    name: FeedSetName
    files: tuple[Path, ...]

    @property
    def shown_name(self) -> str:
        return self.files[0].name if self._ready else self.name.file_name

    @property
    def _ready(self) -> bool:
        return self.files[0].suffix.lower() == ".zip"

    def archive(self, folder: Path) -> Path:
        """The archive to drop, made in the folder if need be. Raises OSError."""
        if self._ready:
            return self.files[0]
        path = folder / self.name.file_name
        with zipfile.ZipFile(path, "w") as archive:
            for file in self.files:
                _pack(archive, file)
        return path


def set_name(path: Path) -> FeedSetName | None:
    """The set a file belongs to, or is, by its name; None for any other file."""
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    return FeedSetName(found["feed"], found["dated"], found["kind"].lower() == "delta")


def feed_sets(paths: Iterable[Path]) -> tuple[list[Path], list[FeedSet]]:
    """The files that are of no feed, as they come; then the sets, complete before delta, by date.

    Raises PlatformError when two files of a set have the same name.
    """
    others: list[Path] = []
    bare: dict[FeedSetName, list[Path]] = {}
    ready: list[FeedSet] = []
    for path in paths:
        name = set_name(path)
        if name is None:
            others.append(path)
        elif path.suffix.lower() == ".zip":
            ready.append(FeedSet(name, (path,)))
        else:
            bare.setdefault(name, []).append(path)
    sets = [*ready, *(FeedSet(name, _in_order(files)) for name, files in bare.items())]
    return others, sorted(sets, key=lambda each: each.name)


def _in_order(files: Sequence[Path]) -> tuple[Path, ...]:
    """By name, each once: one path may be given twice."""
    ordered = sorted(set(files), key=lambda path: path.name)
    for one, other in pairwise(ordered):
        if one.name == other.name:
            raise PlatformError(f"{one} and {other}: two files of one name in one set")
    return tuple(ordered)


def _pack(archive: zipfile.ZipFile, file: Path) -> None:
    member = zipfile.ZipInfo(file.name, _FIRST_MOMENT)
    member.compress_type = zipfile.ZIP_DEFLATED
    with file.open("rb") as source, archive.open(member, "w", force_zip64=True) as packed:
        while chunk := source.read(_CHUNK):
            packed.write(chunk)
