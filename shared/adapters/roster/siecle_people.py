"""What pupils' and guardians' records have in common: an identity, a name, an address."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.adapters.roster.fields import clean_name, postal_lines
from shared.adapters.roster.oddities import Oddity, name_oddities
from shared.adapters.roster.records import Record, RecordRule
from shared.adapters.roster.staging import RosterStaging
from shared.domain.data_source import DataSource
from shared.domain.roster import RosterFileKind
from shared.domain.roster_problems import Anomaly, AnomalyCode

NAME_FIELDS = frozenset({"NOM_DE_FAMILLE", "NOM", "NOM_USAGE", "PRENOM"})
_ADDRESS_FIELDS = frozenset(
    {f"LIGNE{number}_ADRESSE" for number in range(1, 5)}
    | {"CODE_POSTAL", "LIBELLE_POSTAL", "LL_PAYS", "COMMUNE_ETRANGERE"}
)


@dataclass(frozen=True, slots=True)
class RecordName:
    """A person's name; a part is "" when absent or without a letter."""

    family: str
    usual: str
    first: str

    @classmethod
    def of(cls, record: Record) -> "RecordName":
        """The birth name, else `NOM` (before 2016), else the usual name."""
        usual = clean_name(record.get("NOM_USAGE"))
        family = clean_name(record.get("NOM_DE_FAMILLE")) or clean_name(record.get("NOM")) or usual
        return cls(family, usual, clean_name(record.get("PRENOM")))

    def shown(self) -> str:
        return f"{self.usual or self.family} {self.first}".strip()


@dataclass(frozen=True, slots=True)
class PeopleRecords:
    """Writes what is odd in the records of one file, and the addresses they share."""

    staging: RosterStaging
    kind: RosterFileKind
    subject: str

    def note(self, code: AnomalyCode, record: Record, detail: str, field: str = "") -> None:
        """Note an anomaly of a person's record, at the line of `field` when one is named."""
        line = record.line_of(field) if field else record.line
        name = RecordName.of(record).shown()
        self.staging.add_anomaly(
            Anomaly(code, self.kind, record.label(), name, line, detail),
            subject=self.subject,
            source_id=record.attribute(f"{record.tag}_ID"),
        )

    def source_id(self, record: Record) -> str:
        """Its identifier; "" and an anomaly, whoever it is, when there is none."""
        source_id = record.attribute(f"{record.tag}_ID")
        if not source_id:
            name = RecordName.of(record).shown()
            detail = f"Enregistrement sans identifiant ({record.tag}_ID) : non importé."
            self.staging.add_anomaly(
                Anomaly(
                    AnomalyCode.MISSING_SOURCE_ID, self.kind, record.tag, name, record.line, detail
                )
            )
        return source_id

    def note_duplicate(self, record: Record) -> None:
        detail = "Identifiant déjà rencontré dans le fichier : seul le premier est importé."
        self.note(AnomalyCode.DUPLICATE_SOURCE_ID, record, detail)

    def note_all(self, record: Record, oddities: Iterable[Oddity]) -> None:
        for code, detail, field in oddities:
            self.note(code, record, detail, field)

    def check_name(self, record: Record, name: RecordName) -> None:
        written = {field: record.get(field) for field in sorted(NAME_FIELDS)}
        found = name_oddities(name.family, name.first, written, DataSource.SIECLE)
        self.note_all(record, found)

    def address_rule(self) -> RecordRule:
        return RecordRule(_ADDRESS_FIELDS, self._take_address)

    def _take_address(self, record: Record) -> None:
        lines, cut = postal_lines(record.get)
        row = (self.kind, record.attribute("ADRESSE_ID"), "\n".join(lines))
        if self.staging.add("address", row) and cut:
            detail = "Ligne d’adresse de plus de 38 caractères : coupée."
            self.staging.add_anomaly(
                Anomaly(AnomalyCode.ADDRESS_CUT, self.kind, record.label(), "", record.line, detail)
            )
