"""Small SIECLE files, written literally, and a way to read them."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from shared.adapters.roster.reading import read_roster_file
from shared.adapters.roster.staging import RosterStaging
from shared.domain.roster_problems import Anomaly, AnomalyCode

UAI = "0750655E"
TODAY = date(2024, 9, 10)
DECLARATION = '<?xml version="1.0" encoding="ISO-8859-15"?>\n'


def parameters(uai: str = UAI, exported: str = "09/09/2024", year: str = "2024") -> str:
    return (
        f"<PARAMETRES><UAJ>{uai}</UAJ><ANNEE_SCOLAIRE>{year}</ANNEE_SCOLAIRE>"
        f"<DATE_EXPORT>{exported}</DATE_EXPORT>"
        "<HORODATAGE>09/09/2024 08:00:00</HORODATAGE></PARAMETRES>\n"
    )


def document(root: str, content: str, header: str | None = None) -> str:
    header = parameters() if header is None else header
    return f'{DECLARATION}<{root} VERSION="2.0">{header}<DONNEES>\n{content}\n</DONNEES></{root}>'


def tags(**fields: str) -> str:
    return "".join(f"<{tag}>{value}</{tag}>" for tag, value in fields.items())


def student(source_id: str = "1", **changes: str | None) -> str:
    """A pupil's record; a field changed to None is absent."""
    fields: dict[str, str | None] = {
        "ID_NATIONAL": f"{int(source_id):09d}AB",
        "NOM_DE_FAMILLE": "LÉGER",
        "PRENOM": "Zoé",
        "DATE_NAISS": "01/02/2010",
        "CODE_SEXE": "2",
        "CODE_STATUT": "ST",
        "CODE_MEF": "10310019110",
        "ADRESSE_ID": "7",
        "SCOLARITE_AN_DERNIER": "<CODE_MEF>10210001110</CODE_MEF>",
        **changes,
    }
    present = {tag: value for tag, value in fields.items() if value is not None}
    return f'<ELEVE ELEVE_ID="{source_id}" ELENOET="{source_id}">{tags(**present)}</ELEVE>'


def division(source_id: str = "1", *codes: str) -> str:
    structures = "".join(
        f"<STRUCTURE>{tags(CODE_STRUCTURE=code, TYPE_STRUCTURE='D')}</STRUCTURE>"
        for code in codes or ("3A",)
    )
    group = f"<STRUCTURE>{tags(CODE_STRUCTURE='LATIN', TYPE_STRUCTURE='G')}</STRUCTURE>"
    return f'<STRUCTURES_ELEVE ELEVE_ID="{source_id}">{structures}{group}</STRUCTURES_ELEVE>'


ADDRESS = '<ADRESSE ADRESSE_ID="7">{}</ADRESSE>'.format(
    tags(
        LIGNE1_ADRESSE="12 RUE DES LILAS",
        LIGNE2_ADRESSE="BAT B",
        CODE_POSTAL="75011",
        LIBELLE_POSTAL="PARIS",
        LL_PAYS="FRANCE",
    )
)


def students(records: str, divisions: str | None = None, *, header: str | None = None) -> bytes:
    divisions = division() if divisions is None else divisions
    content = (
        f"<ELEVES>{records}</ELEVES>\n<STRUCTURES>{divisions}</STRUCTURES>"
        f"<ADRESSES>{ADDRESS}</ADRESSES>"
    )
    return document("BEE_ELEVES", content, header).encode("iso-8859-15")


def person(source_id: str = "100", **changes: str | None) -> str:
    fields: dict[str, str | None] = {
        "LC_CIVILITE": "MME",
        "NOM_DE_FAMILLE": "PETIT",
        "NOM_USAGE": "LÉGER",
        "PRENOM": "Anaïs",
        "MEL": "anais.leger@example.org",
        "ADRESSE_ID": "7",
        **changes,
    }
    present = {tag: value for tag, value in fields.items() if value is not None}
    return f'<PERSONNE PERSONNE_ID="{source_id}">{tags(**present)}</PERSONNE>'


def link(student_id: str = "1", person_id: str = "100", **fields: str) -> str:
    fields = fields or {"NIVEAU_RESPONSABILITE": "1", "CODE_PARENTE": "10"}
    identity = tags(ELEVE_ID=student_id, PERSONNE_ID=person_id)
    return f"<RESPONSABLE_ELEVE>{identity}{tags(**fields)}</RESPONSABLE_ELEVE>\n"


def guardians(
    persons: str, links: str, *, addresses: str = ADDRESS, header: str | None = None
) -> bytes:
    content = (
        f"<PERSONNES>{persons}</PERSONNES><RESPONSABLES>{links}</RESPONSABLES>"
        f"<ADRESSES>{addresses}</ADRESSES>"
    )
    return document("BEE_RESPONSABLES", content, header).encode("iso-8859-15")


def nomenclature(*, header: str | None = None) -> bytes:
    mefs = (
        '<MEFS><MEF CODE_MEF="10310019110"><FORMATION>3EME</FORMATION>'
        "<LIBELLE_LONG>3EME</LIBELLE_LONG><LIBELLE_EDITION>3eme</LIBELLE_EDITION></MEF>"
        '<MEF CODE_MEF="1031000D11A"><LIBELLE_EDITION>3eme prépa-métiers</LIBELLE_EDITION></MEF>'
        '<MEF CODE_MEF="10210001110"></MEF></MEFS>'
    )
    return document("BEE_NOMENCLATURES", mefs, header).encode("iso-8859-15")


def structures(*, header: str | None = None) -> bytes:
    def mef(code: str) -> str:
        return f"<MEF_APPARTENANCE><CODE_MEF>{code}</CODE_MEF></MEF_APPARTENANCE>"

    divisions = (
        '<DIVISIONS><DIVISION CODE_STRUCTURE="3A"><LIBELLE_LONG>Troisième A</LIBELLE_LONG>'
        f"<MEFS_APPARTENANCE>{mef('10310019110')}{mef('1031000D11A')}</MEFS_APPARTENANCE>"
        '</DIVISION><DIVISION CODE_STRUCTURE="T CAP"><LIBELLE_LONG>Terminale CAP</LIBELLE_LONG>'
        "</DIVISION></DIVISIONS>"
        '<GROUPES><GROUPE CODE_STRUCTURE="LATIN"><LIBELLE_LONG>Latin</LIBELLE_LONG></GROUPE>'
        "</GROUPES>"
    )
    return document("BEE_STRUCTURES", divisions, header).encode("iso-8859-15")


def zipped(*members: tuple[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as writing:
        for name, content in members:
            writing.writestr(name, content)
    return archive.getvalue()


@contextmanager
def staged(folder: Path, *contents: bytes, today: date = TODAY) -> Iterator[RosterStaging]:
    with RosterStaging(folder, today=today) as staging:
        for number, content in enumerate(contents, start=1):
            path = folder / f"{number}.bin"
            path.write_bytes(content)
            read_roster_file(path, staging, name=f"fichier {number}.xml")
        yield staging


def anomaly_codes(staging: RosterStaging) -> list[AnomalyCode]:
    return [anomaly.code for anomaly in staging.anomalies()]


def only_anomaly(staging: RosterStaging) -> Anomaly:
    (anomaly,) = staging.anomalies()
    return anomaly
