"""Writes invented, realistic rosters, for the demonstration and tests: SIECLE exports and AAF."""

from infra.local.roster_generator.academy import plan_academy
from infra.local.roster_generator.counts import RosterCounts
from infra.local.roster_generator.demo import DEMO_FEED, DEMO_FEED_SCHOOLS, DEMO_SCHOOLS
from infra.local.roster_generator.export import WrittenRoster, write_school
from infra.local.roster_generator.feed import write_feed
from infra.local.roster_generator.feed_delta import write_delta
from infra.local.roster_generator.feed_tally import DeltaTally, FeedTally
from infra.local.roster_generator.plan import SchoolKind, SchoolPlan, uai_of
from infra.local.roster_generator.school_directory import write_school_directory

__all__ = [
    "DEMO_FEED",
    "DEMO_FEED_SCHOOLS",
    "DEMO_SCHOOLS",
    "DeltaTally",
    "FeedTally",
    "RosterCounts",
    "SchoolKind",
    "SchoolPlan",
    "WrittenRoster",
    "plan_academy",
    "uai_of",
    "write_delta",
    "write_feed",
    "write_school",
    "write_school_directory",
]
