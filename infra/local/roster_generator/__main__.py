"""Command line: `python -m infra.local.roster_generator --out DIR`, or `… aaf --out DIR`."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Final

from infra.local.roster_generator.demo import DEMO_SCHOOLS
from infra.local.roster_generator.export import write_school
from infra.local.roster_generator.feed_command import write_academy
from infra.local.roster_generator.plan import SchoolKind, SchoolPlan, uai_of
from infra.local.roster_generator.school_directory import write_school_directory

DIRECTORY_NAME: Final = "fr-en-annuaire-education.csv"
_NAMES: Final = {
    "college": "Collège de démonstration",
    "lycee": "Lycée de démonstration",
    "lp": "Lycée professionnel de démonstration",
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Writes one folder per school, named by its UAI, and the directory of the schools.

    With `aaf` as the first word, writes the feed of an académie instead.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["aaf"]:
        write_academy(arguments[1:])
        return
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        schools = _schools(options)
        for school in schools:
            written = write_school(
                school,
                options.out / school.uai,
                zipped=not options.bare,
                before_2018=options.before_2018,
                day=options.day,
            )
            report = {"uai": school.uai, "name": school.name, **asdict(written.counts)}
            print(json.dumps(report, ensure_ascii=False))
    except ValueError as error:
        parser.error(str(error))
    print(write_school_directory(options.out / DIRECTORY_NAME, schools))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m infra.local.roster_generator",
        description="Writes the rosters of the demo schools or, with --students, --kind, --uai or"
        " --name, those of one school. `aaf` as the first word writes the feed of an académie.",
    )
    parser.add_argument("--out", type=Path, required=True, help="folder to write into")
    parser.add_argument("--students", type=int, help="pupils to import (1000)")
    parser.add_argument("--kind", choices=tuple(_NAMES), help="kind of school (lycee)")
    parser.add_argument("--uai", help="identifier of the school, with its check letter")
    parser.add_argument("--name", help="name of the school, for the directory")
    parser.add_argument("--seed", type=int, help="another seed gives other people")
    parser.add_argument("--exported-on", type=date.fromisoformat, help="date of day 0, yyyy-mm-dd")
    parser.add_argument("--day", type=int, default=0, help="export made so many days later (0)")
    parser.add_argument("--before-2018", action="store_true", help="RESP_LEGAL and NOM")
    parser.add_argument("--bare", action="store_true", help="XML files that are not zipped")
    return parser


def _schools(options: argparse.Namespace) -> tuple[SchoolPlan, ...]:
    one_school = (options.students, options.kind, options.uai, options.name)
    schools: tuple[SchoolPlan, ...] = (
        DEMO_SCHOOLS if one_school == (None,) * 4 else (_school(options),)
    )
    if options.seed is not None:
        schools = tuple(replace(school, seed=options.seed) for school in schools)
    if options.exported_on is not None:
        year = options.exported_on.year - (options.exported_on.month < _SEPTEMBER)
        schools = tuple(
            replace(school, exported_on=options.exported_on, school_year=year) for school in schools
        )
    return schools


def _school(options: argparse.Namespace) -> SchoolPlan:
    kind: SchoolKind = options.kind or "lycee"
    return SchoolPlan(
        uai=options.uai or uai_of("0450999"),
        name=options.name or _NAMES[kind],
        kind=kind,
        students=1000 if options.students is None else options.students,
        seed=1,
        exported_on=DEMO_SCHOOLS[0].exported_on,
        address_1="1 rue de la Démonstration",
        postal_code="45000",
        town="Orléans",
    )


_SEPTEMBER: Final = 9

if __name__ == "__main__":
    main()
