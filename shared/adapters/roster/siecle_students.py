"""Pupils, their divisions and addresses (`BEE_ELEVES`)."""

from collections.abc import Mapping

from shared.adapters.roster.fields import clean_ine, excerpt, french_date, iso_date
from shared.adapters.roster.oddities import birth_date_oddities, ine_oddities
from shared.adapters.roster.records import Record, RecordRule
from shared.adapters.roster.siecle_people import NAME_FIELDS, PeopleRecords, RecordName
from shared.adapters.roster.staging import RosterStaging
from shared.domain.roster import RosterFileKind
from shared.domain.roster_problems import AnomalyCode

# The national identifier first; the others are what it replaced, and are left in older files.
_INE_FIELDS = ("ID_NATIONAL", "INE_RNIE", "INE_BEA")
_STUDENT_FIELDS = NAME_FIELDS | {
    *_INE_FIELDS,
    *("DATE_NAISS", "DATE_SORTIE", "CODE_MEF", "ADRESSE_ID"),
}


class StudentRecords:
    def __init__(self, staging: RosterStaging) -> None:
        self._staging = staging
        self._people = PeopleRecords(staging, RosterFileKind.STUDENTS, "student")
        self._divisions_read = 0

    def rules(self) -> Mapping[str, RecordRule]:
        return {
            "DONNEES/ELEVES/ELEVE": RecordRule(_STUDENT_FIELDS, self._take_student),
            "DONNEES/STRUCTURES/STRUCTURES_ELEVE/STRUCTURE": RecordRule(
                frozenset({"CODE_STRUCTURE", "TYPE_STRUCTURE"}), self._take_structure
            ),
            "DONNEES/ADRESSES/ADRESSE": self._people.address_rule(),
        }

    def _take_student(self, record: Record) -> None:
        """The first of two records with the same `ELEVE_ID` is kept."""
        source_id = self._people.source_id(record)
        if not source_id:
            return
        name = RecordName.of(record)
        born = french_date(record.get("DATE_NAISS")) or iso_date(record.get("DATE_NAISS"))
        left = french_date(record.get("DATE_SORTIE")) or iso_date(record.get("DATE_SORTIE"))
        ine = next(filter(None, (clean_ine(record.get(field)) for field in _INE_FIELDS)), None)
        row = (
            *(source_id, record.line, name.family, name.usual, name.first, ine),
            born.isoformat() if born else None,
            left.isoformat() if left else None,
            *("".join(record.get("CODE_MEF").split()), record.get("ADRESSE_ID")),
        )
        if not self._staging.add("student", row):
            self._people.note_duplicate(record)
            return
        self._people.check_name(record, name)
        ines = {field: record.get(field) for field in _INE_FIELDS}
        self._people.note_all(record, ine_oddities(ines))
        birth_date = birth_date_oddities(record.get("DATE_NAISS"), "DATE_NAISS")
        self._people.note_all(record, birth_date)
        if record.get("DATE_SORTIE") and left is None:
            detail = (
                f"La date de sortie « {excerpt(record.get('DATE_SORTIE'))} » est illisible : "
                "élève considéré comme présent."
            )
            self._people.note(AnomalyCode.MALFORMED_LEAVING_DATE, record, detail, "DATE_SORTIE")

    def _take_structure(self, record: Record) -> None:
        """Divisions only (`D`); groups (`G`) are not classes."""
        code = record.get("CODE_STRUCTURE")
        if record.get("TYPE_STRUCTURE") != "D" or not code:
            return
        self._divisions_read += 1
        student_id = record.attribute("ELEVE_ID")
        self._staging.add("division", (student_id, self._divisions_read, code, record.line))
