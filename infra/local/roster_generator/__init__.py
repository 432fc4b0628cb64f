"""Writes invented, realistic school rosters (SIECLE exports), for the demonstration and tests."""

from infra.local.roster_generator.counts import RosterCounts
from infra.local.roster_generator.demo import DEMO_SCHOOLS
from infra.local.roster_generator.export import WrittenRoster, write_school
from infra.local.roster_generator.plan import SchoolKind, SchoolPlan, uai_of
from infra.local.roster_generator.school_directory import write_school_directory

__all__ = [
    "DEMO_SCHOOLS",
    "RosterCounts",
    "SchoolKind",
    "SchoolPlan",
    "WrittenRoster",
    "uai_of",
    "write_school",
    "write_school_directory",
]
