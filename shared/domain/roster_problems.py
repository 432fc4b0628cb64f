"""What is wrong with a roster: odd records, which are told, and files that are refused."""

from dataclasses import dataclass
from enum import StrEnum

from shared.domain.roster import RosterFileKind


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
