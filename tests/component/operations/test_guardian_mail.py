"""Guardians notified by e-mail (guide §5.2): the outbox, the provider, its events."""

import json
from email import message_from_bytes
from email.policy import default
from typing import Any

import boto3
import pytest

from functions.mail_events.handler import lambda_handler as mail_events
from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.portal_settings import PortalSettingRepository
from shared.adapters.mail import ses_mailer
from shared.domain.account import AccountStatus
from shared.domain.audit import AuditTag
from shared.domain.identifiers import StaffId
from shared.domain.instruction import Population
from shared.domain.mail import (
    SENDING_STALE_AFTER,
    MailRejectedError,
    MailRejection,
    MailUncertainError,
)
from shared.domain.portal_setting import PortalSetting
from tests.component.operations.desk import Desk
from tests.component.operations.mailbox import Mailbox
from tests.unit.operations.builders import (
    UAI,
    a_guardian,
    a_student,
    guardian_id,
    store_guardians,
    store_students,
)

BY_MAIL: dict[str, Any] = {"population": "guardians", "channel": "email"}
EVERYONE: dict[str, Any] = {"criteria": {}}


@pytest.fixture
def families(desk: Desk) -> Desk:
    """Three guardians with an address, one without; the provider knows our sender."""
    ses = boto3.client("sesv2")
    ses.create_email_identity(EmailIdentity="ne-pas-repondre@example.org")
    ses.create_configuration_set(ConfigurationSetName="guardians")
    store_students(desk.table, [a_student(1, family_name="Adam", first_name="Léa")])
    no_address = a_guardian(4, roster_email=None)
    people = [*(a_guardian(number) for number in (1, 2, 3)), no_address]
    store_guardians(desk.table, [(each, [1]) for each in people])
    return desk


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    made = Mailbox()
    monkeypatch.setattr(ses_mailer, "SesMailer", lambda *_: made)
    return made


def outcomes(desk: Desk, operation_id: str, **query: Any) -> list[tuple[Any, ...]]:
    status, page = desk.get(f"/{operation_id}/outcomes", **query)
    assert status == 200
    names = ("account_id", "status", "reason", "mail")
    return sorted(tuple(each[name] for name in names) for each in page["items"])


def event(kind: str, operation_id: str, account_id: str, **more: Any) -> dict[str, Any]:
    """As SES tells SNS, and SNS the queue."""
    told = {
        "eventType": kind,
        "mail": {
            "timestamp": "2026-11-23T09:00:01.000Z",
            "source": "ne-pas-repondre@example.org",
            "messageId": "0107-abc",
            "destination": ["responsable1@example.org"],
            "tags": {
                "ses:configuration-set": ["guardians"],
                "uai": [UAI],
                "operation_id": [operation_id],
                "account_id": [account_id],
            },
        },
        **more,
    }
    envelope = {
        "Type": "Notification",
        "MessageId": "m",
        "TopicArn": "arn:aws:sns:eu-west-3:123456789012:mail",
        "Message": json.dumps(told),
        "Timestamp": "2026-11-23T09:00:05.000Z",
    }
    return {"messageId": f"{kind}-{account_id}", "body": json.dumps(envelope)}


def test_mail_goes_to_the_roster_s_address_with_the_password_of_the_table(families: Desk) -> None:
    status, body = families.ask(EVERYONE, **BY_MAIL)
    assert (status, body["status"], body["channel"]) == (202, "QUEUED", "email")
    assert (body["file_name"], body["file_expires_at"]) == (None, None)

    families.work(body["operation_id"])

    ended = families.dump()[keys.operations(UAI), body["operation_id"]]
    assert not {"due_kind", "due_at"} & set(ended), "there is no document to sweep"
    [_, *_] = mails = _provider_s_mails()
    assert sorted(str(mail["To"]) for mail in mails) == [
        f"responsable{number}@example.org" for number in (1, 2, 3)
    ]
    by_address = {str(mail["To"]): mail.get_body(("plain",)).get_content() for mail in mails}
    for number in (1, 2, 3):
        guardian = families.guardian(guardian_id(number))
        assert guardian.account.status is AccountStatus.NOTIFIED
        assert families.secret(guardian) in by_address[f"responsable{number}@example.org"]
    ended = families.get(f"/{body['operation_id']}")[1]
    counts = [ended[name] for name in ("status", "total", "done", "skipped", "failed")]
    assert counts == ["SUCCEEDED", 4, 3, 1, 0]
    assert families.download(body["operation_id"])[1]["code"] == "no_file"


def test_mail_bears_the_school_s_address_while_it_is_verified_and_active(families: Desk) -> None:
    ours = "https://lycees.netocentre.fr"
    none = PortalSetting()
    entered = none.edited(ours)
    verified = entered.checked(None, at=families.clock.at)
    active = verified.switched(on=True)
    off = active.switched(on=False)
    for before, now in ((none, entered), (entered, verified), (verified, active), (active, off)):
        _keep(families, before, now)
        body = families.ask({"account_ids": [guardian_id(1)]}, **BY_MAIL)[1]
        families.work(body["operation_id"])
        text = _provider_s_mails()[-1].get_body(("plain",)).get_content()
        assert "https://teleservices.education.gouv.fr" in text
        assert (ours in text) is (now is active)


def _keep(desk: Desk, before: PortalSetting, after: PortalSetting) -> None:
    PortalSettingRepository(desk.table).replace(
        *(UAI, Population.GUARDIANS, before, after),
        tag=AuditTag.ADDRESS_CHANGED,
        by=StaffId("staff-1"),
        by_name="Camille Secrétaire",
        at=desk.clock.at,
    )


def _provider_s_mails() -> list[Any]:
    from moto.backends import get_backend  # noqa: PLC0415  what the pretend provider was given

    [account] = get_backend("ses").values()
    messages = account["eu-west-3"].sent_messages
    return [message_from_bytes(each.raw_data.encode(), policy=default) for each in messages]


def test_those_without_an_address_are_told_and_can_be_sent_letters(
    families: Desk, mailbox: Mailbox
) -> None:
    _, preview = families.ask(EVERYONE, preview=True, **BY_MAIL)
    _, body = families.ask(EVERYONE, **BY_MAIL)
    families.work(body["operation_id"])

    left = outcomes(families, body["operation_id"], reason="NO_EMAIL")
    letters = families.ask(
        {"account_ids": [each[0] for each in left]}, population="guardians", preview=True
    )

    assert preview["left_out"] == [{"reason": "NO_EMAIL", "count": 1}]
    assert left == [(guardian_id(4), "SKIPPED", "NO_EMAIL", None)]
    assert letters[1]["total"] == 1
    assert len(mailbox.sent) == 3


def test_a_message_delivered_again_sends_nothing_again(families: Desk, mailbox: Mailbox) -> None:
    _, body = families.ask(EVERYONE, **BY_MAIL)

    for _ in range(3):
        families.work(body["operation_id"])

    assert len(mailbox.sent) == 3


def test_a_mail_the_provider_refuses_makes_the_operation_partial(
    families: Desk, mailbox: Mailbox
) -> None:
    refused = guardian_id(2)
    mailbox.fate[refused] = MailRejectedError(MailRejection.REFUSED_BY_PROVIDER)
    _, body = families.ask(EVERYONE, **BY_MAIL)

    families.work(body["operation_id"])

    ended = families.get(f"/{body['operation_id']}")[1]
    assert (ended["status"], ended["done"], ended["failed"]) == ("PARTIAL", 2, 1)
    assert outcomes(families, body["operation_id"], mail="REJECTED") == [
        (refused, "FAILED", "MAIL_REJECTED", "REJECTED")
    ]


def test_a_failure_tells_its_reason_and_no_effect(families: Desk, mailbox: Mailbox) -> None:
    mailbox.fate[guardian_id(2)] = MailRejectedError(MailRejection.BAD_ADDRESS)
    _, body = families.ask(EVERYONE, **BY_MAIL)

    families.work(body["operation_id"])

    _, report = families.get(f"/{body['operation_id']}/outcomes", status="FAILED")
    [row] = report["items"]
    assert (row["effect"], row["reason"]) == (None, "MAIL_REJECTED")
    failed = [each for each in report["totals"] if each["status"] == "FAILED"]
    assert [(each["effect"], each["count"]) for each in failed] == [(None, 1)]


def test_a_mail_that_may_have_gone_is_sent_once_more_after_a_while(
    families: Desk, mailbox: Mailbox
) -> None:
    mailbox.fate[guardian_id(2)] = MailUncertainError()
    _, body = families.ask(EVERYONE, **BY_MAIL)
    families.work(body["operation_id"])
    assert families.get(f"/{body['operation_id']}")[1]["status"] == "RUNNING"
    families.work(body["operation_id"])

    families.clock.at += SENDING_STALE_AFTER
    families.work(body["operation_id"])

    assert families.get(f"/{body['operation_id']}")[1]["status"] == "SUCCEEDED"
    twice = [sent for sent in mailbox.sent if sent[0] == "responsable2@example.org"]
    assert len(mailbox.sent) == 4
    assert len(twice) == 2
    assert len(set(twice)) == 1


def test_events_tell_what_became_of_each_mail(families: Desk, mailbox: Mailbox) -> None:
    _, body = families.ask(EVERYONE, **BY_MAIL)
    operation_id = body["operation_id"]
    families.work(operation_id)
    bounce = {"bounce": {"bounceType": "Permanent", "bouncedRecipients": []}}
    full = {"bounce": {"bounceType": "Transient", "bouncedRecipients": []}}

    answer = mail_events(
        {
            "Records": [
                event("Bounce", operation_id, guardian_id(1), **bounce),
                event("Delivery", operation_id, guardian_id(1)),
                event("Complaint", operation_id, guardian_id(2)),
                event("Bounce", operation_id, guardian_id(3), **full),
                event("Delivery", "0" * 24, guardian_id(3)),
                {"messageId": "broken", "body": "{"},
            ]
        },
        families.context,
    )

    assert answer == {"batchItemFailures": [{"itemIdentifier": "broken"}]}
    assert outcomes(families, operation_id, status="DONE") == [
        (guardian_id(1), "DONE", None, "BOUNCED"),
        (guardian_id(2), "DONE", None, "COMPLAINED"),
        (guardian_id(3), "DONE", None, "SENT"),
    ]
    assert len(mailbox.sent) == 3


def test_nothing_personal_is_logged_of_an_event(
    families: Desk, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    _, body = families.ask(EVERYONE, **BY_MAIL)
    families.work(body["operation_id"])
    broken = event(
        "Bounce", body["operation_id"], guardian_id(1), bounce="responsable1@example.org"
    )

    mail_events({"Records": [broken]}, families.context)

    logged = "".join(str(record.__dict__) for record in caplog.records)
    assert logged
    assert "@example.org" not in logged
    assert all(password not in logged for _, password in mailbox.sent)
