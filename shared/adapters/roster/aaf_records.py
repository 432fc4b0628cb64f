"""Works out the feed's records: schools and labels, pupils, then persons."""

from collections.abc import Iterator

from shared.adapters.roster import aaf_schema as schema
from shared.adapters.roster.aaf_documents import GUARDIANS, MEFS, SCHOOLS, STUDENTS
from shared.adapters.roster.aaf_links import StudentLinks
from shared.adapters.roster.aaf_workings import FeedRecord, Workings
from shared.adapters.roster.fields import (
    clean_email,
    clean_ine,
    clean_text,
    excerpt,
    fitted_lines,
    french_date,
    iso_date,
)
from shared.adapters.roster.oddities import (
    Oddity,
    birth_date_oddities,
    email_oddities,
    ine_oddities,
    name_oddities,
)
from shared.adapters.roster.siecle_people import RecordName
from shared.domain.data_source import DataSource
from shared.domain.roster import uai_check_letter_ok, uai_well_formed
from shared.domain.roster_problems import AnomalyCode

_NAMES = ("ENTPersonNomPatro", "sn", "givenName")
_WITHOUT_NUMBER = "AAF:"
"""Before the jointure that stands for a missing number: the digits of a jointure may be those of
another pupil's number, and numbers decide whose account it is."""
_CUT = Oddity(
    AnomalyCode.ADDRESS_CUT,
    "Adresse de plus de 6 lignes, ou lignes de plus de 38 caractères : coupée.",
)


def work_out(workings: Workings) -> None:
    """Fill every table from the records of the state, once all of the set is applied."""
    connection = workings.connection
    connection.execute("BEGIN")
    for category, take in (
        (SCHOOLS, _take_school),
        (MEFS, _take_mef),
        (STUDENTS, _take_student),
        (GUARDIANS, _take_person),
    ):
        for record in workings.records(category):
            take(workings, record)
    connection.execute("COMMIT")
    connection.executescript(schema.INDEXES)
    connection.execute("BEGIN")
    for statement in schema.WORK_OUT:
        connection.execute(statement)
    for select in schema.FINDINGS:
        connection.execute(f"INSERT INTO finding {select}")
    connection.execute("CREATE INDEX finding_by_school ON finding (uai)")
    connection.execute("COMMIT")


def _take_school(workings: Workings, record: FeedRecord) -> None:
    uai = (record.get("ENTStructureUAI") or record.get("ENTEtablissementUAI")).upper()
    if not uai_well_formed(uai):
        detail = f"« {excerpt(uai)} » n’est pas un code UAI : ses élèves ne sont pas importés."
        workings.note_all(record, [Oddity(AnomalyCode.SCHOOL_WITHOUT_UAI, detail)])
        return
    name = clean_text(record.get("ENTStructureNomCourant"))
    town = clean_text(f"{record.get('postalCode')} {record.get('l')}")
    lines, cut = fitted_lines(_street(record, "street"), town, "")
    row = (record.jointure, record.record_id, uai, name, "\n".join(lines))
    if not workings.add("school", row):
        _note_twice(workings, "school", record)
        return
    workings.note_all(record, [_CUT] if cut else [])
    if not uai_check_letter_ok(uai):
        detail = f"La lettre de contrôle du code établissement {uai} est inhabituelle."
        workings.note_all(record, [Oddity(AnomalyCode.UAI_CHECK_LETTER, detail)])
    for value in record.all("ENTStructureClasses"):
        code, label, *_ = (*map(str.strip, value.split("$")), "")
        if code and clean_text(label):
            workings.add("class_label", (uai, code, clean_text(label)))


def _take_mef(workings: Workings, record: FeedRecord) -> None:
    code, label = _mef_code(record.jointure), clean_text(record.get("ENTLibelleMef"))
    if code and label:
        workings.add("mef", (code, label))


def _take_student(workings: Workings, record: FeedRecord) -> None:
    school = record.get("ENTPersonStructRattach")
    uai = workings.school_of(school)
    name = record.name()
    raw_born = record.get("ENTPersonDateNaissance")
    born = french_date(raw_born) or iso_date(raw_born)
    links = StudentLinks(workings, record, uai)
    school_class = links.school_class()
    row = (
        *(record.jointure, record.record_id, record.line, school, uai),
        *(record.get("ENTEleveStructRattachId") or f"{_WITHOUT_NUMBER}{record.jointure}",),
        *(clean_ine(record.get("ENTEleveINE")), name.family, name.usual, name.first, name.shown()),
        *(born.isoformat() if born else None, school_class),
        *(_mef_code(record.get("ENTEleveMEF")), clean_text(record.get("ENTEleveLibelleMEF"))),
        bool(uai and school_class and name.family and name.first),
    )
    if not workings.add("student", row):
        _note_twice(workings, "student", record)
        return
    links.keep()
    workings.note_all(record, _name_oddities(record, name))
    workings.note_all(record, ine_oddities({"ENTEleveINE": record.get("ENTEleveINE")}))
    workings.note_all(record, birth_date_oddities(raw_born, "ENTPersonDateNaissance"))


def _take_person(workings: Workings, record: FeedRecord) -> None:
    name = record.name()
    town = clean_text(f"{record.get('ENTPersonCodePostal')} {record.get('ENTPersonVille')}")
    country = clean_text(record.get("ENTPersonPays"))
    lines, cut = fitted_lines(_street(record, "ENTPersonAdresse"), town, country)
    row = (
        *(record.jointure, record.record_id, record.line),
        *(clean_text(record.get("personalTitle")), name.family, name.usual, name.first),
        *(name.shown(), clean_email(record.get("mail")), "\n".join(lines)),
        bool(name.family and name.first),
    )
    if not workings.add("person", row):
        _note_twice(workings, "person", record)
        return
    workings.note_all(record, _name_oddities(record, name))
    workings.note_all(record, email_oddities(record.get("mail"), "mail"))
    workings.note_all(record, [_CUT] if cut else [])


def _note_twice(workings: Workings, table: str, record: FeedRecord) -> None:
    """Told to whom the record imported under this jointure concerns: the other is nowhere."""
    select = f"SELECT id FROM {table} WHERE jointure = ?"  # noqa: S608  our own table names
    kept = workings.connection.execute(select, (record.jointure,)).fetchone()
    workings.note(
        record.category,
        AnomalyCode.DUPLICATE_SOURCE_ID,
        "Identifiant (jointure) porté par deux enregistrements : un seul est importé.",
        record_id=kept[0],
        record=record.label(),
        name=record.name().shown(),
        line=record.line,
    )


def _street(record: FeedRecord, attribute: str) -> list[str]:
    """Lines are joined with `$`, or are values of their own."""
    return [clean_text(line) for value in record.all(attribute) for line in value.split("$")]


def _mef_code(raw: str) -> str:
    return "".join(raw.split())


def _name_oddities(record: FeedRecord, name: RecordName) -> Iterator[Oddity]:
    written = {field: record.get(field) for field in _NAMES}
    return name_oddities(name.family, name.first, written, DataSource.AAF)
