"""Small SIECLE files, written by hand for the tests."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

UAI = "0450822Z"
OTHER_UAI = "0750001U"
YEAR = "2026"
EXPORTED = "05/10/2026"


@dataclass(frozen=True)
class Pupil:
    number: str
    family: str
    first: str
    school_class: str = "6A"
    ine: str = ""
    usual: str = ""
    born: str = "03/02/2014"
    mef: str = "10010012110"
    left: str = ""
    address: str = ""


@dataclass(frozen=True)
class Adult:
    number: str
    family: str
    first: str
    email: str = ""
    civility: str = "MME"
    address: str = ""


@dataclass(frozen=True)
class Link:
    pupil: str
    adult: str
    level: str = "1"
    kinship: str = "10"


def students(
    pupils: Sequence[Pupil], *, uai: str = UAI, exported: str = EXPORTED, year: str = YEAR
) -> bytes:
    people = "".join(
        f'<ELEVE ELEVE_ID="{p.number}">'
        + _tags(
            ID_NATIONAL=p.ine,
            NOM_DE_FAMILLE=p.family,
            NOM_USAGE=p.usual,
            PRENOM=p.first,
            DATE_NAISS=p.born,
            DATE_SORTIE=p.left,
            CODE_MEF=p.mef,
            ADRESSE_ID=p.number if p.address else "",
        )
        + "</ELEVE>\n"
        for p in pupils
    )
    divisions = "".join(
        f'<STRUCTURES_ELEVE ELEVE_ID="{p.number}"><STRUCTURE>'
        + _tags(CODE_STRUCTURE=p.school_class, TYPE_STRUCTURE="D")
        + "</STRUCTURE></STRUCTURES_ELEVE>\n"
        for p in pupils
    )
    body = f"<ELEVES>{people}</ELEVES><STRUCTURES>{divisions}</STRUCTURES>{_addresses(pupils)}"
    return _file("BEE_ELEVES", body, uai, exported, year)


def guardians(
    adults: Sequence[Adult],
    links: Sequence[Link],
    *,
    uai: str = UAI,
    exported: str = EXPORTED,
    year: str = YEAR,
) -> bytes:
    people = "".join(
        f'<PERSONNE PERSONNE_ID="{a.number}">'
        + _tags(
            LC_CIVILITE=a.civility,
            NOM_DE_FAMILLE=a.family,
            PRENOM=a.first,
            MEL=a.email,
            ADRESSE_ID=a.number if a.address else "",
        )
        + "</PERSONNE>\n"
        for a in adults
    )
    linked = "".join(
        "<RESPONSABLE_ELEVE>"
        + _tags(
            ELEVE_ID=link.pupil,
            PERSONNE_ID=link.adult,
            NIVEAU_RESPONSABILITE=link.level,
            CODE_PARENTE=link.kinship,
        )
        + "</RESPONSABLE_ELEVE>\n"
        for link in links
    )
    body = f"<PERSONNES>{people}</PERSONNES><RESPONSABLES>{linked}</RESPONSABLES>" + _addresses(
        adults
    )
    return _file("BEE_RESPONSABLES", body, uai, exported, year)


def nomenclature(labels: dict[str, str], *, uai: str = UAI) -> bytes:
    mefs = "".join(
        f'<MEF CODE_MEF="{code}">{_tags(LIBELLE_LONG=label)}</MEF>'
        for code, label in labels.items()
    )
    return _file("BEE_NOMENCLATURES", f"<MEFS>{mefs}</MEFS>", uai, EXPORTED, YEAR)


def structures(labels: dict[str, str], *, uai: str = UAI) -> bytes:
    divisions = "".join(
        f'<DIVISION CODE_STRUCTURE="{code}">{_tags(LIBELLE_LONG=label)}</DIVISION>'
        for code, label in labels.items()
    )
    return _file("BEE_STRUCTURES", f"<DIVISIONS>{divisions}</DIVISIONS>", uai, EXPORTED, YEAR)


def zipped(documents: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in documents.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


def _addresses(people: Sequence[Pupil] | Sequence[Adult]) -> str:
    rows = "".join(
        f'<ADRESSE ADRESSE_ID="{p.number}">'
        + _tags(LIGNE1_ADRESSE=p.address, CODE_POSTAL="45000", LIBELLE_POSTAL="ORLEANS")
        + "<LL_PAYS>FRANCE</LL_PAYS></ADRESSE>\n"
        for p in people
        if p.address
    )
    return f"<ADRESSES>{rows}</ADRESSES>"


def _tags(**fields: str) -> str:
    return "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in fields.items() if text)


def _file(root: str, body: str, uai: str, exported: str, year: str) -> bytes:
    text = (
        f'<?xml version="1.0" encoding="ISO-8859-15"?>\n<{root}><PARAMETRES>'
        + _tags(UAJ=uai, ANNEE_SCOLAIRE=year, DATE_EXPORT=exported)
        + f"</PARAMETRES>\n<DONNEES>{body}</DONNEES></{root}>\n"
    )
    return text.encode("iso-8859-15", "xmlcharrefreplace")
