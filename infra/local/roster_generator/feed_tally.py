"""Counts what a feed holds, family by family: what an import of it must find."""

from collections.abc import Container
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from infra.local.roster_generator import people as kin
from infra.local.roster_generator.academy import AcademyPlan
from infra.local.roster_generator.feed_families import Child, FeedFamily
from infra.local.roster_generator.feed_records import Record


@dataclass(slots=True)
class FeedTally:
    """Expected figures of one complete feed.

    A person counts once: among the guardians when she is the legal guardian of any pupil, among
    the contacts when she is linked to one otherwise, else among the orphans.
    `guardians_by_school` counts, under each UAI, those with a child whose home it is;
    `external_by_host` the pupils taught there besides their own school.
    """

    students: int = 0
    persons: int = 0
    guardians: int = 0
    contacts: int = 0
    orphans: int = 0
    shared_guardians: int = 0
    """Legal guardians of pupils of two or more home schools."""
    external_students: int = 0
    students_without_guardian: int = 0
    """No link at all."""
    students_without_legal_guardian: int = 0
    """Includes those without any link."""
    self_guardians: int = 0
    students_without_ine: int = 0
    legal_links: int = 0
    contact_links: int = 0
    students_by_school: dict[str, int] = field(default_factory=dict)
    guardians_by_school: dict[str, int] = field(default_factory=dict)
    external_by_host: dict[str, int] = field(default_factory=dict)
    paths: list[Path] = field(default_factory=list)


class FeedCounting:
    """Adds families, as they are written, to a tally."""

    def __init__(self, plan: AcademyPlan) -> None:
        self._uais = [school.uai for school in plan.schools]
        self.tally = FeedTally(
            students_by_school=dict.fromkeys(self._uais, 0),
            guardians_by_school=dict.fromkeys(self._uais, 0),
            external_by_host=dict.fromkeys(self._uais, 0),
        )

    def add(self, family: FeedFamily) -> None:
        tally = self.tally
        for child in family.children:
            self._add_child(child)
        legal = family.legal()
        tally.persons += len(family.people)
        tally.guardians += len(legal)
        tally.contacts += len(family.people) - len(legal)
        for person in legal:
            schools = legal_schools(family, person.number)
            tally.shared_guardians += len(schools) > 1
            for school in schools:
                tally.guardians_by_school[self._uais[school]] += 1

    def add_student_record(self, record: Record) -> None:
        ine = record.attributes.get("ENTEleveINE", ("",))
        self.tally.students_without_ine += ine == ("",)

    def add_stranger(self) -> None:
        self.tally.persons += 1
        self.tally.orphans += 1

    def _add_child(self, child: Child) -> None:
        tally, links = self.tally, child.pupil.links
        legal = [link for link in links if link.responsibility == kin.LEGAL]
        tally.students += 1
        tally.students_by_school[self._uais[child.school]] += 1
        tally.students_without_guardian += not links
        tally.students_without_legal_guardian += not legal
        tally.self_guardians += any(link.kinship == kin.THEMSELVES for link in legal)
        tally.legal_links += len(legal)
        tally.contact_links += len(links) - len(legal)
        if child.host is not None:
            tally.external_students += 1
            tally.external_by_host[self._uais[child.host]] += 1


def legal_schools(family: FeedFamily, person: int) -> set[int]:
    """Where the children whose legal guardian the person is have their home."""
    return {
        child.school
        for child in family.children
        for link in child.pupil.links
        if link.person == person and link.responsibility == kin.LEGAL
    }


@dataclass(slots=True)
class DeltaTally:
    """What a delta changes once the complete feed of the same plan is in.

    Guardians are those with an account. `class_changes` are within a school, moves are not.
    """

    arrivals: int = 0
    guardian_arrivals: int = 0
    departures: int = 0
    guardian_departures: int = 0
    """Deleted with the last of their children."""
    class_changes: int = 0
    name_corrections: int = 0
    school_moves: int = 0
    links_removed: int = 0
    guardians_without_child: int = 0
    """Still in the feed, but the legal guardian of no pupil any more."""
    guardian_email_changes: int = 0
    guardian_address_changes: int = 0
    guardian_name_corrections: int = 0
    """Pupils who are their own guardian."""
    persons_added: int = 0
    persons_deleted: int = 0
    paths: list[Path] = field(default_factory=list)

    def add_student_changes(self, names: Container[str]) -> None:
        moves = "ENTPersonStructRattach" in names
        self.school_moves += moves
        self.class_changes += "ENTEleveClasses" in names and not moves
        self.name_corrections += "givenName" in names
        # A move writes the same links again, as the other school knows them.
        self.links_removed += "ENTElevePersRelEleve" in names and not moves

    def add_guardian_changes(self, names: Container[str]) -> None:
        self.guardian_email_changes += "mail" in names
        self.guardian_name_corrections += "givenName" in names
        self.guardian_address_changes += any(name in names for name in _ADDRESS)


_ADDRESS: Final = ("ENTPersonAdresse", "ENTPersonCodePostal", "ENTPersonVille", "ENTPersonPays")
