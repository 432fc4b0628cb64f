"""What the académie's feed says of a pupil, a person, a school and a formation."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from random import Random
from typing import Final, Literal

from infra.local.roster_generator import people as kin
from infra.local.roster_generator.academy import AcademyPlan, FeedSchool
from infra.local.roster_generator.chance import happens
from infra.local.roster_generator.classes import SchoolClasses
from infra.local.roster_generator.feed_families import Child
from infra.local.roster_generator.formations import Mef
from infra.local.roster_generator.people import FEMALE, Address, Link, Person, Pupil
from infra.local.roster_generator.plan import SchoolKind
from infra.local.roster_generator.siecle_xml import kinship_before_2018

Category = Literal[
    "Eleve", "PersRelEleve", "EtabEducNat", "MefEducNat", "PersEducNat", "MatiereEducNat"
]

_ESCAPED_TWICE: Final = 10
"""One record in so many went through a tool that had already escaped it."""
_WITHOUT_INE: Final = 0.01
_STRUCTURE_TYPES: Final[dict[SchoolKind, str]] = {
    "college": "COLLEGE",
    "lycee": "LYCEE D ENSEIGNEMENT GENERAL",
    "lp": "LYCEE PROFESSIONNEL",
}


@dataclass(frozen=True, slots=True)
class Record:
    """`attributes` in the order of the file; one value "" stands for an empty `<value/>`."""

    category: Category
    number: str
    attributes: dict[str, tuple[str, ...]]


class FeedRecords:
    """The records of one académie."""

    def __init__(self, plan: AcademyPlan) -> None:
        self._plan = plan
        self._schools = plan.schools

    def student(self, child: Child) -> Record:
        school, pupil = self._schools[child.school], child.pupil
        host = () if child.host is None else (f"{self._schools[child.host].jointure}$030602",)
        first, *others = pupil.first_names
        attributes: dict[str, tuple[str, ...]] = {
            "ENTPersonJointure": (str(pupil.number),),
            "ENTEleveINE": self._ine(pupil),
            "ENTEleveStructRattachId": (str(pupil.number),),
            "sn": (name_in_feed(pupil.usual_name or pupil.family_name, pupil.number),),
            "ENTPersonNomPatro": (name_in_feed(pupil.family_name, pupil.number),),
            "givenName": (first,),
            "ENTPersonAutresPrenoms": tuple(others) or ("",),
            "ENTPersonDateNaissance": (f"{pupil.born_on:%d/%m/%Y}",),
            "personalTitle": (_pupil_title(pupil),),
            "ENTPersonStructRattach": (school.jointure,),
            "ENTEleveClasses": (f"{school.jointure}${pupil.division.code}",),
            "ENTEleveGroupes": tuple(f"{school.jointure}${group.code}" for group in pupil.groups),
            "ENTEleveMEF": (pupil.mef.code,),
            "ENTEleveLibelleMEF": (escape(pupil.mef.label, quote=False),),
            "ENTEleveStatutEleve": ("APPRENTI" if pupil.apprentice else "SCOLAIRE",),
            "ENTEleveEnseignementsEtablissementsAccueil": host,
            "mail": _optional(pupil.email),
            "ENTElevePersRelEleve": _links(school, pupil.links),
        }
        return _record("Eleve", attributes)

    def person(self, person: Person) -> Record:
        address = person.address
        attributes: dict[str, tuple[str, ...]] = {
            "ENTPersonJointure": (str(person.number),),
            "sn": (name_in_feed(person.usual_name or person.family_name, person.number),),
            "givenName": (person.first_name,),
            "personalTitle": ("Mme" if person.sex == FEMALE else "M.",),
            "ENTPersonAdresse": (_street(address),),
            "ENTPersonCodePostal": (address.postal_code,),
            "ENTPersonVille": (address.town or address.foreign_town,),
            "ENTPersonPays": (address.country,),
            "mail": _optional(person.email),
            "mobile": _optional(person.mobile),
            "homePhone": _optional(person.home_phone),
        }
        return _record("PersRelEleve", attributes)

    def school(self, school: FeedSchool, classes: SchoolClasses) -> Record:
        plan = school.plan
        divisions = (
            "$".join([d.code, d.label, *(mef.code for mef, _ in d.formation.mefs)])
            for d in classes.divisions
        )
        attributes: dict[str, tuple[str, ...]] = {
            "ENTStructureJointure": (school.jointure,),
            # Its name in feeds of the first generation.
            "ENTEtablissementUAI" if school.before_2018 else "ENTStructureUAI": (school.uai,),
            "ENTStructureSIREN": ("",),
            "ENTStructureNomCourant": (plan.name,),
            "ENTStructureTypeStruct": (_STRUCTURE_TYPES[plan.kind],),
            "street": (plan.address_1,),
            "postalCode": (plan.postal_code,),
            "l": (plan.town,),
            "ENTStructureClasses": tuple(divisions),
            "ENTStructureGroupes": tuple(f"{g.code}${g.label}" for g in classes.groups),
        }
        return _record("EtabEducNat", attributes)

    def mef(self, mef: Mef) -> Record:
        label = escape(mef.label, quote=False)
        return _record("MefEducNat", {"ENTMefJointure": (mef.code,), "ENTLibelleMef": (label,)})

    def others(self) -> Iterable[Record]:
        """Two categories that say nothing of pupils or guardians."""
        yield _record(
            "PersEducNat",
            {
                "ENTPersonJointure": ("990000001",),
                "sn": ("PROFESSEUR",),
                "givenName": ("Dominique",),
                "ENTPersonStructRattach": (self._schools[0].jointure,),
            },
        )
        yield _record(
            "MatiereEducNat",
            {"ENTMatJointure": ("030602",), "ENTLibelleMatiere": ("ESPAGNOL LV2",)},
        )

    def _ine(self, pupil: Pupil) -> tuple[str, ...]:
        """Those who have none yet have no attribute, or an empty one."""
        rng = Random(f"{self._plan.seed}/no ine/{pupil.number}")
        if not happens(rng, _WITHOUT_INE):
            return (pupil.ine,)
        return rng.choice(((), ("",)))


def name_in_feed(name: str, number: int) -> str:
    """The name, of which some apostrophes were already escaped before the file was written."""
    return escape(name) if number % _ESCAPED_TWICE == 0 else name


def _record(category: Category, attributes: dict[str, tuple[str, ...]]) -> Record:
    """The first attribute identifies the record; one without a value is left out."""
    ((number,), *_) = attributes.values()
    return Record(category, number, {name: each for name, each in attributes.items() if each})


def _links(school: FeedSchool, links: Iterable[Link]) -> tuple[str, ...]:
    values, legal = [], 0
    for link in links:
        legal += link.responsibility == kin.LEGAL
        level = 0 if link.responsibility != kin.LEGAL else _level(school, legal)
        code = kinship_before_2018(link.kinship) if school.before_2018 else link.kinship
        contact, pays = int(link.first_called), int(level > 0)
        values.append(f"{link.person}${code}${pays}${level}${contact}${pays}")
    return tuple(values)


def _level(school: FeedSchool, rank: int) -> int:
    """Since 2018 all legal guardians are 1; before, the first one was 1 and the others 2."""
    return min(rank, 2) if school.before_2018 else 1


def _pupil_title(pupil: Pupil) -> str:
    if pupil.number % 4 == 0:
        return ""
    return "Mlle" if pupil.sex == FEMALE else "M."


def _street(address: Address) -> str:
    return "$".join(address.lines).rstrip("$")


def _optional(value: str | None) -> tuple[str, ...]:
    return () if value is None else (value,)
