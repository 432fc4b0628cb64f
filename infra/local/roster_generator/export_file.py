"""Writes one file of an export: alone in its zip as the school downloads it, or bare."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from infra.local.roster_generator.plan import SchoolPlan
from infra.local.roster_generator.siecle_xml import closing, encoded, opening

_UNIX: Final = 3
_PLAIN_FILE: Final = 0o644 << 16


@dataclass(frozen=True, slots=True)
class ExportFolder:
    folder: Path
    plan: SchoolPlan
    exported_on: date
    zipped: bool

    def write(self, name: str, root: str, sections: Mapping[str, Iterable[bytes]]) -> Path:
        """Writes the sections as they come, and gives the path of the file."""
        path = self.folder / (f"ExportXML_{name}.zip" if self.zipped else f"{name}.xml")
        with self._opened(path, f"{name}.xml") as file:
            file.write(encoded(opening(root, self.plan, self.exported_on)))
            for section, content in sections.items():
                file.write(encoded(f"<{section}>\n"))
                file.writelines(content)
                file.write(encoded(f"</{section}>\n"))
            file.write(encoded(closing(root)))
        return path

    @contextmanager
    def _opened(self, path: Path, inner_name: str) -> Iterator[IO[bytes]]:
        if not self.zipped:
            with path.open("wb") as file:
                yield file
            return
        with ZipFile(path, "w") as archive, archive.open(self._member(inner_name), "w") as file:
            yield file

    def _member(self, name: str) -> ZipInfo:
        """Nothing of the machine or the moment goes into the archive."""
        day = self.exported_on
        member = ZipInfo(name, (day.year, day.month, day.day, 8, 0, 0))
        member.compress_type = ZIP_DEFLATED
        member.create_system = _UNIX
        member.external_attr = _PLAIN_FILE
        return member
