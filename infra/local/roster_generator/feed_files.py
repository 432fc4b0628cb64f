"""Writes the files of a feed: one request after the other, a part full before the next."""

from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date
from html import escape
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Literal, Self, get_args

from infra.local.roster_generator.feed_records import Category, Record

FeedKind = Literal["Complet", "Delta"]
RECORDS_IN_A_PART: Final = 2_000

_OPENING: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE ficAlimMENESR SYSTEM "ficAlimMENESR.dtd">\n<ficAlimMENESR>\n'
)
_CLOSING: Final = "</ficAlimMENESR>\n"
_OPERATIONAL: Final[dict[Category, str]] = {
    "EtabEducNat": "categorieStructure",
    "MefEducNat": "categorieMef",
    "MatiereEducNat": "categorieMatiere",
}


class FeedFiles:
    """`paths` grows as parts are opened; every category has one part at least."""

    def __init__(self, folder: Path, feed_id: str, kind: FeedKind, dated: date) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.paths: list[Path] = []
        self._stem = f"ENT_{feed_id}_{kind}_{dated:%Y%m%d}"
        self._folder = folder
        self._written: dict[Category, int] = {}
        self._open: dict[Category, IO[str]] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for category in get_args(Category):
            self._file(category).write(_CLOSING)
        self._stack.close()
        self.paths.sort()

    def add(self, record: Record) -> None:
        attributes = "".join(_attribute(n, values) for n, values in record.attributes.items())
        self._put(record, "addRequest", f"<attributes>\n{attributes}</attributes>\n")

    def modify(self, record: Record, changes: Mapping[str, tuple[str, ...]]) -> None:
        """Each attribute gets other values, or none."""
        inside = "".join(_modification(name, values) for name, values in changes.items())
        self._put(record, "modifyRequest", f"<modifications>\n{inside}</modifications>\n")

    def delete(self, record: Record) -> None:
        self._put(record, "deleteRequest", "")

    def _put(self, record: Record, request: str, inside: str) -> None:
        category = record.category
        operational = _attribute(_OPERATIONAL.get(category, "categoriePersonne"), (category,))
        written = self._written.get(category, 0)
        if written and written % RECORDS_IN_A_PART == 0:
            file = self._open.pop(category)
            file.write(_CLOSING)
            file.close()
        self._file(category).write(
            f"<{request}>\n<operationalAttributes>\n{operational}</operationalAttributes>\n"
            f"<identifier><id>{escape(record.number)}</id></identifier>\n{inside}</{request}>\n"
        )
        self._written[category] = written + 1

    def _file(self, category: Category) -> IO[str]:
        """The part being written; opened, with its first lines, if there is none."""
        if category not in self._open:
            part = self._written.get(category, 0) // RECORDS_IN_A_PART
            path = self._folder / f"{self._stem}_{category}_{part:04d}.xml"
            opened = path.open("w", encoding="utf-8", newline="\n")
            self._open[category] = self._stack.enter_context(opened)
            opened.write(_OPENING)
            self.paths.append(path)
        return self._open[category]


def _attribute(name: str, values: tuple[str, ...]) -> str:
    return f'<attr name="{name}">{_values(values)}</attr>\n'


def _modification(name: str, values: tuple[str, ...]) -> str:
    content = _values(values or ("",))
    return f'<modification name="{name}" operation="replace">{content}</modification>\n'


def _values(values: tuple[str, ...]) -> str:
    return "".join(
        f"<value>{escape(value, quote=False)}</value>" if value else "<value/>" for value in values
    )
