"""The report of one drop, as `make import` and the demonstration print it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

FINISHED_WELL: Final = frozenset({"APPLIED", "UNCHANGED", "WAITING"})
FINISHED_BADLY: Final = frozenset({"REFUSED", "FAILED"})
NOT_DROPPED: Final = "NOT_DROPPED"


@dataclass(frozen=True)
class ImportReport:
    """What became of one file. WAITING: a file of the same export is still to come."""

    file: str
    status: str
    uai: str
    message: str
    summary: dict[str, Any]

    @property
    def success(self) -> bool:
        return self.status in FINISHED_WELL

    @property
    def headline(self) -> str:
        school = f" ({self.uai})" if self.uai else ""
        return f"{self.file}{school} : {self.status}. {self.message}"

    def __str__(self) -> str:
        """The headline, the figures that are not nought, then the anomalies, one a line."""
        figures = [
            line
            for name, value in self.summary.items()
            if name != "anomalies"
            for line in _figure(name, value)
        ]
        anomalies = [_anomaly(anomaly) for anomaly in self.summary.get("anomalies", [])]
        return "\n  ".join([self.headline, *figures, *anomalies])


def _figure(name: str, value: Any) -> Iterator[str]:
    """One line, or one more for each of several (schools, say), indented below its name."""
    if isinstance(value, list | Mapping) and _holds_several(value):
        yield f"{name} :"
        entries = value.items() if isinstance(value, Mapping) else (("", each) for each in value)
        for key, each in entries:
            yield f"  {f'{key} : ' if key else ''}{_flat(each)}"
    elif value:
        yield f"{name} : {_flat(value)}"


def _holds_several(value: Any) -> bool:
    inside = value.values() if isinstance(value, Mapping) else value
    return any(isinstance(each, list | Mapping) for each in inside)


def _flat(value: Any) -> str:
    """Everything that is not nought, on one line."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_flat(each)}" for name, each in value.items() if each)
    if isinstance(value, list):
        return ", ".join(_flat(each) for each in value)
    return str(value)


def _anomaly(anomaly: dict[str, Any]) -> str:
    """Which record, whose, on which line of the file, and what is wrong with it."""
    name = f" ({anomaly['name']})" if anomaly.get("name") else ""
    line = f", ligne {anomaly['line']}" if anomaly.get("line") else ""
    return f"{anomaly.get('record', '')}{name}{line} : {anomaly.get('detail', '')}"
