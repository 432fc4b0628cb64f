"""Which stored pupil is which, who may bear an INE, and when a roster looks cut short."""

from dataclasses import replace
from datetime import date

import pytest

from shared.domain.account import Account
from shared.domain.data_source import DataSource
from shared.domain.identifiers import AccountId, Uai
from shared.domain.import_report import ImportCounts
from shared.domain.ine_register import IneHolder
from shared.domain.person import SourceName, Student
from shared.domain.reconciliation import reconcile_students
from shared.domain.roster import RosterStudent
from shared.domain.roster_changes import (
    AddressChange,
    Arrival,
    IneClaim,
    Move,
    Update,
)
from shared.domain.roster_plan import Plan, Setting
from shared.domain.student_matching import match_students

HERE, THERE = Uai("0450822Z"), Uai("0750001U")
TODAY = date(2026, 10, 6)
INE, OTHER_INE = "111111111AA", "111111111AB"
ANA = RosterStudent(
    source_id="1",
    ine=INE,
    family_name="Roy",
    usual_name=None,
    first_name="Ana",
    birth_date=date(2014, 2, 3),
    school_class="6A",
    mef_code="10010012110",
    postal_lines=(),
)
STORED = Student(
    account=Account(AccountId("ana"), HERE, username="a.roy"),
    family_name="Roy",
    first_name="Ana",
    birth_date=date(2014, 2, 3),
    ine=INE,
    school_class="6A",
    mef_code="10010012110",
    source_id="1",
    names_by_source=(SourceName(DataSource.SIECLE, "Roy", "Ana"),),
)
ELSEWHERE = replace(STORED, account=replace(STORED.account, uai=THERE), source_id="77")
GONE = replace(ELSEWHERE, departed_on=date(2026, 9, 1))


def _plan(
    stored: list[Student],
    roster: list[RosterStudent],
    registered: dict[str, IneHolder] | None = None,
    addresses: dict[AccountId, tuple[str, ...]] | None = None,
) -> Plan:
    plan = Plan()
    ids = iter(f"new{number}" for number in range(100))
    reconcile_students(
        plan,
        match_students(stored, roster),
        registered=registered or {},
        addresses=addresses or {},
        setting=Setting(HERE, TODAY, lambda: AccountId(next(ids)), str),
    )
    return plan


def _new(ine: str | None) -> Student:
    account = Account(AccountId("new0"), HERE, username="")
    return replace(STORED, account=account, ine=ine)


def test_a_roster_that_says_what_is_stored_changes_nothing() -> None:
    plan = _plan([STORED], [ANA])

    assert plan.changes == []
    assert plan.counts == ImportCounts(students=1, unchanged=1)


def test_an_unknown_pupil_arrives_and_claims_her_ine() -> None:
    assert _plan([], [ANA]).changes == [Arrival(_new(INE), "a.roy", IneClaim(INE))]


def test_who_left_another_school_moves_with_her_account() -> None:
    plan = _plan([], [ANA], {INE: IneHolder(AccountId("ana"), THERE, GONE)})

    moved = replace(STORED, account=replace(STORED.account, version=2))
    assert plan.changes == [Move(GONE, moved, INE)]


@pytest.mark.parametrize(
    ("holder", "code"),
    [
        (ELSEWHERE, "INE_ELSEWHERE"),
        (replace(GONE, family_name="Autre", birth_date=date(2013, 1, 1)), "INE_OF_ANOTHER"),
    ],
)
def test_an_ine_that_is_someone_elses_is_left_out_and_told(holder: Student, code: str) -> None:
    plan = _plan([], [ANA], {INE: IneHolder(AccountId("ana"), THERE, holder)})

    assert plan.changes == [Arrival(_new(None), "a.roy", None)]
    assert [anomaly.code for anomaly in plan.anomalies] == [code]


def test_an_ine_whose_account_was_deleted_is_claimed_from_it() -> None:
    plan = _plan([], [ANA], {INE: IneHolder(AccountId("old"), THERE, None)})

    assert plan.changes == [Arrival(_new(INE), "a.roy", IneClaim(INE, AccountId("old")))]


def test_a_corrected_ine_leaves_the_register_and_the_new_one_enters_it() -> None:
    mine = {INE: IneHolder(AccountId("ana"), HERE, None)}
    plan = _plan([STORED], [replace(ANA, ine=OTHER_INE)], mine)

    after = replace(STORED, ine=OTHER_INE, account=replace(STORED.account, version=2))
    assert plan.changes == [Update(STORED, after, IneClaim(OTHER_INE), INE)]


def test_what_the_roster_leaves_out_of_a_known_pupil_is_kept() -> None:
    assert _plan([STORED], [replace(ANA, ine=None, birth_date=None)]).changes == []


def test_who_is_not_in_the_roster_leaves_once() -> None:
    account = replace(STORED.account, version=2)
    left = replace(STORED, departed_on=TODAY, account=account, names_by_source=())

    assert _plan([STORED], []).changes == [Update(STORED, left)]
    assert _plan([left], []).changes == []


def test_the_rosters_number_decides_before_the_ine() -> None:
    other = replace(
        STORED, account=replace(STORED.account, account_id=AccountId("b")), source_id="2", ine=INE
    )
    matching = match_students([replace(STORED, ine=None), other], [ANA])

    assert [found.source_id for _, found in matching.pairs if found] == ["1"]
    assert matching.absent == [other]


def test_an_address_changes_only_when_some_address_is_given() -> None:
    lines: tuple[str, ...] = ("1 RUE A", "45000 ORLEANS")
    known = {AccountId("ana"): lines}

    assert _plan([STORED], [ANA], addresses=known).changes == []
    assert _plan([STORED], [replace(ANA, postal_lines=lines)]).changes == [
        AddressChange(AccountId("ana"), lines)
    ]


@pytest.mark.parametrize(
    ("present", "departures", "refused"),
    [(50, 26, True), (50, 25, False), (49, 48, False), (1000, 501, True)],
)
def test_more_than_half_of_a_school_may_not_leave_at_once(
    present: int, departures: int, *, refused: bool
) -> None:
    plan = Plan(counts=ImportCounts(students=1, departures=departures), present_before=present)

    assert plan.mass_departure() is refused


def test_a_roster_of_nobody_is_a_mass_departure() -> None:
    assert Plan().mass_departure()
