"""A school's roster as its files give it: pupils, legal guardians, links, and their counts."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.domain.kinship import Kinship

_UAI = re.compile(r"[0-9]{7}[A-Z]")
_UAI_CHECK_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


def uai_well_formed(uai: str) -> bool:
    """Seven digits and a capital letter."""
    return _UAI.fullmatch(uai) is not None


def uai_check_letter_ok(uai: str) -> bool:
    """Whether the letter is the check letter of the digits (no I, O, Q).

    Replacement zones and training schools fail it: a reason to warn, never to refuse.
    """
    if not uai_well_formed(uai):
        return False
    return _UAI_CHECK_LETTERS[int(uai[:7]) % len(_UAI_CHECK_LETTERS)] == uai[7]


class RosterFileKind(StrEnum):
    STUDENTS = "STUDENTS"
    GUARDIANS = "GUARDIANS"
    NOMENCLATURE = "NOMENCLATURE"
    STRUCTURES = "STRUCTURES"


@dataclass(frozen=True, slots=True)
class FileSummary:
    """What a roster file says of itself.

    Attributes:
        name: the file as the person named it.
        kinds: what it holds, sorted; several only for an archive of several documents.
        uai: the one school it speaks of.
        school_year: the calendar year the school year starts in, as written (may be empty).
        exported_on: the most recent export date found, None when absent or unreadable.
    """

    name: str
    kinds: tuple[RosterFileKind, ...]
    uai: str
    school_year: str
    exported_on: date | None


@dataclass(frozen=True, slots=True)
class RosterStudent:
    """An importable pupil: present, with a division and a name that can make a username.

    Attributes:
        source_id: the pupil's identifier in the source (SIECLE `ELEVE_ID`), unique in a school.
        ine: 11 characters, or None when absent, malformed, or claimed by two pupils.
        family_name: birth name; the usual name where the source gives no other.
        school_class: code of the division, inner blanks and underscores as given.
        mef_code: may be empty.
        postal_lines: at most 6 lines of at most 38 characters; empty when unknown.
        host_schools: UAIs of the schools that teach her besides her own; the feed alone says so.
    """

    source_id: str
    ine: str | None
    family_name: str
    usual_name: str | None
    first_name: str
    birth_date: date | None
    school_class: str
    mef_code: str
    postal_lines: tuple[str, ...]
    host_schools: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RosterGuardian:
    """A legal guardian of at least one importable pupil.

    Attributes:
        source_id: the person's identifier in the source (SIECLE `PERSONNE_ID`).
        civility: as given (`M.`, `MME`), may be empty.
        email: a well-formed address, or None.
        postal_lines: at most 6 lines of at most 38 characters; empty when unknown.
        jointure: the académie's stable identifier, the same in all its schools; the feed alone
            gives one.
    """

    source_id: str
    civility: str
    family_name: str
    usual_name: str | None
    first_name: str
    email: str | None
    postal_lines: tuple[str, ...]
    jointure: str = ""


@dataclass(frozen=True, slots=True)
class RosterGuardianship:
    """A legal guardianship between an importable pupil and a guardian; no other kind is yielded."""

    student_source_id: str
    guardian_source_id: str
    kinship: Kinship


@dataclass(frozen=True, slots=True)
class RosterCounts:
    """What was read and what became of it.

    `students_read = students + already_departed + students_left_out`, and
    `persons_read = guardians + persons_in_charge + contacts + orphans + persons_left_out`:
    every person is counted once, under the strongest of her links to importable pupils.

    Attributes:
        students_left_out: present pupils without a division or without a usable name.
        students_without_guardian: importable pupils for whom no guardian is yielded.
        self_guardians: importable pupils who are their own guardian.
        persons_in_charge: persons in charge of a pupil, not her legal guardian: no account.
        contacts: persons only to be contacted: no account.
        orphans: persons linked to no importable pupil: no account.
        persons_left_out: legal guardians without a usable name.
    """

    students_read: int = 0
    students: int = 0
    already_departed: int = 0
    students_left_out: int = 0
    students_without_guardian: int = 0
    self_guardians: int = 0
    persons_read: int = 0
    guardians: int = 0
    persons_in_charge: int = 0
    contacts: int = 0
    orphans: int = 0
    persons_left_out: int = 0
    guardianships: int = 0
    anomalies: int = 0
