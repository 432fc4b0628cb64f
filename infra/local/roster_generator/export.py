"""Writes the four files of one school's export, in one pass over its households."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Final

from infra.local.roster_generator import siecle_xml as xml
from infra.local.roster_generator.classes import SchoolClasses
from infra.local.roster_generator.counts import RosterCounts
from infra.local.roster_generator.export_file import ExportFolder
from infra.local.roster_generator.households import Households
from infra.local.roster_generator.people import Household
from infra.local.roster_generator.plan import SchoolPlan
from infra.local.roster_generator.tally import Tally

_CHUNK: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class WrittenRoster:
    """The files of one export, and what an import of them must find."""

    paths: list[Path]
    counts: RosterCounts


def write_school(
    plan: SchoolPlan,
    folder: Path,
    *,
    zipped: bool = True,
    before_2018: bool = False,
    day: int = 0,
) -> WrittenRoster:
    """Writes pupils, guardians, formations and classes into the folder, made if need be.

    Equal arguments give equal bytes. `day` asks for the export made so many days after the first,
    with what has changed since. Raises ValueError when the school has too few pupils for that day.
    """
    households = Households(plan, day)
    folder.mkdir(parents=True, exist_ok=True)
    files = ExportFolder(folder, plan, households.exported_on, zipped)
    tally = Tally(households.exported_on, before_2018=before_2018)
    with ExitStack() as stack:
        sections = _Sections(stack, folder, before_2018=before_2018)
        for household in households:
            sections.add(household)
            tally.add(household)
        paths = sections.write(files)
    paths += _write_classes(households.classes, files)
    tally.add_classes(households.classes)
    return WrittenRoster(paths, tally.counts)


class _Sections:
    """Parts of the two large files, kept on disk until every household has been told."""

    def __init__(self, stack: ExitStack, folder: Path, *, before_2018: bool) -> None:
        def spool() -> IO[bytes]:
            return stack.enter_context(tempfile.TemporaryFile(dir=folder))

        self._before_2018 = before_2018
        self._pupils = {"ELEVES": spool(), "STRUCTURES": spool(), "ADRESSES": spool()}
        self._guardians = {"PERSONNES": spool(), "RESPONSABLES": spool(), "ADRESSES": spool()}

    def add(self, household: Household) -> None:
        old = self._before_2018
        for pupil in household.pupils:
            _put(self._pupils["ELEVES"], xml.pupil_record(pupil))
            _put(self._pupils["STRUCTURES"], xml.structures_record(pupil))
            _put(self._guardians["RESPONSABLES"], xml.link_records(pupil, before_2018=old))
        for person in household.people:
            _put(self._guardians["PERSONNES"], xml.person_record(person, before_2018=old))
        _put(self._pupils["ADRESSES"], xml.address_record(household.home))
        for address in dict.fromkeys(person.address for person in household.people):
            _put(self._guardians["ADRESSES"], xml.address_record(address))

    def write(self, files: ExportFolder) -> list[Path]:
        pupils = {name: _chunks(part) for name, part in self._pupils.items()}
        guardians = {name: _chunks(part) for name, part in self._guardians.items()}
        return [
            files.write("ElevesAvecAdresses", "BEE_ELEVES", pupils),
            files.write("ResponsablesAvecAdresses", "BEE_RESPONSABLES", guardians),
        ]


def _chunks(part: IO[bytes]) -> Iterator[bytes]:
    """What was put there, from its beginning."""
    part.seek(0)
    return iter(partial(part.read, _CHUNK), b"")


def _put(part: IO[bytes], text: str) -> None:
    part.write(xml.encoded(text))


def _write_classes(classes: SchoolClasses, files: ExportFolder) -> list[Path]:
    mefs = (xml.encoded(xml.mef_record(mef)) for mef in classes.mefs)
    divisions = (xml.encoded(xml.division_record(division)) for division in classes.divisions)
    groups = (xml.encoded(xml.group_record(group)) for group in classes.groups)
    return [
        files.write("Nomenclature", "BEE_NOMENCLATURES", {"MEFS": mefs}),
        files.write("Structures", "BEE_STRUCTURES", {"DIVISIONS": divisions, "GROUPES": groups}),
    ]
