"""Reads generated exports back, independently of what wrote them."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

Record = dict[str, str]
"""Texts of a record by tag, its own attributes among them."""


@dataclass(frozen=True)
class Export:
    parameters: Record
    pupils: dict[str, Record]
    classes: dict[str, str]
    groups: dict[str, list[str]]
    pupil_addresses: dict[str, Record]
    people: dict[str, Record]
    links: list[Record]
    people_addresses: dict[str, Record]
    mefs: dict[str, Record]
    divisions: dict[str, list[str]]
    """MEF codes by class code."""
    declared_groups: set[str]

    def present(self) -> set[str]:
        exported_on = day_of(self.parameters["DATE_EXPORT"])
        return {
            number
            for number, pupil in self.pupils.items()
            if number in self.classes
            and ("DATE_SORTIE" not in pupil or day_of(pupil["DATE_SORTIE"]) > exported_on)
        }

    def links_at(self, tag: str, *levels: str) -> list[Record]:
        present = self.present()
        return [k for k in self.links if k["ELEVE_ID"] in present and k[tag] in levels]


def day_of(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007  a day has no time zone


def xml_of(path: Path) -> bytes:
    if path.suffix == ".xml":
        return path.read_bytes()
    with ZipFile(path) as archive:
        (name,) = archive.namelist()
        return archive.read(name)


def read_export(paths: Iterable[Path]) -> Export:
    roots = {root.tag: root for root in (ET.fromstring(xml_of(path)) for path in paths)}  # noqa: S314  our own file
    pupils, guardians = roots["BEE_ELEVES"], roots["BEE_RESPONSABLES"]
    places = [
        (group.attrib["ELEVE_ID"], text(place, "CODE_STRUCTURE"), text(place, "TYPE_STRUCTURE"))
        for group in pupils.iter("STRUCTURES_ELEVE")
        for place in group
    ]
    groups: dict[str, list[str]] = {}
    for pupil, code, kind in places:
        if kind == "G":
            groups.setdefault(pupil, []).append(code)
    structures = roots["BEE_STRUCTURES"]
    return Export(
        parameters=record(pupils.find("PARAMETRES")),
        pupils=by_number(pupils, "ELEVE"),
        classes={pupil: code for pupil, code, kind in places if kind == "D"},
        groups=groups,
        pupil_addresses=by_number(pupils, "ADRESSE"),
        people=by_number(guardians, "PERSONNE"),
        links=[record(link) for link in guardians.iter("RESPONSABLE_ELEVE")],
        people_addresses=by_number(guardians, "ADRESSE"),
        mefs={
            mef.attrib["CODE_MEF"]: record(mef) for mef in roots["BEE_NOMENCLATURES"].iter("MEF")
        },
        divisions={
            division.attrib["CODE_STRUCTURE"]: [m.text or "" for m in division.iter("CODE_MEF")]
            for division in structures.iter("DIVISION")
        },
        declared_groups={group.attrib["CODE_STRUCTURE"] for group in structures.iter("GROUPE")},
    )


def by_number(root: ET.Element, tag: str) -> dict[str, Record]:
    found = [(element.attrib[f"{tag}_ID"], record(element)) for element in root.iter(tag)]
    numbered = dict(found)
    assert len(numbered) == len(found), f"{tag}: a number stands twice"
    return numbered


def record(element: ET.Element | None) -> Record:
    assert element is not None
    return {**element.attrib, **{child.tag: child.text or "" for child in element}}


def text(element: ET.Element, tag: str) -> str:
    return element.findtext(tag) or ""
