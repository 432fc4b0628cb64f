"""Cuts a stream of XML events into flat records: an element, its attributes, the fields we keep."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from shared.domain.roster_problems import RefusalCode, RosterRefusedError

# How messages call a record, by the attribute that identifies it.
_IDENTIFIERS = {
    "ELEVE_ID": "ELEVE",
    "PERSONNE_ID": "PERSONNE",
    "ADRESSE_ID": "ADRESSE",
    "CODE_STRUCTURE": "DIVISION",
    "CODE_MEF": "MEF",
}


@dataclass(slots=True)
class Record:
    """One element that matters.

    Attributes:
        tag: its name.
        line: where it starts.
        attributes: its own, over those of the elements around it.
        fields: text of the fields asked for; absent and empty are the same.
        lines: where each field starts.
    """

    tag: str
    line: int
    attributes: dict[str, str]
    fields: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def get(self, name: str) -> str:
        return self.fields.get(name, "")

    def attribute(self, name: str) -> str:
        return self.attributes.get(name, "").strip()

    def line_of(self, name: str) -> int:
        return self.lines.get(name, self.line)

    def label(self) -> str:
        """How messages call it: "ELEVE 12345", or the tag alone."""
        for identifier, noun in _IDENTIFIERS.items():
            if value := self.attribute(identifier):
                return f"{noun} {value}"
        return self.tag


@dataclass(frozen=True, slots=True)
class RecordRule:
    """Which fields of a record are kept (paths below it), and who takes it when it ends."""

    fields: frozenset[str]
    take: Callable[[Record], None]


class RecordReader:
    """Turns events into records, by the rules of the document's root element.

    Paths are written from below the root: "DONNEES/ELEVES/ELEVE". What no rule names is read
    and forgotten, so that memory holds one record, however large the document.
    """

    def __init__(
        self,
        rules_of_root: Callable[[str], Mapping[str, RecordRule]],
        *,
        name: str,
        value_chars: int,
        satisfied: Callable[[], bool] = lambda: False,
    ) -> None:
        self._rules_of_root = rules_of_root
        self._rules: Mapping[str, RecordRule] = {}
        self._name = name
        self._value_chars = value_chars
        self._satisfied = satisfied
        self._paths: list[str] = []
        self._inherited: list[dict[str, str]] = []
        self._open: list[tuple[str, Record, RecordRule]] = []
        self._wanted: str | None = None
        self._value = ""
        self._line = 0
        self._last_label: str | None = None

    def satisfied(self) -> bool:
        return self._satisfied()

    def record(self) -> str | None:
        """The record being read, or the last one that had an identifier."""
        return self._last_label

    def start(self, tag: str, attributes: dict[str, str], line: int) -> None:
        if not self._paths:
            self._rules = self._rules_of_root(tag)
            self._paths.append("")
            self._inherited.append({})
            return
        path = f"{self._paths[-1]}/{tag}".lstrip("/")
        inherited = self._inherited[-1]
        scope = {**inherited, **attributes} if attributes else inherited
        self._paths.append(path)
        self._inherited.append(scope)
        self._line = line
        self._wanted = self._field_at(path)
        self._value = ""
        if rule := self._rules.get(path):
            record = Record(tag, line, scope)
            self._open.append((path, record, rule))
            self._remember(record)

    def text(self, characters: str) -> None:
        if self._wanted is None:
            return
        self._value += characters
        if len(self._value) > self._value_chars:
            raise RosterRefusedError(
                RefusalCode.TOO_LONG,
                f"le champ {self._wanted} dépasse {self._value_chars} caractères.",
                file_name=self._name,
                line=self._line,
                record=self._last_label,
            )

    def end(self, _tag: str) -> None:
        path = self._paths.pop()
        self._inherited.pop()
        if self._wanted is not None and self._open:
            record = self._open[-1][1]
            record.fields[self._wanted] = self._value.strip()
            record.lines[self._wanted] = self._line
            if self._wanted in ("ELEVE_ID", "PERSONNE_ID"):
                self._last_label = f"{_IDENTIFIERS[self._wanted]} {record.get(self._wanted)}"
        self._wanted = None
        if self._open and self._open[-1][0] == path:
            _path, record, rule = self._open.pop()
            rule.take(record)

    def _field_at(self, path: str) -> str | None:
        if not self._open:
            return None
        record_path, _record, rule = self._open[-1]
        below = path[len(record_path) + 1 :]
        return below if below in rule.fields else None

    def _remember(self, record: Record) -> None:
        label = record.label()
        if label != record.tag:
            self._last_label = label
