"""Counts, household by household, what an import of the export must find."""

from datetime import date

from infra.local.roster_generator.classes import SchoolClasses
from infra.local.roster_generator.counts import RosterCounts
from infra.local.roster_generator.people import (
    CONTACT,
    IN_CHARGE,
    LEGAL,
    THEMSELVES,
    Household,
    Pupil,
)
from infra.local.roster_generator.siecle_xml import loses_letters
from infra.local.roster_generator.timeline import Event


class Tally:
    """`before_2018`: those exports have no persons in charge, only legal guardians and contacts."""

    def __init__(self, exported_on: date, *, before_2018: bool) -> None:
        self.counts = RosterCounts()
        self._exported_on = exported_on
        self._before_2018 = before_2018

    def add(self, household: Household) -> None:
        counts = self.counts
        present = [pupil for pupil in household.pupils if not self._has_left(pupil)]
        counts.pupils_in_file += len(household.pupils)
        counts.people_in_file += len(household.people)
        counts.links_in_file += sum(len(pupil.links) for pupil in household.pupils)
        counts.importable_pupils += len(present)
        counts.departed_pupils += len(household.pupils) - len(present)
        counts.households += bool(present)
        counts.households_with_siblings += len(present) > 1
        for pupil in present:
            self._add_pupil(pupil)
        legal = self._add_people(present)
        self._add_legal_guardians(household, legal)
        self._add_events(household, legal)

    def add_classes(self, classes: SchoolClasses) -> None:
        self.counts.mefs = len(classes.mefs)
        self.counts.divisions = len(classes.divisions)
        self.counts.groups = len(classes.groups)

    def _has_left(self, pupil: Pupil) -> bool:
        return pupil.left_on is not None and pupil.left_on <= self._exported_on

    def _add_pupil(self, pupil: Pupil) -> None:
        counts = self.counts
        levels = [self._level(link.responsibility) for link in pupil.links]
        counts.leaving_later += pupil.left_on is not None
        counts.pupils_without_guardian += not levels
        counts.pupils_without_legal_guardian += LEGAL not in levels
        counts.legal_links += levels.count(LEGAL)
        counts.person_in_charge_links += levels.count(IN_CHARGE)
        counts.contact_links += levels.count(CONTACT)
        names = (pupil.family_name, pupil.usual_name or "", pupil.first_names[0])
        counts.pupils_with_replaced_letters += any(map(loses_letters, names))

    def _add_people(self, present: list[Pupil]) -> set[int]:
        """Each person once, at the strongest level she has; gives back the legal guardians."""
        strongest: dict[int, int] = {}
        for link in (link for pupil in present for link in pupil.links):
            level = self._level(link.responsibility)
            strongest[link.person] = min(level, strongest.get(link.person, level))
            self.counts.own_guardians += link.kinship == THEMSELVES
        levels = list(strongest.values())
        self.counts.legal_guardians += levels.count(LEGAL)
        self.counts.persons_in_charge += levels.count(IN_CHARGE)
        self.counts.contacts += levels.count(CONTACT)
        return {person for person, level in strongest.items() if level == LEGAL}

    def _add_legal_guardians(self, household: Household, legal: set[int]) -> None:
        self.counts.legal_guardians_without_email += sum(
            person.number in legal and not person.email for person in household.people
        )

    def _add_events(self, household: Household, legal: set[int]) -> None:
        counts, events = self.counts, household.events
        counts.arrivals += events.count(Event.ARRIVES)
        counts.departures += events.count(Event.LEAVES)
        counts.class_changes += events.count(Event.CHANGES_CLASS)
        counts.name_corrections += events.count(Event.NAME_CORRECTED)
        if Event.EMAIL_CHANGED in events:
            first = household.people[:1]
            counts.guardian_email_changes += sum(person.number in legal for person in first)
        if Event.ADDRESS_CHANGED in events:
            counts.guardian_address_changes += sum(
                person.number in legal and person.address == household.home
                for person in household.people
            )

    def _level(self, responsibility: int) -> int:
        return CONTACT if self._before_2018 and responsibility == IN_CHARGE else responsibility
