"""The demo's school year as it is played: by the product's own use cases, on a pretend AWS."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra.local.demo_year import play_school_year
from infra.local.demo_year_fates import AT_LEAST
from infra.local.demo_year_holders import GatheredEvents, KnownPeople, PastHolders
from infra.local.demo_year_plan import SchoolYear, StaffAct
from infra.local.demo_year_staff import PastStaff
from infra.local.people import DEMO_UAIS
from infra.local.services import PlatformError
from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.account_writes import put_trace
from shared.adapters.dynamodb.audit import AuditRepository
from shared.adapters.dynamodb.guardians import GuardianRepository
from shared.adapters.dynamodb.import_reports import ImportReportRepository
from shared.adapters.dynamodb.operations import OperationRepository
from shared.adapters.dynamodb.roster_actions import Stamp, trace_by
from shared.adapters.dynamodb.students import StudentRepository
from shared.adapters.dynamodb.table import Item, Table
from shared.adapters.encryption.data_keys import DataKeys
from shared.adapters.encryption.password_sealer import PasswordSealer
from shared.api import adapters
from shared.api.vault import password_sealer
from shared.domain.account import (
    Account,
    AccountAction,
    AccountOrigin,
    AccountStatus,
    password_display,
)
from shared.domain.account import PasswordDisplay as Display
from shared.domain.account_events import AccountEvent, AccountEventKind
from shared.domain.audit import AuditTag
from shared.domain.identifiers import AccountId, Uai
from shared.domain.import_report import ImportReport, ImportStatus, new_import_id
from shared.domain.instruction import Population
from shared.domain.operation import Operation, OperationStatus
from tests.template import table_definition
from tests.unit.operations.builders import (
    a_guardian,
    a_student,
    store_guardians,
    store_students,
)

SCHOOL = Uai(DEMO_UAIS[-1])
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ORIGINS = set(AccountOrigin) | {None}
PUPILS_ORIGINS = ORIGINS - {AccountOrigin.SELF_REGISTRATION, AccountOrigin.FRANCE_CONNECT}
FAR = {"region_name": "eu-west-3", "aws_access_key_id": "-", "aws_secret_access_key": "-"}


@dataclass(frozen=True)
class Played:
    """A school of 60 pupils, with a guardian each, after its year."""

    year: SchoolYear
    students: list[Account]
    guardians: list[Account]
    passwords: list[str]
    operations: list[Operation]
    traces: dict[AccountId, list[datetime]]
    links: list[Item]

    @property
    def accounts(self) -> list[Account]:
        return [*self.students, *self.guardians]


@pytest.fixture(scope="module")
def played() -> Played:
    """Played once: no test changes anything."""
    with mock_aws():
        client: Any = boto3.client
        client("dynamodb", **FAR).create_table(TableName="accounts", **table_definition())
        kms = client("kms", **FAR)
        table = Table("accounts", client("dynamodb", **FAR))
        key = kms.create_key()["KeyMetadata"]["Arn"]
        sealer = PasswordSealer(DataKeys(table, kms, key))
        _as_imported(table)
        year = play_school_year(table, sealer, SCHOOL, now=lambda: NOW)
        return _seen(table, sealer, year)


def _as_imported(table: Table) -> None:
    numbers = range(1, 61)
    students = [a_student(n, uai=SCHOOL) for n in numbers]
    guardians = [a_guardian(n, uai=SCHOOL) for n in numbers]
    store_students(table, students)
    store_guardians(table, [(each, [n]) for n, each in zip(numbers, guardians, strict=True)])
    stamp = Stamp(SCHOOL, new_import_id(NOW), NOW)
    accounts = [*(each.account for each in students), *(each.account for each in guardians)]
    for account in accounts:
        table.transact([put_trace(trace_by(stamp, account, AuditTag.ACCOUNT_CREATED))])
    report = ImportReport(
        *(stamp.import_id, SCHOOL, NOW, ImportStatus.APPLIED, ""), counts={"arrivals": 60}
    )
    ImportReportRepository(table).keep(report, [])


def _seen(table: Table, sealer: PasswordSealer, year: SchoolYear) -> Played:
    students = [each.account for each in StudentRepository(table).all_of(SCHOOL)]
    guardians = [each.account for each in GuardianRepository(table).all_of(SCHOOL)[0]]
    everyone = [*students, *guardians]
    audit = AuditRepository(table)
    return Played(
        year=year,
        students=students,
        guardians=guardians,
        passwords=[sealer.open(account) for account in everyone if account.password],
        operations=OperationRepository(table).newest(SCHOOL, 100),
        traces={
            account.account_id: [
                trace.at for trace in audit.newest(account.uai, account.account_id, 100, at=NOW)
            ]
            for account in everyone
        },
        links=[*table.query(keys.guardians(SCHOOL), keys.LINKS)],
    )


def test_every_status_and_origin_of_the_screens_appears(played: Played) -> None:
    pupils_statuses = set(AccountStatus) - {AccountStatus.ACTIVATING}

    assert {account.status for account in played.students} == pupils_statuses
    assert {account.status for account in played.guardians} == set(AccountStatus)
    assert {account.origin for account in played.students} == PUPILS_ORIGINS
    assert {account.origin for account in played.guardians} == ORIGINS


def test_whoever_has_been_told_has_an_origin_and_whoever_activated_its_dates(
    played: Played,
) -> None:
    for account in played.accounts:
        told = account.status is not AccountStatus.NOT_NOTIFIED
        assert (account.origin is not None) == told
        assert told or account.version == 1
        if account.status is AccountStatus.ACTIVATED:
            assert account.activated_at is not None
            assert account.last_sign_in_at is not None
            assert account.activated_at <= account.last_sign_in_at <= NOW


def test_some_have_confirmed_an_address(played: Played) -> None:
    for population in (played.students, played.guardians):
        assert any(account.account_email for account in population)


def test_some_temporary_passwords_are_valid_some_have_expired(played: Played) -> None:
    for population in (played.students, played.guardians):
        shown = Counter(password_display(account, NOW) for account in population)
        assert shown[Display.TEMPORARY] >= AT_LEAST
        assert shown[Display.EXPIRED] >= AT_LEAST


def test_temporary_passwords_open_and_are_gone_once_used(played: Played) -> None:
    notified = [each for each in played.accounts if each.status is AccountStatus.NOTIFIED]

    assert {len(password) for password in played.passwords} == {12}
    assert [each for each in played.accounts if each.password] == notified


def test_some_who_had_activated_were_reset_since(played: Played) -> None:
    for population in (played.students, played.guardians):
        reset = [account for account in population if account.generation == 2]
        waiting = [account for account in reset if account.status is AccountStatus.NOTIFIED]

        assert len(reset) == AT_LEAST * 2
        assert len(waiting) == AT_LEAST
        assert all(account.activated_at for account in waiting)
        assert all(password_display(each, NOW) is Display.TEMPORARY for each in waiting)


def test_what_staff_did_shows_among_the_operations_of_the_school(played: Played) -> None:
    shown = Counter((o.created_at, o.population, o.done) for o in played.operations)

    assert shown == Counter(
        (act.at, act.population, len(act.account_ids)) for act in played.year.acts
    )
    for operation in played.operations:
        assert operation.status is OperationStatus.SUCCEEDED
        assert operation.finished_at is not None
        assert operation.created_at <= operation.finished_at <= NOW


def test_the_history_of_an_account_tells_each_thing_once_at_its_own_moment(
    played: Played,
) -> None:
    """Staff's work takes two seconds; a sign-in leaves no trace but its date."""
    work = timedelta(seconds=2)
    for account in played.accounts:
        acts = [act for act in played.year.acts if account.account_id in act.account_ids]
        told = [
            event.occurred_at
            for event in played.year.events
            if event.username == account.username and event.kind is not AccountEventKind.SIGNED_IN
        ]
        moments = [*(act.at + work for act in acts), *told]
        *since, _created = played.traces[account.account_id]
        assert since == sorted(moments, reverse=True)


def test_an_account_was_created_before_anything_happened_to_it(played: Played) -> None:
    for account in played.accounts:
        *since, created = played.traces[account.account_id]
        earlier = created < min(since) - timedelta(hours=23) if since else created == NOW
        assert earlier, account


def test_disputes_stand_and_one_is_withdrawn(played: Played) -> None:
    assert sum("disputed_at" in link for link in played.links) == 2
    assert sum("dispute_said_at" in link for link in played.links) == 3


def test_an_account_that_someone_else_changes_meanwhile_is_not_overwritten(cloud: Table) -> None:
    as_read = a_student(1)
    store_students(cloud, [replace(as_read, account=replace(as_read.account, version=2))])
    known = KnownPeople([as_read])
    event = AccountEvent("e-1", AccountEventKind.ACTIVATED, NOW, as_read.account.username)

    with pytest.raises(PlatformError, match="someone else"):
        PastHolders(known, GatheredEvents(cloud, known), NOW).live([event])

    (stored,) = StudentRepository(cloud).all_of(as_read.account.uai)
    assert stored.account == replace(as_read.account, version=2)


def test_staff_who_cannot_do_all_of_an_act_stop_the_year(cloud: Table) -> None:
    """An account that has gone meanwhile."""
    _as_imported(cloud)
    staff = PastStaff(
        SCHOOL,
        OperationRepository(cloud),
        adapters.outbox(),
        adapters.people(),
        password_sealer(),
        lambda: NOW,
    )
    ids = (a_student(1).account.account_id, a_student(999).account.account_id)

    with pytest.raises(PlatformError, match="1 accounts of 2"):
        staff.do(StaffAct(NOW, Population.STUDENTS, AccountAction.NOTIFY, ids))
