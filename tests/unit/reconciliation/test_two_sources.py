"""A person known by SIECLE, by the feed, or by both: who she is, what is shown, when she leaves."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from shared.domain.account import Account
from shared.domain.audit import AuditTag
from shared.domain.data_source import DataSource
from shared.domain.feed_facts import FeedFacts
from shared.domain.guardian_reconciliation import reconcile_guardians
from shared.domain.guardianship import Guardianship
from shared.domain.identifiers import AccountId, Uai
from shared.domain.ine_register import IneHolder
from shared.domain.kinship import Kinship
from shared.domain.person import Guardian, SourceName, Student
from shared.domain.reconciliation import reconcile_students
from shared.domain.roster import RosterGuardian, RosterGuardianship, RosterStudent
from shared.domain.roster_changes import (
    AddressChange,
    Arrival,
    JointureClaim,
    JointureHolder,
    LinkChange,
    LinkRemoval,
    Move,
    Update,
    trace_of,
)
from shared.domain.roster_plan import Plan, Setting
from shared.domain.student_matching import match_students

HERE, THERE = Uai("0450822Z"), Uai("0750001U")
TODAY = date(2026, 10, 6)
SIECLE, AAF = DataSource.SIECLE, DataSource.AAF
CHILD, OTHER_CHILD = AccountId("child"), AccountId("other")
MONA = RosterGuardian("55", "MME", "Roy", None, "Mona", "m@example.fr", (), "900")
STORED = Guardian(
    Account(AccountId("mona"), HERE, "m.roy"),
    "Roy",
    "Mona",
    civility="MME",
    roster_email="m@example.fr",
    source_id="55",
    schools=(HERE,),
    names_by_source=(SourceName(SIECLE, "Roy", "Mona"),),
)
OF_FEED = replace(
    STORED, source_id="", jointure="375:900", names_by_source=(SourceName(AAF, "Roy", "Mona"),)
)
LINK = Guardianship(AccountId("mona"), CHILD, Kinship.MOTHER)
OF_FEED_LINK = replace(LINK, sources=(AAF,))


@dataclass
class HandFeed:
    homes: dict[str, Uai] = field(default_factory=dict)
    covered: tuple[Uai, ...] = (HERE, THERE)
    listed: tuple[str, ...] = ()

    def home_of(self, ine: str) -> Uai | None:
        return self.homes.get(ine)

    def covers(self, uai: Uai) -> bool:
        return uai in self.covered

    def guardian_listed(self, jointure: str) -> bool:
        return jointure in self.listed


def _setting(feed: HandFeed | None, uai: Uai = HERE) -> Setting:
    facts = FeedFacts("375", feed) if feed else None
    return Setting(uai, TODAY, lambda: AccountId("new"), str, facts)


def _guardians(
    feed: HandFeed | None,
    stored: Sequence[Guardian],
    links: Sequence[Guardianship],
    roster: Sequence[RosterGuardian] = (MONA,),
    registered: dict[str, JointureHolder] | None = None,
    uai: Uai = HERE,
) -> Plan:
    """Two pupils are here, A and B; everyone of the roster is the mother of A."""
    plan = Plan(account_of={"A": CHILD, "B": OTHER_CHILD}, present={CHILD, OTHER_CHILD})
    reconcile_guardians(
        plan,
        stored=stored,
        links=links,
        roster=roster,
        guardianships=[RosterGuardianship("A", each.source_id, Kinship.MOTHER) for each in roster],
        registered=registered or {},
        addresses={AccountId("mona"): ("1 RUE A",)},
        setting=_setting(feed, uai),
    )
    return plan


def _updates(plan: Plan) -> list[Update]:
    return [change for change in plan.changes if isinstance(change, Update)]


def test_the_feed_adopts_the_account_that_siecle_made() -> None:
    plan = _guardians(HandFeed(listed=("900",)), [STORED], [LINK])

    (update,) = _updates(plan)
    assert update.jointure == JointureClaim("375:900")
    assert isinstance(update.after, Guardian)
    assert (update.after.jointure, update.after.source_id) == ("375:900", "55")
    assert {name.source for name in update.after.names_by_source} == {SIECLE, AAF}
    assert LinkChange(replace(LINK, sources=(AAF, SIECLE))) in plan.changes
    assert not plan.counts.guardian_arrivals


@pytest.mark.parametrize(
    "person",
    [replace(MONA, first_name="Lise"), replace(MONA, family_name="Sow")],
)
def test_another_name_is_another_person(person: RosterGuardian) -> None:
    plan = _guardians(HandFeed(listed=("900",)), [STORED], [LINK], [person])

    assert [type(change) for change in plan.changes] == [Arrival, LinkChange]


def test_a_usual_name_is_enough_to_be_recognised() -> None:
    married = replace(MONA, family_name="Sow", usual_name="Roy")

    assert not _guardians(HandFeed(), [STORED], [LINK], [married]).counts.guardian_arrivals


def test_siecle_recognises_the_feeds_account_and_is_shown() -> None:
    called = replace(MONA, family_name="ROY", email="siecle@example.fr", jointure="")
    plan = _guardians(None, [OF_FEED], [OF_FEED_LINK], [called])

    (update,) = _updates(plan)
    assert isinstance(update.after, Guardian)
    assert (update.after.family_name, update.after.roster_email) == ("ROY", "siecle@example.fr")
    assert (update.after.source_id, update.after.jointure) == ("55", "375:900")


def test_an_export_changes_nothing_of_an_account_of_another_school_but_its_links() -> None:
    abroad = replace(OF_FEED, account=replace(OF_FEED.account, uai=THERE), schools=(HERE, THERE))
    called = replace(MONA, email="other@example.fr", jointure="")
    plan = _guardians(None, [abroad], [OF_FEED_LINK], [called])

    assert [type(change) for change in plan.changes if not isinstance(change, AddressChange)] == [
        LinkChange
    ]
    renamed = replace(called, family_name="Autre")
    both = replace(OF_FEED_LINK, sources=(AAF, SIECLE))
    assert not _guardians(None, [abroad], [both], [renamed]).counts.guardian_arrivals
    assert _guardians(None, [abroad], [OF_FEED_LINK], [renamed]).counts.guardian_arrivals


def test_a_jointure_of_another_school_comes_with_its_account() -> None:
    abroad = replace(OF_FEED, account=replace(OF_FEED.account, uai=THERE), schools=(THERE,))
    holder = {"375:900": JointureHolder(AccountId("mona"), THERE, abroad)}

    plan = _guardians(HandFeed(), [], [], registered=holder)

    (update,) = _updates(plan)
    assert isinstance(update.after, Guardian)
    assert (update.after.account.uai, update.after.schools) == (THERE, (HERE, THERE))
    assert trace_of(update) is None


def test_a_jointure_whose_account_is_gone_is_claimed_from_it() -> None:
    holder = {"375:900": JointureHolder(AccountId("old"), THERE, None)}
    (arrival, _) = _guardians(HandFeed(), [], [], registered=holder).changes

    assert isinstance(arrival, Arrival)
    assert arrival.jointure == JointureClaim("375:900", AccountId("old"))


def test_two_accounts_of_one_guardian_stay_apart() -> None:
    abroad = replace(
        OF_FEED,
        account=replace(OF_FEED.account, account_id=AccountId("mona2"), uai=THERE),
        schools=(THERE,),
    )
    holder = {"375:900": JointureHolder(AccountId("mona2"), THERE, abroad)}

    plan = _guardians(HandFeed(listed=("900",)), [STORED], [LINK], registered=holder)

    assert plan.changes == []
    assert [anomaly.code for anomaly in plan.anomalies] == ["GUARDIAN_TWICE"]


def test_a_link_stays_while_a_source_gives_it() -> None:
    both = replace(LINK, sources=(AAF, SIECLE))
    known = replace(
        STORED,
        jointure="375:900",
        names_by_source=(SourceName(AAF, "Roy", "Mona"), SourceName(SIECLE, "Roy", "Mona")),
    )

    plan = _guardians(HandFeed(), [known], [both], roster=())
    assert LinkChange(replace(LINK, sources=(SIECLE,))) in plan.changes
    assert not plan.counts.guardian_departures

    assert (
        LinkRemoval(AccountId("mona"), CHILD)
        in _guardians(HandFeed(), [OF_FEED], [OF_FEED_LINK], roster=()).changes
    )


def test_a_link_to_a_pupil_who_is_not_here_goes_whatever_the_source() -> None:
    gone = replace(LINK, student_id=AccountId("moved"))

    plan = _guardians(HandFeed(listed=("900",)), [STORED], [gone], roster=())

    assert LinkRemoval(AccountId("mona"), AccountId("moved")) in plan.changes
    assert plan.counts.guardian_departures == 1


def test_who_leaves_one_school_of_two_has_not_departed() -> None:
    abroad = replace(OF_FEED, account=replace(OF_FEED.account, uai=THERE), schools=(HERE, THERE))

    plan = _guardians(HandFeed(listed=("900",)), [abroad], [OF_FEED_LINK], roster=())

    (update,) = _updates(plan)
    assert isinstance(update.after, Guardian)
    assert (update.after.schools, update.after.departed_on) == ((THERE,), None)
    assert trace_of(update) is None
    assert AddressChange(AccountId("mona"), ()) in plan.changes


def test_who_leaves_her_last_school_has_departed() -> None:
    (update,) = _updates(_guardians(HandFeed(), [OF_FEED], [OF_FEED_LINK], roster=()))

    assert isinstance(update.after, Guardian)
    assert (update.after.schools, update.after.departed_on) == ((), TODAY)
    assert trace_of(update) is AuditTag.ACCOUNT_DEPARTED


INE = "111111111AA"
ANA = RosterStudent("1", INE, "Roy", None, "Ana", date(2014, 2, 3), "6A", "10010012110", ())
ABROAD = Student(
    Account(AccountId("ana"), THERE, "a.roy"),
    "Roy",
    "Ana",
    birth_date=date(2014, 2, 3),
    ine=INE,
    names_by_source=(SourceName(AAF, "Roy", "Ana"),),
    host_schools=(HERE,),
)


def _students(feed: HandFeed | None, stored: Sequence[Student], roster: RosterStudent) -> Plan:
    plan = Plan()
    reconcile_students(
        plan,
        match_students(stored, [roster]),
        registered={INE: IneHolder(AccountId("ana"), THERE, ABROAD)},
        addresses={},
        setting=_setting(feed),
    )
    return plan


def test_who_is_present_elsewhere_moves_when_the_feed_speaks_for_both_schools() -> None:
    (move,) = _students(HandFeed({INE: HERE}), [], ANA).changes

    assert isinstance(move, Move)
    assert (move.after.account.uai, move.after.host_schools) == (HERE, ())
    assert trace_of(move) is AuditTag.ACCOUNT_MOVED


@pytest.mark.parametrize(
    "feed",
    [None, HandFeed({INE: HERE}, covered=(HERE,)), HandFeed({INE: THERE}), HandFeed()],
)
def test_otherwise_she_stays_where_she_is(feed: HandFeed | None) -> None:
    plan = _students(feed, [], ANA)

    assert [type(change) for change in plan.changes] == [Arrival]
    assert [anomaly.code for anomaly in plan.anomalies] == ["INE_ELSEWHERE"]


def test_an_ine_that_the_feed_gives_to_another_is_corrected_in_the_feed() -> None:
    other = replace(ANA, family_name="Autre", birth_date=date(2013, 1, 1))

    (anomaly,) = _students(HandFeed({INE: HERE}), [], other).anomalies

    assert anomaly.code == "INE_OF_ANOTHER"
    assert anomaly.detail.endswith("à corriger dans l’annuaire académique fédérateur (AAF).")


def test_a_pupil_leaves_when_no_source_lists_her_any_more() -> None:
    here = replace(
        ABROAD,
        account=replace(ABROAD.account, uai=HERE),
        host_schools=(THERE,),
        source_id="9",
        names_by_source=(SourceName(AAF, "Roy", "Ana"), SourceName(SIECLE, "Roy", "Anna")),
    )
    other = replace(ANA, ine=None)

    (update, _) = reversed(_students(HandFeed(), [here], other).changes)
    assert isinstance(update, Update)
    assert isinstance(update.after, Student)
    assert (update.after.departed_on, update.after.first_name) == (None, "Anna")
    assert (update.after.host_schools, len(update.after.names_by_source)) == ((), 1)

    (update, _) = reversed(_students(None, [update.after], other).changes)
    assert isinstance(update, Update)
    assert (update.after.departed_on, update.after.names_by_source) == (TODAY, ())
