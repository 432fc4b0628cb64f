"""What an import is about to write, and where it does: the plan that rules add to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from shared.domain.data_source import DataSource
from shared.domain.feed_facts import FeedFacts
from shared.domain.identifiers import AccountId, Uai
from shared.domain.import_report import ImportCounts, ReportedAnomaly
from shared.domain.roster_changes import AddressChange, Change
from shared.domain.username import Transliterate

MASS_DEPARTURE_FROM = 50
"""In a school (or a body of guardians) of at least so many, half may not leave at once."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when a roster is reconciled, and the two things the rules cannot make up.

    `feed` is what the académie's feed knows besides; None when the roster is the school's own.
    """

    uai: Uai
    today: date
    new_account_id: Callable[[], AccountId]
    transliterate: Transliterate
    feed: FeedFacts | None = None

    @property
    def source(self) -> DataSource:
        return DataSource.AAF if self.feed else DataSource.SIECLE


@dataclass(slots=True)
class Plan:
    """The changes in the order to write them, and what the report will say."""

    changes: list[Change] = field(default_factory=list)
    anomalies: list[ReportedAnomaly] = field(default_factory=list)
    counts: ImportCounts = field(default_factory=ImportCounts)
    account_of: dict[str, AccountId] = field(default_factory=dict)
    """The account of each pupil of the roster, by the roster's own number."""
    present: set[AccountId] = field(default_factory=set)
    """The pupils who are here afterwards, those whom another source lists included."""
    present_before: int = 0
    guardians_before: int = 0

    def mass_departure(self) -> bool:
        """Whether a roster looks cut short: nobody in it, or more than half would leave."""
        counts = self.counts
        return (
            counts.students == 0
            or _most_leave(counts.departures, self.present_before)
            or _most_leave(counts.guardian_departures, self.guardians_before)
        )


def _most_leave(departures: int, present: int) -> bool:
    return present >= MASS_DEPARTURE_FROM and departures * 2 > present


def change_addresses(
    plan: Plan,
    wanted: Iterable[tuple[AccountId, tuple[str, ...]]],
    stored: Mapping[AccountId, tuple[str, ...]],
) -> None:
    """Add the addresses that differ; an export made without addresses says nothing of them."""
    differing = [(who, lines) for who, lines in wanted]
    if not any(lines for _, lines in differing):
        return
    for account_id, lines in differing:
        if stored.get(account_id, ()) != lines:
            plan.changes.append(AddressChange(account_id, lines))
            plan.counts.address_changes += 1
