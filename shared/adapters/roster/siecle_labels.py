"""Labels of MEFs (`BEE_NOMENCLATURES`) and of divisions (`BEE_STRUCTURES`)."""

from collections.abc import Mapping

from shared.adapters.roster.fields import clean_text
from shared.adapters.roster.records import Record, RecordRule
from shared.adapters.roster.staging import RosterStaging
from shared.domain.roster_problems import RefusalCode, RosterRefusedError


class LabelRecords:
    """Labels are few and are given as a whole: more than `most` is no school's file."""

    def __init__(self, staging: RosterStaging, *, most: int, file_name: str) -> None:
        self._staging = staging
        self._left = most
        self._file_name = file_name

    def nomenclature_rules(self) -> Mapping[str, RecordRule]:
        fields = frozenset({"LIBELLE_LONG", "LIBELLE_EDITION"})
        return {"DONNEES/MEFS/MEF": RecordRule(fields, self._take_mef)}

    def structures_rules(self) -> Mapping[str, RecordRule]:
        fields = frozenset({"LIBELLE_LONG"})
        return {"DONNEES/DIVISIONS/DIVISION": RecordRule(fields, self._take_division)}

    def _take_mef(self, record: Record) -> None:
        label = record.get("LIBELLE_LONG") or record.get("LIBELLE_EDITION")
        self._add("mef_label", record, record.attribute("CODE_MEF"), clean_text(label))

    def _take_division(self, record: Record) -> None:
        code = record.attribute("CODE_STRUCTURE")
        self._add("class_label", record, code, clean_text(record.get("LIBELLE_LONG")))

    def _add(self, table: str, record: Record, code: str, value: str) -> None:
        """A code or a label left empty says nothing: passed over."""
        self._left -= 1
        if self._left < 0:
            raise RosterRefusedError(
                RefusalCode.TOO_MANY_PARTS,
                "trop de divisions ou de MEF pour un établissement.",
                file_name=self._file_name,
                line=record.line,
                record=record.label(),
            )
        if code and value:
            self._staging.add(table, (code, value))
