"""From the tests that ran to a verdict for each promise."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

_FIGURE = "figure "


@dataclass(slots=True)
class Verdict:
    """What the tests of one promise, and of its twins, came to."""

    promise: str
    title: str
    counted: Counter[str] = field(default_factory=Counter)
    tests: int = 0
    failures: int = 0
    twins: int = 0
    twins_missed: int = 0

    @property
    def twin_caught(self) -> bool:
        return self.twins > 0 and self.twins_missed == 0

    @property
    def holds(self) -> bool:
        """A promise that no test showed, or whose check was not seen to fail, does not hold."""
        return self.tests > 0 and self.failures == 0 and self.twin_caught

    @property
    def figure(self) -> str:
        counts = [f"{count:,} {what}" for what, count in self.counted.items()]
        return " · ".join([*(counts or [f"{self.tests:,} tests"]), f"{self.failures:,} failures"])

    def line(self) -> str:
        """P7 · 5,000 hostile names · 0 failures · twin caught · holds."""
        twin = "twin caught" if self.twin_caught else "twin missed"
        holds = "holds" if self.holds else "broken"
        return f"{self.promise} · {self.figure} · {twin} · {holds}"

    def to_json(self) -> dict[str, str | bool]:
        return {
            "name": f"{self.promise} {self.title}",
            "figure": self.figure,
            "twin_caught": self.twin_caught,
            "holds": self.holds,
        }


def verdicts(reports: Iterable[Path], promises: dict[str, str]) -> list[Verdict]:
    """The verdict of each promise, from what pytest reported as JUnit's XML."""
    found = {name: Verdict(name, title) for name, title in promises.items()}
    for report in reports:
        for case in ET.parse(report).iter("testcase"):  # noqa: S314  written by our own pytest
            passed = all(case.find(bad) is None for bad in ("failure", "error", "skipped"))
            _count(case, found, passed=passed)
    return list(found.values())


def _count(case: ET.Element, found: dict[str, Verdict], *, passed: bool) -> None:
    """A test may show several promises, some of which were not asked about."""
    properties = list(_properties(case))
    for name, value in properties:
        verdict = found.get(value)
        if verdict is None:
            continue
        if name == "promise":
            verdict.tests += 1
            verdict.failures += not passed
            for what, count in properties:
                if what.startswith(_FIGURE):
                    verdict.counted[what.removeprefix(_FIGURE)] += int(count)
        elif name == "twin":
            verdict.twins += 1
            verdict.twins_missed += not passed


def _properties(case: ET.Element) -> Iterator[tuple[str, str]]:
    for each in case.iter("property"):
        yield each.attrib["name"], each.attrib["value"]
