"""The XML of a SIECLE export, one record at a time, encoded as the school's software does."""

from datetime import date
from html import escape
from typing import Final

from infra.local.roster_generator.classes import Division, Group
from infra.local.roster_generator.formations import Mef
from infra.local.roster_generator.people import FEMALE, LEGAL, Address, Link, Person, Pupil
from infra.local.roster_generator.plan import SchoolPlan

ENCODING: Final = "iso-8859-15"

_LOCAL_NUMBERS: Final = 1_000_000
_OLD_KINSHIP: Final = {"10": "2", "20": "1", "50": "3", "51": "5", "70": "7"} | dict.fromkeys(
    ("37", "38", "39"), "4"
)
_OLD_OTHER: Final = "6"
_MOVED: Final = "21"
"""CODE_MOTIF_SORTIE of a pupil who went to another school."""


def encoded(text: str) -> bytes:
    """A letter the encoding does not have becomes `?`."""
    return text.encode(ENCODING, "replace")


def loses_letters(text: str) -> bool:
    return "?" in encoded(text).decode(ENCODING)


def opening(root: str, plan: SchoolPlan, exported_on: date) -> str:
    day = _date(exported_on)
    return (
        f'<?xml version="1.0" encoding="ISO-8859-15"?>\n<{root} VERSION="2.1">\n<PARAMETRES>'
        + _tag("UAJ", plan.uai)
        + _tag("ANNEE_SCOLAIRE", plan.school_year)
        + _tag("DATE_EXPORT", day)
        + _tag("HORODATAGE", f"{day} 08:00:00")
        + "</PARAMETRES>\n<DONNEES>\n"
    )


def closing(root: str) -> str:
    return f"</DONNEES>\n</{root}>\n"


def pupil_record(pupil: Pupil) -> str:
    local = pupil.number % _LOCAL_NUMBERS + 1
    since_2018 = pupil.ine[9].isalpha()
    firsts: tuple[str | None, ...] = (*pupil.first_names, None, None)
    return (
        f'<ELEVE ELEVE_ID="{pupil.number}" ELENOET="{local}">'
        + _tag("ID_NATIONAL", pupil.ine)
        + _tag("INE_RNIE", pupil.ine if since_2018 else None)
        + _tag("INE_BEA", None if since_2018 else pupil.ine)
        + _tag("ELENOET", local)
        + _tag("ID_ELEVE_ETAB", local)
        + _tag("NOM_DE_FAMILLE", pupil.family_name)
        + _tag("NOM_USAGE", pupil.usual_name)
        + _tag("PRENOM", firsts[0])
        + _tag("PRENOM2", firsts[1])
        + _tag("PRENOM3", firsts[2])
        + _tag("DATE_NAISS", _date(pupil.born_on))
        + _tag("MEL", pupil.email)
        + _tag("CODE_SEXE", pupil.sex)
        + _tag("CODE_STATUT", "AP" if pupil.apprentice else "ST")
        + _tag("CODE_REGIME", pupil.boards)
        + _tag("DATE_ENTREE", _date(pupil.entered_on))
        + _leaving(pupil.left_on)
        + _tag("CODE_MEF", pupil.mef.code)
        + _tag("ADRESSE_ID", pupil.address.number)
        + "</ELEVE>\n"
    )


def structures_record(pupil: Pupil) -> str:
    """The pupil's class and groups; nothing for one who is in none."""
    places = [(pupil.division.code, "D")] if pupil.in_division else []
    places += [(group.code, "G") for group in pupil.groups]
    if not places:
        return ""
    inside = "".join(
        f"<STRUCTURE>{_tag('CODE_STRUCTURE', code)}{_tag('TYPE_STRUCTURE', kind)}</STRUCTURE>"
        for code, kind in places
    )
    return f'<STRUCTURES_ELEVE ELEVE_ID="{pupil.number}">{inside}</STRUCTURES_ELEVE>\n'


def address_record(address: Address) -> str:
    """The second line is written even when empty, the last two only when they are not."""
    first, second, third, fourth = address.lines
    return (
        f'<ADRESSE ADRESSE_ID="{address.number}">'
        + _tag("LIGNE1_ADRESSE", first)
        + _tag("LIGNE2_ADRESSE", second)
        + _tag("LIGNE3_ADRESSE", third or None)
        + _tag("LIGNE4_ADRESSE", fourth or None)
        + _tag("CODE_POSTAL", address.postal_code or None)
        + _tag("LL_PAYS", address.country)
        + _tag("LIBELLE_POSTAL", address.town or None)
        + _tag("COMMUNE_ETRANGERE", address.foreign_town or None)
        + "</ADRESSE>\n"
    )


def person_record(person: Person, *, before_2018: bool) -> str:
    """Exports of the first generation know one name only, the usual one."""
    if before_2018:
        names = _tag("NOM", person.usual_name or person.family_name)
    else:
        names = _tag("NOM_DE_FAMILLE", person.family_name) + _tag("NOM_USAGE", person.usual_name)
    return (
        f'<PERSONNE PERSONNE_ID="{person.number}">'
        + _tag("LC_CIVILITE", "MME" if person.sex == FEMALE else "M.")
        + names
        + _tag("PRENOM", person.first_name)
        + _tag("TEL_PERSONNEL", person.home_phone)
        + _tag("TEL_PORTABLE", person.mobile)
        + _tag("TEL_PROFESSIONNEL", person.work_phone)
        + _tag("ACCEPTE_SMS", int(person.accepts_sms))
        + _tag("MEL", person.email)
        + _tag("ADRESSE_ID", person.address.number)
        + "</PERSONNE>\n"
    )


def link_records(pupil: Pupil, *, before_2018: bool) -> str:
    legal_before, records = 0, []
    for link in pupil.links:
        if before_2018:
            legal_before += link.responsibility == LEGAL
            terms = _old_terms(link, legal_before)
        else:
            terms = _terms(link)
        ids = _tag("ELEVE_ID", pupil.number) + _tag("PERSONNE_ID", link.person)
        records.append(f"<RESPONSABLE_ELEVE>{ids}{terms}</RESPONSABLE_ELEVE>\n")
    return "".join(records)


def kinship_before_2018(code: str) -> str:
    """The one-digit code of the first generation: fewer kinds, father and mother swapped."""
    return _OLD_KINSHIP.get(code, _OLD_OTHER)


def _old_terms(link: Link, legal_rank: int) -> str:
    """First and second legal guardian are 1 and 2, everyone else a contact."""
    legal = legal_rank if link.responsibility == LEGAL else 0
    kinship = kinship_before_2018(link.kinship)
    return _tag("RESP_LEGAL", legal) + _tag("CODE_PARENTE", kinship)


def _terms(link: Link) -> str:
    return (
        _tag("NIVEAU_RESPONSABILITE", link.responsibility)
        + _tag("CODE_PARENTE", link.kinship)
        + _tag("HEBERGE_ELEVE", int(link.houses))
        + _tag("A_CONTACTER_EN_PRIORITE", int(link.first_called))
    )


def mef_record(mef: Mef) -> str:
    return (
        f'<MEF CODE_MEF="{mef.code}">'
        + _tag("FORMATION", mef.label.split()[0])
        + _tag("LIBELLE_LONG", mef.label)
        + _tag("LIBELLE_EDITION", mef.label.capitalize())
        + _tag("MEF_RATTACHEMENT", mef.code)
        + "</MEF>\n"
    )


def division_record(division: Division) -> str:
    mefs = "".join(
        f"<MEF_APPARTENANCE>{_tag('CODE_MEF', mef.code)}</MEF_APPARTENANCE>"
        for mef, _ in division.formation.mefs
    )
    return (
        f'<DIVISION CODE_STRUCTURE="{escape(division.code)}">'
        + _tag("LIBELLE_LONG", division.label)
        + f"<MEFS_APPARTENANCE>{mefs}</MEFS_APPARTENANCE></DIVISION>\n"
    )


def group_record(group: Group) -> str:
    divisions = "".join(
        f'<DIVISION_APPARTENANCE CODE_STRUCTURE="{escape(code)}"/>' for code in group.divisions
    )
    return (
        f'<GROUPE CODE_STRUCTURE="{escape(group.code)}">'
        + _tag("LIBELLE_LONG", group.label)
        + f"<DIVISIONS_APPARTENANCE>{divisions}</DIVISIONS_APPARTENANCE></GROUPE>\n"
    )


def _leaving(left_on: date | None) -> str:
    if left_on is None:
        return ""
    return _tag("DATE_SORTIE", _date(left_on)) + _tag("CODE_MOTIF_SORTIE", _MOVED)


def _date(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _tag(name: str, value: str | int | None) -> str:
    """Absent when None, empty when ""."""
    if value is None:
        return ""
    if value == "":
        return f"<{name}/>"
    if isinstance(value, str):
        value = escape(value, quote=False)
    return f"<{name}>{value}</{name}>"
