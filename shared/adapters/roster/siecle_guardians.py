"""Persons, their links to pupils and their addresses (`BEE_RESPONSABLES`)."""

from collections.abc import Mapping

from shared.adapters.roster.fields import clean_email, clean_text, excerpt
from shared.adapters.roster.oddities import email_oddities
from shared.adapters.roster.records import Record, RecordRule
from shared.adapters.roster.siecle_people import NAME_FIELDS, PeopleRecords, RecordName
from shared.adapters.roster.staging import RosterStaging
from shared.domain.kinship import Kinship
from shared.domain.roster import RosterFileKind
from shared.domain.roster_problems import Anomaly, AnomalyCode

_LEGAL, _IN_CHARGE, _CONTACT = 1, 2, 3
# Up to 2017 the two legal guardians were numbered; since 2018 both are level 1.
_LEVEL_OF_RESP_LEGAL = {"1": _LEGAL, "2": _LEGAL, "0": _CONTACT}
_LEVEL_OF_NIVEAU = {"1": _LEGAL, "2": _IN_CHARGE, "3": _CONTACT}

_PERSON_FIELDS = NAME_FIELDS | {"LC_CIVILITE", "MEL", "ADRESSE_ID"}
_LINK_FIELDS = frozenset(
    {"ELEVE_ID", "PERSONNE_ID", "RESP_LEGAL", "NIVEAU_RESPONSABILITE", "CODE_PARENTE"}
)


class GuardianRecords:
    def __init__(self, staging: RosterStaging) -> None:
        self._staging = staging
        self._people = PeopleRecords(staging, RosterFileKind.GUARDIANS, "person")

    def rules(self) -> Mapping[str, RecordRule]:
        return {
            "DONNEES/PERSONNES/PERSONNE": RecordRule(_PERSON_FIELDS, self._take_person),
            "DONNEES/RESPONSABLES/RESPONSABLE_ELEVE": RecordRule(_LINK_FIELDS, self._take_link),
            "DONNEES/ADRESSES/ADRESSE": self._people.address_rule(),
        }

    def _take_person(self, record: Record) -> None:
        """The first of two records with the same `PERSONNE_ID` is kept."""
        source_id = self._people.source_id(record)
        if not source_id:
            return
        name = RecordName.of(record)
        email = clean_email(record.get("MEL"))
        row = (
            *(source_id, record.line, clean_text(record.get("LC_CIVILITE"))),
            *(name.family, name.usual, name.first, email, record.get("ADRESSE_ID")),
        )
        if not self._staging.add("person", row):
            self._people.note_duplicate(record)
            return
        self._people.check_name(record, name)
        self._people.note_all(record, email_oddities(record.get("MEL"), "MEL"))

    def _take_link(self, record: Record) -> None:
        level = _level(record)
        if level is None:
            detail = "Niveau de responsabilité absent ou inconnu : aucun compte pour ce lien."
            self._note_link(AnomalyCode.UNKNOWN_RESPONSIBILITY, record, detail)
            level = _CONTACT
        code = record.get("CODE_PARENTE")
        kinship = Kinship.of_code(code)
        if kinship is None and code and level == _LEGAL:
            detail = f"Lien de parenté inconnu « {excerpt(code)} » : importé comme « autre »."
            self._note_link(AnomalyCode.UNKNOWN_KINSHIP, record, detail)
        self._staging.add_link(
            (
                *(record.get("PERSONNE_ID"), record.get("ELEVE_ID")),
                *(level, kinship or Kinship.OTHER, record.line),
            )
        )

    def _note_link(self, code: AnomalyCode, record: Record, detail: str) -> None:
        """Told only if the pupil is present: a link to a departed one matters to nobody."""
        source_id = record.get("ELEVE_ID")
        place = f"ELEVE {source_id}, PERSONNE {record.get('PERSONNE_ID')}"
        self._staging.add_anomaly(
            Anomaly(code, RosterFileKind.GUARDIANS, place, "", record.line, detail),
            subject="student",
            source_id=source_id,
        )


def _level(record: Record) -> int | None:
    """1 legal, 2 in charge, 3 contact, from whichever generation of link the file uses."""
    if niveau := record.get("NIVEAU_RESPONSABILITE"):
        return _LEVEL_OF_NIVEAU.get(niveau)
    return _LEVEL_OF_RESP_LEGAL.get(record.get("RESP_LEGAL"))
