"""Reads SIECLE files, ZIP or bare XML, into a staging; or only what they say of themselves."""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from shared.adapters.roster.archive import Document, open_documents
from shared.adapters.roster.encoding import (
    actual_encoding,
    declared_encoding,
    utf8_chunks,
)
from shared.adapters.roster.fields import excerpt, french_date
from shared.adapters.roster.limits import DEFAULT_LIMITS, RosterLimits
from shared.adapters.roster.records import Record, RecordReader, RecordRule
from shared.adapters.roster.siecle_guardians import GuardianRecords
from shared.adapters.roster.siecle_labels import LabelRecords
from shared.adapters.roster.siecle_students import StudentRecords
from shared.adapters.roster.staging import FileIdentity, RosterStaging
from shared.adapters.roster.xml_stream import BoundedXmlReader
from shared.domain.roster import FileSummary, RosterFileKind, uai_check_letter_ok, uai_well_formed
from shared.domain.roster_problems import Anomaly, AnomalyCode, RefusalCode, RosterRefusedError

_KIND_OF_ROOT = {
    "BEE_ELEVES": RosterFileKind.STUDENTS,
    "BEE_RESPONSABLES": RosterFileKind.GUARDIANS,
    "BEE_NOMENCLATURES": RosterFileKind.NOMENCLATURE,
    "BEE_STRUCTURES": RosterFileKind.STRUCTURES,
}
_PARAMETERS = "PARAMETRES"
_PARAMETER_FIELDS = frozenset({"UAJ", "ANNEE_SCOLAIRE", "DATE_EXPORT"})


def read_roster_file(
    path: Path, staging: RosterStaging, *, name: str, limits: RosterLimits = DEFAULT_LIMITS
) -> FileSummary:
    """Read every document of the file into `staging`; `name` is how messages call the file.

    Raises:
        RosterRefusedError: nothing of it may be imported, and `staging` must be thrown away.
    """
    try:
        with open_documents(path, name=name, limits=limits) as documents:
            readings = [_Reading(document, limits, staging) for document in documents]
            return _merged([reading.read() for reading in readings], name)
    except RosterRefusedError:
        staging.refuse()
        raise


def identify(path: Path, *, name: str, limits: RosterLimits = DEFAULT_LIMITS) -> FileSummary:
    """What the file says of itself, read no further than its `PARAMETRES`.

    Raises:
        RosterRefusedError: it is refused already: not a roster, no school, or several.
    """
    with open_documents(path, name=name, limits=limits) as documents:
        return _merged([_Reading(document, limits, None).read() for document in documents], name)


class _Reading:
    """One document: its header decides the school and the kind, then its records are staged."""

    def __init__(
        self, document: Document, limits: RosterLimits, staging: RosterStaging | None
    ) -> None:
        self._document = document
        self._limits = limits
        self._staging = staging
        self._encoding = declared_encoding(document)
        self._kind: RosterFileKind | None = None
        self._summary: FileSummary | None = None
        self._accepted = False

    def read(self) -> FileSummary:
        if self._staging is None:
            self._parse(strict=False)
        else:
            self._encoding = actual_encoding(self._document)
            self._staging.begin()
            self._parse(strict=True)
            self._staging.finish()
        if self._summary is None:
            raise self._missing_uai()
        return self._summary

    def _parse(self, *, strict: bool) -> None:
        name, limits = self._document.name, self._limits
        records = RecordReader(
            self._rules_of_root,
            name=name,
            value_chars=limits.value_chars,
            satisfied=lambda: self._staging is None and self._summary is not None,
        )
        reader = BoundedXmlReader(records, name=name, limits=limits)
        with closing(utf8_chunks(self._document, self._encoding, strict=strict)) as chunks:
            reader.read(chunks)

    def _rules_of_root(self, root: str) -> Mapping[str, RecordRule]:
        self._kind = _KIND_OF_ROOT.get(root)
        if self._kind is None:
            reason = f"« {excerpt(root)} » n’est pas un export SIECLE attendu ({_expected()})."
            raise RosterRefusedError(
                RefusalCode.UNKNOWN_ROOT, reason, file_name=self._document.name
            )
        rules = {_PARAMETERS: RecordRule(_PARAMETER_FIELDS, self._take_parameters)}
        for path, rule in self._record_rules(self._kind).items():
            rules[path] = RecordRule(rule.fields, self._guarded(rule))
        return rules

    def _record_rules(self, kind: RosterFileKind) -> Mapping[str, RecordRule]:
        if self._staging is None:
            return {}
        if kind is RosterFileKind.STUDENTS:
            return StudentRecords(self._staging).rules()
        if kind is RosterFileKind.GUARDIANS:
            return GuardianRecords(self._staging).rules()
        labels = LabelRecords(
            self._staging, most=self._limits.labels, file_name=self._document.name
        )
        if kind is RosterFileKind.NOMENCLATURE:
            return labels.nomenclature_rules()
        return labels.structures_rules()

    def _guarded(self, rule: RecordRule) -> Callable[[Record], None]:
        """Takes a record only once the school is known and the file is the one kept."""

        def take(record: Record) -> None:
            if self._summary is None:
                raise self._missing_uai()
            if self._accepted:
                rule.take(record)

        return take

    def _take_parameters(self, record: Record) -> None:
        uai = record.get("UAJ").upper()
        if not uai:
            raise self._missing_uai()
        if not uai_well_formed(uai):
            reason = f"« {excerpt(uai)} » n’est pas un code d’établissement (UAJ)."
            raise self._refused(RefusalCode.MALFORMED_UAI, reason, record.line_of("UAJ"))
        if self._summary is not None:
            if uai != self._summary.uai:
                reason = f"deux établissements dans un fichier : {self._summary.uai} et {uai}."
                raise self._refused(RefusalCode.SEVERAL_SCHOOLS, reason, record.line_of("UAJ"))
            return
        assert self._kind is not None  # noqa: S101  the root was seen before its child
        self._summary = FileSummary(
            name=self._document.name,
            kinds=(self._kind,),
            uai=uai,
            school_year=record.get("ANNEE_SCOLAIRE"),
            exported_on=french_date(record.get("DATE_EXPORT")),
        )
        if self._staging is not None:
            self._stage(self._staging, self._kind, self._summary)

    def _stage(self, staging: RosterStaging, kind: RosterFileKind, summary: FileSummary) -> None:
        head = next(self._document.chunks(), b"")
        fingerprint = hashlib.sha256(head).hexdigest()
        identity = FileIdentity(kind, summary, self._document.size, fingerprint)
        self._accepted = staging.accept(identity)
        if not self._accepted:
            return
        if declared := self._encoding.misdeclared:
            detail = f"Le fichier annonce {declared} mais est en UTF-8 : lu comme tel."
            self._note(staging, kind, AnomalyCode.ENCODING_MISDECLARED, detail)
        if not uai_check_letter_ok(summary.uai):
            detail = f"La lettre de contrôle du code établissement {summary.uai} est inhabituelle."
            self._note(staging, kind, AnomalyCode.UAI_CHECK_LETTER, detail)

    def _note(
        self, staging: RosterStaging, kind: RosterFileKind, code: AnomalyCode, detail: str
    ) -> None:
        staging.add_anomaly(Anomaly(code, kind, self._document.name, "", None, detail))

    def _missing_uai(self) -> RosterRefusedError:
        reason = "le fichier ne dit pas, avant ses données, de quel établissement il est (UAJ)."
        return self._refused(RefusalCode.MISSING_UAI, reason, None)

    def _refused(self, code: RefusalCode, reason: str, line: int | None) -> RosterRefusedError:
        return RosterRefusedError(code, reason, file_name=self._document.name, line=line)


def _merged(summaries: list[FileSummary], name: str) -> FileSummary:
    """The summary of the whole archive."""
    schools = sorted({summary.uai for summary in summaries})
    if len(schools) > 1:
        reason = f"plusieurs établissements dans une archive : {', '.join(schools)}."
        raise RosterRefusedError(RefusalCode.SEVERAL_SCHOOLS, reason, file_name=name)
    dates = [summary.exported_on for summary in summaries if summary.exported_on]
    return FileSummary(
        name=name,
        kinds=tuple(sorted({kind for summary in summaries for kind in summary.kinds})),
        uai=schools[0],
        school_year=max(summary.school_year for summary in summaries),
        exported_on=max(dates, default=None),
    )


def _expected() -> str:
    return ", ".join(_KIND_OF_ROOT)
