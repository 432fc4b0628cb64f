"""What an export holds, counted while it is written: what an import of it must find."""

from dataclasses import dataclass


@dataclass(slots=True)
class RosterCounts:
    """Expected figures of one export, for one school.

    Unless a name ends with `in_file`, only pupils to import count: those who have not left on the
    day of the export. A person counts once: as legal guardian when she is one of any such pupil,
    otherwise as person in charge, otherwise as contact. Links count each pupil and person once.
    Changes (arrivals and below) are those since the export of the day before; none on day 0.
    """

    pupils_in_file: int = 0
    importable_pupils: int = 0
    departed_pupils: int = 0
    leaving_later: int = 0
    """Pupils to import whose leaving date is known and still to come."""
    pupils_without_guardian: int = 0
    """No link at all."""
    pupils_without_legal_guardian: int = 0
    """No legal link, whether or not there are others; includes those without any link."""

    people_in_file: int = 0
    legal_guardians: int = 0
    own_guardians: int = 0
    """Among the legal guardians, those who are the pupil herself (kinship 70, formerly 7)."""
    legal_guardians_without_email: int = 0
    persons_in_charge: int = 0
    contacts: int = 0

    links_in_file: int = 0
    legal_links: int = 0
    person_in_charge_links: int = 0
    contact_links: int = 0

    households: int = 0
    households_with_siblings: int = 0
    """At least two pupils to import."""
    pupils_with_replaced_letters: int = 0
    """Pupils to import whose name holds a `?`, for a letter the encoding does not have."""

    divisions: int = 0
    groups: int = 0
    mefs: int = 0

    arrivals: int = 0
    departures: int = 0
    class_changes: int = 0
    name_corrections: int = 0
    guardian_email_changes: int = 0
    guardian_address_changes: int = 0
    """Legal guardians, one per household, whose address changed."""
