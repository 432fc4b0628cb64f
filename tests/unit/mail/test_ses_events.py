"""What SES publishes, read: each kind, whose mail it is, and what is none of our business."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from shared.adapters.mail.ses_events import mail_event_of
from shared.domain.identifiers import AccountId, OperationId, Uai
from shared.domain.mail import MailEvent, MailEventKind, MailTags
from tests.unit.mail.recorded_events import TAGS, TOPIC_VALIDATED, as_sns_tells, ses_event

MAIL = MailTags(
    Uai("0450822X"), OperationId("0193567890ab0123456789ab"), AccountId("0000000000005001")
)


@pytest.mark.parametrize(
    ("kind", "details", "expected"),
    [
        ("Send", {}, MailEventKind.SENT),
        ("Delivery", {}, MailEventKind.DELIVERED),
        ("DeliveryDelay", {}, MailEventKind.DELAYED),
        ("Bounce", {}, MailEventKind.BOUNCED_FOR_EVER),
        ("Bounce", {"bounceSubType": "OnAccountSuppressionList"}, MailEventKind.BOUNCED_FOR_EVER),
        ("Bounce", {"bounceType": "Transient"}, MailEventKind.BOUNCED_FOR_NOW),
        ("Bounce", {"bounceType": "Undetermined"}, MailEventKind.BOUNCED_FOR_NOW),
        ("Complaint", {}, MailEventKind.COMPLAINED),
        ("Complaint", {"complaintFeedbackType": None}, MailEventKind.COMPLAINED),
        ("Reject", {}, MailEventKind.REJECTED),
        ("Rendering Failure", {}, MailEventKind.REJECTED),
    ],
)
def test_each_kind_is_told_of_the_mail_its_tags_name(
    kind: str, details: dict[str, Any], expected: MailEventKind
) -> None:
    told = mail_event_of(as_sns_tells(ses_event(kind, **details)))

    at = datetime(2026, 11, 23, 9, 0, 6, 123_000, tzinfo=UTC)
    assert told == MailEvent(MAIL, expected, at)


@pytest.mark.parametrize(
    "message",
    [
        TOPIC_VALIDATED,
        ses_event("Open"),
        ses_event("Complaint", complaintFeedbackType="not-spam"),
        ses_event("Delivery", tags={}),
        ses_event("Delivery", tags={name: TAGS[name] for name in ("uai", "account_id")}),
        ses_event("Delivery", tags={**TAGS, "uai": []}),
        ses_event("Delivery", tags={**TAGS, "uai": ["elodie@example.org"]}),
        ses_event("Delivery", tags={**TAGS, "account_id": ["x#y"]}),
        ses_event("Delivery", tags={**TAGS, "operation_id": [""]}),
        ses_event("Delivery", tags={**TAGS, "account_id": ["a", "b"]}),
    ],
)
def test_what_is_not_about_a_mail_of_ours_is_nothing(message: str) -> None:
    assert mail_event_of(as_sns_tells(message)) is None


@pytest.mark.parametrize(
    "body",
    [
        *("", "{", "[]", "null", '{"Message": 3, "Timestamp": "2026-11-23T09:00:06Z"}'),
        *('{"Message": "{}"}', as_sns_tells(""), as_sns_tells("{}"), as_sns_tells("hello")),
        *(as_sns_tells('{"eventType": "Bounce"}'), as_sns_tells("[" * 100_000)),
        as_sns_tells('{"eventType": "Bounce", "mail": {"tags": {"uai": "0450822X"}}}'),
        as_sns_tells(ses_event("Bounce", bounceType=7)),
    ],
)
def test_what_is_no_event_is_refused(body: str) -> None:
    with pytest.raises((msgspec.DecodeError, RecursionError)):
        mail_event_of(body)
