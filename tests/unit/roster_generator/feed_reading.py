"""Reads a generated feed back, independently of what wrote it, and applies a delta to it."""

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

Values = dict[str, list[str]]
NAME = re.compile(r"ENT_[A-Z]+_(Complet|Delta)_[0-9]{8}_([A-Za-z]+)_([0-9]{4})\.xml")


@dataclass
class Feed:
    """Attributes by record of each category; empty values are kept as "" ."""

    records: dict[str, dict[str, Values]] = field(default_factory=dict)

    @property
    def students(self) -> dict[str, Values]:
        return self.records["Eleve"]

    @property
    def persons(self) -> dict[str, Values]:
        return self.records["PersRelEleve"]

    @property
    def schools(self) -> dict[str, Values]:
        return self.records["EtabEducNat"]

    @property
    def mefs(self) -> dict[str, Values]:
        return self.records["MefEducNat"]

    def links(self, *levels: str) -> Iterator[tuple[str, str, str]]:
        """Student, person and kinship of every link of these levels."""
        for number, student in self.students.items():
            for link in student.get("ENTElevePersRelEleve", []):
                person, kinship, _, level, _, _ = link.split("$")
                if level in levels:
                    yield number, person, kinship

    def school_of(self, student: str) -> str:
        return self.students[student]["ENTPersonStructRattach"][0]

    def legal_schools(self) -> dict[str, set[str]]:
        """The schools of the children of each legal guardian."""
        found: dict[str, set[str]] = {}
        for student, person, _ in self.links("1", "2"):
            found.setdefault(person, set()).add(self.school_of(student))
        return found


@dataclass(frozen=True)
class Request:
    action: str
    category: str
    number: str
    values: Values


def requests(paths: Iterable[Path]) -> Iterator[Request]:
    for path in paths:
        named = NAME.fullmatch(path.name)
        assert named, path
        root = ET.parse(path).getroot()  # noqa: S314  our own file
        assert root.tag == "ficAlimMENESR"
        for request in root:
            (category,) = (value.text for value in request.findall("operationalAttributes//value"))
            assert category == named[2]
            yield Request(
                request.tag,
                category or "",
                request.findtext("identifier/id") or "",
                _values([*request.findall("attributes/*"), *request.findall("modifications/*")]),
            )


def read_feed(paths: Iterable[Path]) -> Feed:
    feed = Feed()
    for request in requests(paths):
        _apply(feed, request)
    return feed


def applied(feed: Feed, delta: Iterable[Path]) -> Feed:
    after = deepcopy(feed)
    for request in requests(delta):
        _apply(after, request)
    return after


def _apply(feed: Feed, request: Request) -> None:
    records = feed.records.setdefault(request.category, {})
    if request.action == "addRequest":
        assert request.number not in records, "a number stands twice"
        records[request.number] = request.values
    elif request.action == "modifyRequest":
        records[request.number].update(request.values)
    else:
        assert request.action == "deleteRequest"
        del records[request.number]


def _values(elements: Iterable[ET.Element]) -> Values:
    return {each.attrib["name"]: [value.text or "" for value in each] for each in elements}


def meant(raw: str) -> str:
    """A name without the second escaping that some have."""
    return html.unescape(raw)
