"""What SES publishes of a mail, as SNS hands it to a queue."""

import re
from datetime import datetime

import msgspec

from shared.domain.identifiers import AccountId, OperationId, Uai
from shared.domain.mail import MailEvent, MailEventKind, MailTags


class _Mail(msgspec.Struct):
    tags: dict[str, list[str]] = msgspec.field(default_factory=dict)


class _Bounce(msgspec.Struct, rename="camel"):
    bounce_type: str


class _Complaint(msgspec.Struct, rename="camel"):
    complaint_feedback_type: str | None = None


class _Event(msgspec.Struct, rename="camel"):
    """Of an event, what is used: nothing that names anybody is even read."""

    event_type: str
    mail: _Mail
    bounce: _Bounce | None = None
    complaint: _Complaint | None = None


class _Envelope(msgspec.Struct, rename="pascal"):
    message: str
    timestamp: datetime


_KINDS = {
    "Send": MailEventKind.SENT,
    "Delivery": MailEventKind.DELIVERED,
    "DeliveryDelay": MailEventKind.DELAYED,
    "Reject": MailEventKind.REJECTED,
    "Rendering Failure": MailEventKind.REJECTED,
}
_ABOUT_THE_TOPIC = "Successfully validated SNS topic"
"""How the one message begins that SES publishes when it is given the topic: plain text."""

_ID = re.compile(r"[0-9A-Za-z]{1,40}")

_decode_envelope = msgspec.json.Decoder(_Envelope).decode
_decode_event = msgspec.json.Decoder(_Event).decode


def mail_event_of(body: str) -> MailEvent | None:
    """The event of a queue's message; None when it is not about a mail of ours, or says nothing.

    Raises:
        msgspec.DecodeError: when it is neither; its text may quote the message.
    """
    envelope = _decode_envelope(body)
    if envelope.message.startswith(_ABOUT_THE_TOPIC):
        return None
    event = _decode_event(envelope.message)
    kind, tags = _kind(event), _tags(event.mail.tags)
    return MailEvent(tags, kind, envelope.timestamp) if kind and tags else None


def _kind(event: _Event) -> MailEventKind | None:
    if event.event_type == "Bounce":
        permanent = event.bounce is not None and event.bounce.bounce_type == "Permanent"
        return MailEventKind.BOUNCED_FOR_EVER if permanent else MailEventKind.BOUNCED_FOR_NOW
    if event.event_type == "Complaint":
        # Mailbox providers also report the reverse: taken out of the unwanted mail.
        told = event.complaint
        wanted = told is not None and told.complaint_feedback_type == "not-spam"
        return None if wanted else MailEventKind.COMPLAINED
    return _KINDS.get(event.event_type)


def _tags(tags: dict[str, list[str]]) -> MailTags | None:
    """Ours are ids; anything else may be a person's, and goes no further."""
    match tags:
        case {"uai": [uai], "operation_id": [operation_id], "account_id": [account_id]}:
            if all(_ID.fullmatch(each) for each in (uai, operation_id, account_id)):
                return MailTags(Uai(uai), OperationId(operation_id), AccountId(account_id))
    return None
