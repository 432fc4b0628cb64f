"""P28: a table restored hours or days later brings nothing back that had ended."""

from collections.abc import Callable, Iterator

import pytest

from functions.account_detail.handler import lambda_handler as account_detail
from functions.credential_check import handler as credential_check
from infra.restore import main as restore
from shared.adapters.dynamodb.operations import OperationRepository
from shared.adapters.dynamodb.table import Table
from shared.adapters.mail import ses_mailer
from shared.api import adapters
from tests.component.clock import Clock
from tests.component.conftest import get
from tests.component.night.world import World, listen
from tests.component.operations.desk import Desk, pages_behind
from tests.component.operations.mailbox import Mailbox
from tests.component.restore.drill import (
    EVENT,
    EXPIRING,
    KEPT,
    PRINTED,
    QUEUED,
    RUNNING,
    Drill,
    a_drill,
    back_up,
    put_in_use,
)
from tests.promises.campaign import Found
from tests.unit.operations.builders import UAI, account_id, store_students, students

A_LITTLE_LATER, THE_DAY_AFTER = 6, 30
"""Hours from the backup to the restore: letters live 24."""


@pytest.fixture
def drill(cloud: Table, monkeypatch: pytest.MonkeyPatch) -> Iterator[Drill]:
    mailbox = Mailbox()
    clock = Clock()
    monkeypatch.setattr(adapters, "datetime", clock)
    monkeypatch.setattr(ses_mailer, "SesMailer", lambda *_: mailbox)
    monkeypatch.setattr(credential_check, "ANSWER_AFTER_SECONDS", 0)
    made = a_drill(cloud, World(cloud, clock, listen()), mailbox, monkeypatch)
    yield made
    made.cold_start()


def ready() -> None:
    assert restore(["--table", "restored", "--documents", "letters"]) == 0


@pytest.mark.promise("P28")
@pytest.mark.parametrize(
    ("hours", "done_before"),
    [(A_LITTLE_LATER, ready), (THE_DAY_AFTER, lambda: None)],
    ids=["a little later", "a day later, the command forgotten"],
)
def test_nothing_that_had_ended_begins_again(
    drill: Drill, hours: int, done_before: Callable[[], None], figure: Found
) -> None:
    mails = list(drill.mailbox.sent)

    drill.restore(hours=hours, ready=done_before)
    drill.live_on()

    assert drill.secrets() == drill.at_backup | {account_id(EXPIRING): (1, None)}
    assert drill.mailbox.sent == mails
    assert drill.ended("printed") == ("SUCCEEDED", len(PRINTED), 0)
    assert drill.ended("queued") == ("FAILED", 0, len(QUEUED))
    drill.live_on()
    told = [each["event_id"] for each in drill.world.told()]
    assert told == [EVENT.event_id] * 2, "before the restore and after it"
    figure(len(drill.at_backup), "accounts")
    figure(len(drill.asked), "operations")


@pytest.mark.promise("P28")
def test_each_operation_that_was_under_way_is_told_as_ended_with_its_reason(
    drill: Drill, capsys: pytest.CaptureFixture[str]
) -> None:
    drill.restore(hours=A_LITTLE_LATER, ready=ready)
    told = capsys.readouterr().out
    drill.live_on()

    assert told == "operations given up: 3; accounts not done: 55; documents deleted: 3\n"
    not_processed, done = ("FAILED", "NOT_PROCESSED", None), ("DONE", None, None)
    assert drill.ended("running") == ("PARTIAL", 49, 2)
    assert drill.reasons("running") == {done: 49, not_processed: 2}
    assert drill.ended("queued") == ("FAILED", 0, 51)
    assert drill.reasons("queued") == {not_processed: 51}
    assert drill.ended("mailed") == ("PARTIAL", 1, 2)
    assert drill.reasons("mailed") == {
        ("DONE", None, "SENT"): 1,
        ("FAILED", "MAIL_REJECTED", "REJECTED"): 2,
    }
    before = drill.asked["running"]
    drill.ask("running", RUNNING, key="same request")
    assert drill.asked["running"] == before, "the same request is answered by what became of it"


@pytest.mark.promise("P28")
def test_a_password_that_expired_meanwhile_is_refused_hidden_then_gone(drill: Drill) -> None:
    drill.restore(hours=A_LITTLE_LATER, ready=ready)

    assert (drill.check(EXPIRING), drill.check(KEPT)) == ("EXPIRED", "ACCEPTED")
    page = get(account_detail, f"/schools/{UAI}/students/{account_id(EXPIRING)}")
    assert (page["password"]["display"], page["password"]["text"]) == ("EXPIRED", "Expiré")

    drill.live_on()

    assert (drill.check(EXPIRING), drill.check(KEPT)) == ("REFUSED", "ACCEPTED")
    assert drill.desk.student(account_id(EXPIRING)).account.password is None


@pytest.mark.promise("P28")
def test_letters_say_what_the_restored_table_says_and_none_is_older_than_a_day(
    drill: Drill,
) -> None:
    drill.restore(hours=A_LITTLE_LATER, ready=ready)
    drill.live_on()
    assert drill.desk.reset(drill.selected(PRINTED))[0] == 200

    pages = pages_behind(drill.desk.download(drill.asked["printed"])[1]["url"])

    passwords = {drill.desk.password(account_id(number)) for number in PRINTED}
    assert {each for each in passwords | drill.lost if each in " ".join(pages)} == passwords
    drill.desk.clock.pass_by(hours=18)
    status, answer = drill.desk.download(drill.asked["printed"])
    assert (status, answer["code"]) == (410, "file_swept")


@pytest.mark.twin("P28")
def test_without_the_command_passwords_are_given_and_mails_sent_a_second_time(
    drill: Drill,
) -> None:
    mails = list(drill.mailbox.sent)

    drill.restore(hours=A_LITTLE_LATER)
    drill.live_on()

    undone = {account_id(number) for number in [*RUNNING[49:], *QUEUED]}
    now = drill.secrets()
    assert {who for who, secret in now.items() if secret[0] > drill.at_backup[who][0]} == undone
    again = [address for address, _ in drill.mailbox.sent[len(mails) :]]
    assert again == ["responsable2@example.org", "responsable3@example.org"]


@pytest.mark.twin("P28")
def test_a_letter_that_is_left_in_the_bucket_says_a_password_that_is_lost(drill: Drill) -> None:
    """It counts a password by its number, which the next password after a restore has too."""
    drill.restore(hours=A_LITTLE_LATER)
    assert drill.desk.reset(drill.selected(PRINTED))[0] == 200

    pages = pages_behind(drill.desk.download(drill.asked["printed"])[1]["url"])

    assert {each for each in drill.lost if each in " ".join(pages)} == drill.lost


def test_a_table_that_may_be_in_use_is_left_alone(
    cloud: Table, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(adapters, "datetime", Clock())
    store_students(cloud, students(60))
    desk = Desk(cloud, Clock())
    operation_id = desk.asked()
    back_up()
    put_in_use("restored")

    for table in (cloud.name, "restored"):
        assert restore(["--table", table, "--documents", "letters"]) == 1

    why = "not restored, not yet, or in use; nothing done"
    assert capsys.readouterr().err == f"accounts: {why}\nrestored: {why}\n"
    assert desk.get(f"/{operation_id}")[1]["status"] == "QUEUED"
    assert OperationRepository(Table("restored")).newest(UAI, 1)[0].status == "QUEUED"
