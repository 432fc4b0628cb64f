"""A school in the middle of things, its backup, what happened after it, and the restore."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import boto3
import pytest

from functions.credential_check import handler as credential_check
from shared.adapters.dynamodb.outbox import OutboxRepository
from shared.adapters.dynamodb.provider_events import put_event
from shared.adapters.dynamodb.students import StudentRepository
from shared.adapters.dynamodb.table import Table
from shared.adapters.dynamodb.usernames import register_action
from shared.api import vault
from shared.domain.account import Account, AccountAction
from shared.domain.identifiers import OperationId
from shared.domain.mail import SENDING_STALE_AFTER, MailStatus, MailUncertainError
from shared.domain.operation import STALLED_AFTER
from shared.domain.person import Person
from shared.domain.provider_events import ProviderEvent, ProviderEventKind
from tests.component.clock import NOW
from tests.component.conftest import LambdaContext, cold_start
from tests.component.night.world import World
from tests.component.operations.desk import Desk
from tests.component.operations.mailbox import Mailbox
from tests.factories import a_school, store_school
from tests.unit.operations.builders import (
    UAI,
    a_guardian,
    a_student,
    account_id,
    guardian_id,
    store_guardians,
    store_students,
)

RUNNING, QUEUED, PRINTED = range(1, 52), range(52, 103), range(103, 108)
"""Pupils, by what is being done to them at the moment of the backup."""
EXPIRING, KEPT = 108, 109
"""Two more with a temporary password: one ends two hours after the backup."""
FAMILIES = range(1, 4)
"""Guardians who are told by e-mail: of the first mail it is known that it has gone."""
MAILED = [guardian_id(number) for number in FAMILIES]

EVENT = ProviderEvent(
    "event-1", ProviderEventKind.USERNAME_CHANGED, NOW, account_id(KEPT), "e.leve109", "e.leve999"
)
PASSWORD = "bdfkmprtxznc"

Secrets = dict[str, tuple[int, bytes | None]]


@dataclass
class Drill:
    """`at_backup` are the passwords of every account then: how many it has had, the ciphertext."""

    desk: Desk
    world: World
    mailbox: Mailbox
    monkeypatch: pytest.MonkeyPatch
    asked: dict[str, OperationId] = field(default_factory=dict)
    at_backup: Secrets = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    """The passwords that were printed after the backup."""

    def begin(self) -> None:
        """Everything that can be under way is."""
        store_school(self.desk.table, a_school())
        numbers = [*RUNNING, *QUEUED, *PRINTED]
        store_students(self.desk.table, [a_student(number) for number in numbers])
        store_guardians(self.desk.table, [(a_guardian(number), [1]) for number in FAMILIES])
        for number, left in ((EXPIRING, timedelta(hours=2)), (KEPT, timedelta(days=60))):
            self._has_password(number, left)
        self.desk.table.put(put_event(UAI, EVENT)["Put"]["Item"])

        self.ask("printed", PRINTED)
        self.ask("running", RUNNING, key="same request")
        self.ask("queued", QUEUED)
        mail = {"population": "guardians", "channel": "email"}
        self.asked["mailed"] = self.desk.asked({"criteria": {}}, **mail)
        times = iter([60_000, 1_000])
        self.desk.work(self.asked["running"], LambdaContext(lambda: next(times)))
        self.mailbox.fate[MAILED[1]] = MailUncertainError()
        self.desk.work(self.asked["mailed"])

    def _has_password(self, number: int, left: timedelta) -> None:
        plain = a_student(number)
        sealed = vault.password_sealer().seal(plain.account, PASSWORD)
        account = plain.account.with_new_password(AccountAction.NOTIFY, sealed, at=NOW)
        account = replace(account, password_expires_at=NOW + left)
        store_students(self.desk.table, [replace(plain, account=account)])
        self.desk.table.put(register_action(account, "students")["Put"]["Item"])

    def ask(self, name: str, numbers: range, **how: Any) -> None:
        self.asked[name] = self.desk.asked(self.selected(numbers), **how)

    @staticmethod
    def selected(numbers: range) -> dict[str, Any]:
        return {"account_ids": [account_id(number) for number in numbers]}

    def go_on(self) -> None:
        """What was under way ends and is told; pupils are given other passwords, and letters."""
        self.desk.clock.pass_by(minutes=1)
        where = (UAI, self.asked["mailed"], MAILED[1])
        OutboxRepository(self.desk.table).record(*where, MailStatus.SENT, at=self.desk.clock.at)
        for name in ("running", "queued", "mailed"):
            self.desk.work(self.asked[name])
            assert self.desk.get(f"/{self.asked[name]}")[1]["status"] == "SUCCEEDED"
        assert self.desk.reset(self.selected(PRINTED))[0] == 200
        assert self.desk.download(self.asked["printed"])[0] == 200
        self.lost = {self.desk.password(account_id(number)) for number in PRINTED}
        self.desk.clock.pass_by(minutes=20)
        assert self.desk.sweep() == {"resumed": 0, "swept": 0, "told": 1}

    def restore(self, *, hours: int, ready: Callable[[], object] = lambda: None) -> None:
        """So many hours after the backup, the functions are pointed at what it has restored.

        `ready` is what the operator does just before.
        """
        self.desk.clock.at = NOW + timedelta(hours=hours)
        ready()
        self.monkeypatch.setenv("TABLE_NAME", "restored")
        self.cold_start()
        self.desk = Desk(Table("restored"), self.desk.clock)
        self.world = World(self.desk.table, self.desk.clock, self.world.heard)

    def cold_start(self) -> None:
        cold_start()
        credential_check._comparison.cache_clear()  # noqa: SLF001  kept for a worker's life

    def live_on(self) -> None:
        """Messages that were left come again, every sweep does its work, then the night comes."""
        for name in ("running", "queued", "mailed"):
            self.desk.work(self.asked[name])
        for _ in range(3):
            self.desk.clock.at += max(STALLED_AFTER, SENDING_STALE_AFTER)
            self.desk.clock.pass_by(seconds=1)
            self.desk.sweep()
            for message in self.desk.messages():
                self.desk.work(message["operation_id"])
        self.world.begin(now=True)
        self.world.deliver(*self.world.sent())

    def secrets(self) -> Secrets:
        """How many passwords each account has had, and the one that is kept."""
        people: list[Person] = [*StudentRepository(self.desk.table).all_of(UAI)]
        people += [self.desk.guardian(each) for each in MAILED]
        return {each.account.account_id: _secret(each.account) for each in people}

    def ended(self, name: str) -> tuple[str, int, int]:
        """The end state of an operation, how many were done and how many failed."""
        body = self.desk.get(f"/{self.asked[name]}")[1]
        return body["status"], body["done"], body["failed"]

    def reasons(self, name: str) -> dict[tuple[str, str | None, str | None], int]:
        """How many accounts of an operation ended so: status, reason, mail."""
        _, page = self.desk.get(f"/{self.asked[name]}/outcomes", limit=100)
        told = [(each["status"], each["reason"], each.get("mail")) for each in page["items"]]
        return {each: told.count(each) for each in told}

    def check(self, number: int) -> str:
        """What the identity provider is told of the temporary password of a pupil."""
        typed = {"username": f"e.leve{number}", "password": PASSWORD}
        answer = credential_check.lambda_handler(typed, LambdaContext())
        return str(answer["result"])


def back_up() -> None:
    """The table `restored` is what the table is now; nothing is pointed at it yet."""
    boto3.client("dynamodb").restore_table_to_point_in_time(
        SourceTableName="accounts", TargetTableName="restored"
    )


def put_in_use(table: str) -> None:
    """As the operator does before the functions are pointed at it."""
    boto3.client("dynamodb").update_time_to_live(
        TableName=table,
        TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires_at"},
    )


def _secret(account: Account) -> tuple[int, bytes | None]:
    return account.generation, account.password.ciphertext if account.password else None


def a_drill(cloud: Table, world: World, mailbox: Mailbox, patch: pytest.MonkeyPatch) -> Drill:
    """Begun, backed up, gone on."""
    drill = Drill(Desk(cloud, world.clock), world, mailbox, patch)
    drill.begin()
    drill.at_backup = drill.secrets()
    back_up()
    drill.go_on()
    return drill
