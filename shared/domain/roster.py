"""A school's roster as its files give it: pupils, legal guardians, links, and what was odd."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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


class Kinship(StrEnum):
    """What a guardian is to the pupil."""

    MOTHER = "MOTHER"
    FATHER = "FATHER"
    SIBLING = "SIBLING"
    GRANDPARENT = "GRANDPARENT"
    OTHER_RELATIVE = "OTHER_RELATIVE"
    EDUCATOR = "EDUCATOR"
    FOSTER_CARER = "FOSTER_CARER"
    TUTOR = "TUTOR"
    CHILD_WELFARE = "CHILD_WELFARE"
    SELF = "SELF"
    OTHER = "OTHER"

    @classmethod
    def of_code(cls, code: str) -> "Kinship | None":
        """The kinship of a `CODE_PARENTE`, None when the code is in neither table.

        Codes of one digit are the table used up to 2017, codes of two digits the present one:
        the order of father and mother was swapped between them.
        """
        return _KINSHIP_UNTIL_2017.get(code) or _KINSHIP_SINCE_2018.get(code)


_KINSHIP_UNTIL_2017 = {
    "1": Kinship.FATHER,
    "2": Kinship.MOTHER,
    "3": Kinship.TUTOR,
    "4": Kinship.OTHER_RELATIVE,
    "5": Kinship.CHILD_WELFARE,
    "6": Kinship.OTHER,
    "7": Kinship.SELF,
}
_KINSHIP_SINCE_2018 = {
    "10": Kinship.MOTHER,
    "20": Kinship.FATHER,
    "37": Kinship.SIBLING,
    "38": Kinship.GRANDPARENT,
    "39": Kinship.OTHER_RELATIVE,
    "41": Kinship.EDUCATOR,
    "42": Kinship.FOSTER_CARER,
    "50": Kinship.TUTOR,
    "51": Kinship.CHILD_WELFARE,
    "70": Kinship.SELF,
    "90": Kinship.OTHER,
}


@dataclass(frozen=True, slots=True)
class RosterGuardianship:
    """A legal guardianship between an importable pupil and a guardian; no other kind is yielded."""

    student_source_id: str
    guardian_source_id: str
    kinship: Kinship


class AnomalyCode(StrEnum):
    """What was odd in a record. Stable: stored in import reports."""

    # the file
    ENCODING_MISDECLARED = "ENCODING_MISDECLARED"
    UAI_CHECK_LETTER = "UAI_CHECK_LETTER"
    SCHOOL_YEARS_DIFFER = "SCHOOL_YEARS_DIFFER"
    FILE_SUPERSEDED = "FILE_SUPERSEDED"
    # a pupil or a person
    MISSING_SOURCE_ID = "MISSING_SOURCE_ID"
    DUPLICATE_SOURCE_ID = "DUPLICATE_SOURCE_ID"
    MISSING_FAMILY_NAME = "MISSING_FAMILY_NAME"
    MISSING_FIRST_NAME = "MISSING_FIRST_NAME"
    LOST_CHARACTER_IN_NAME = "LOST_CHARACTER_IN_NAME"
    # a pupil
    MISSING_INE = "MISSING_INE"
    MALFORMED_INE = "MALFORMED_INE"
    DUPLICATE_INE = "DUPLICATE_INE"
    MISSING_BIRTH_DATE = "MISSING_BIRTH_DATE"
    MALFORMED_BIRTH_DATE = "MALFORMED_BIRTH_DATE"
    MALFORMED_LEAVING_DATE = "MALFORMED_LEAVING_DATE"
    NO_DIVISION = "NO_DIVISION"
    SEVERAL_DIVISIONS = "SEVERAL_DIVISIONS"
    # a guardian or a link
    MALFORMED_EMAIL = "MALFORMED_EMAIL"
    UNKNOWN_KINSHIP = "UNKNOWN_KINSHIP"
    UNKNOWN_RESPONSIBILITY = "UNKNOWN_RESPONSIBILITY"
    UNKNOWN_STUDENT = "UNKNOWN_STUDENT"
    UNKNOWN_PERSON = "UNKNOWN_PERSON"
    # an address
    ADDRESS_CUT = "ADDRESS_CUT"
    # the académie's feed
    FEED_DATED_AHEAD = "FEED_DATED_AHEAD"
    UNKNOWN_RECORD = "UNKNOWN_RECORD"
    UNKNOWN_OPERATION = "UNKNOWN_OPERATION"
    UNKNOWN_SCHOOL = "UNKNOWN_SCHOOL"
    SCHOOL_WITHOUT_UAI = "SCHOOL_WITHOUT_UAI"
    MALFORMED_LINK = "MALFORMED_LINK"
    ORPHAN_PERSON = "ORPHAN_PERSON"


@dataclass(frozen=True, slots=True)
class Anomaly:
    """Something odd that did not stop the import, told to the secretary.

    Attributes:
        record: element and identifier ("ELEVE 12345"), or the file's name.
        name: display name of the person, empty when there is none.
        line: line in the file, None when it concerns no line.
        detail: a French sentence: what was found and what was done.
    """

    code: AnomalyCode
    file_kind: RosterFileKind
    record: str
    name: str
    line: int | None
    detail: str


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


class RefusalCode(StrEnum):
    """Why a file was refused. Stable: stored in import reports."""

    EMPTY = "EMPTY"
    TOO_LARGE = "TOO_LARGE"
    NOT_XML = "NOT_XML"
    BAD_ARCHIVE = "BAD_ARCHIVE"
    ARCHIVE_BOMB = "ARCHIVE_BOMB"
    ENCRYPTED_ARCHIVE = "ENCRYPTED_ARCHIVE"
    NESTED_ARCHIVE = "NESTED_ARCHIVE"
    UNSAFE_MEMBER_NAME = "UNSAFE_MEMBER_NAME"
    UNKNOWN_ENCODING = "UNKNOWN_ENCODING"
    UNDECODABLE = "UNDECODABLE"
    NUL_BYTE = "NUL_BYTE"
    ENTITY_DECLARATION = "ENTITY_DECLARATION"
    TRUNCATED = "TRUNCATED"
    MALFORMED_XML = "MALFORMED_XML"
    TOO_DEEP = "TOO_DEEP"
    TOO_MANY_ATTRIBUTES = "TOO_MANY_ATTRIBUTES"
    TOO_LONG = "TOO_LONG"
    TOO_MANY_PARTS = "TOO_MANY_PARTS"
    UNKNOWN_ROOT = "UNKNOWN_ROOT"
    MISSING_UAI = "MISSING_UAI"
    MALFORMED_UAI = "MALFORMED_UAI"
    SEVERAL_SCHOOLS = "SEVERAL_SCHOOLS"


class RosterRefusedError(Exception):
    """The file was refused and nothing was imported from it.

    `str()` is a French sentence for the secretary that names the file, the line and the record
    where there is one.
    """

    def __init__(
        self,
        code: RefusalCode,
        reason: str,
        *,
        file_name: str,
        line: int | None = None,
        record: str | None = None,
    ) -> None:
        self.code = code
        self.reason = reason
        self.file_name = file_name
        self.line = line
        self.record = record
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        place = [f"« {self.file_name} »"]
        if self.line is not None:
            place.append(f"ligne {self.line}")
        if self.record:
            place.append(f"enregistrement {self.record}")
        return f"Fichier refusé ({', '.join(place)}) : {self.reason}"
