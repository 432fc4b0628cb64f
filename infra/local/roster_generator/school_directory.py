"""Writes schools as the public open data of the national school directory does."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from infra.local.roster_generator.plan import SchoolKind, SchoolPlan

_TYPES: Final[dict[SchoolKind, str]] = {"college": "Collège", "lycee": "Lycée", "lp": "Lycée"}
_HEADER: Final = (
    "Identifiant_de_l_etablissement",
    "Nom_etablissement",
    "Type_etablissement",
    "Statut_public_prive",
    "Adresse_1",
    "Adresse_2",
    "Adresse_3",
    "Code_postal",
    "Nom_commune",
    "Libelle_academie",
)


def write_school_directory(path: Path, schools: Iterable[SchoolPlan]) -> Path:
    """Writes the names and addresses rosters do not carry: `;` between fields, UTF-8, a header."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(_HEADER)
        writer.writerows(_row(school) for school in schools)
    return path


def _row(school: SchoolPlan) -> tuple[str, ...]:
    return (
        school.uai,
        school.name,
        _TYPES[school.kind],
        "Public",
        school.address_1,
        school.address_2,
        school.address_3,
        school.postal_code,
        school.town,
        "Orléans-Tours",
    )
