"""Events in the shape SES publishes them and SNS wraps them, with the addresses they bear."""

import json
from typing import Any

ADDRESS = "elodie.lefevre@example.org"
SENDER = "ne-pas-repondre@educonnect.example"
TAGS = {
    "uai": ["0450822X"],
    "operation_id": ["0193567890ab0123456789ab"],
    "account_id": ["0000000000005001"],
}
TOPIC_VALIDATED = "Successfully validated SNS topic for Amazon SES event publishing."

_RECIPIENT = {"emailAddress": ADDRESS}
_DETAILS: dict[str, tuple[str, dict[str, Any]]] = {
    "Send": ("send", {}),
    "Delivery": (
        "delivery",
        {
            "timestamp": "2026-11-23T09:00:04.512Z",
            "processingTimeMillis": 3511,
            "recipients": [ADDRESS],
            "smtpResponse": "250 2.0.0 OK id=1tEabc-0001",
            "reportingMTA": "c132-15.smtp-out.eu-west-3.amazonses.com",
        },
    ),
    "Bounce": (
        "bounce",
        {
            "feedbackId": "0111019abc-53d3-000000",
            "bounceType": "Permanent",
            "bounceSubType": "General",
            "bouncedRecipients": [
                {
                    **_RECIPIENT,
                    "action": "failed",
                    "status": "5.1.1",
                    "diagnosticCode": f"smtp; 550 5.1.1 <{ADDRESS}>: user unknown",
                }
            ],
            "timestamp": "2026-11-23T09:00:05.004Z",
            "reportingMTA": "dns; c132-15.smtp-out.eu-west-3.amazonses.com",
        },
    ),
    "Complaint": (
        "complaint",
        {
            "feedbackId": "0111019abd-1f22-000000",
            "complaintSubType": None,
            "complainedRecipients": [_RECIPIENT],
            "timestamp": "2026-11-24T18:02:11.000Z",
            "userAgent": "Feedback-Loop/1.0",
            "complaintFeedbackType": "abuse",
            "arrivalDate": "2026-11-24T18:01:50.000Z",
        },
    ),
    "Reject": ("reject", {"reason": "Bad content"}),
    "Rendering Failure": (
        "failure",
        {"templateName": "guardian", "errorMessage": "Attribute 'name' is not present"},
    ),
    "DeliveryDelay": (
        "deliveryDelay",
        {
            "timestamp": "2026-11-23T09:30:00.000Z",
            "delayType": "MailboxFull",
            "expirationTime": "2026-11-23T23:00:01.000Z",
            "delayedRecipients": [
                {**_RECIPIENT, "status": "4.2.2", "diagnosticCode": "smtp; 452 mailbox full"}
            ],
        },
    ),
    "Open": ("open", {"timestamp": "2026-11-23T10:00:00.000Z", "ipAddress": "203.0.113.7"}),
}


def ses_event(kind: str, tags: dict[str, list[str]] | None = None, **details: Any) -> str:
    """An event of this kind; `details` replace some of what it says of the kind."""
    name, usual = _DETAILS[kind]
    mail = {
        "timestamp": "2026-11-23T09:00:01.000Z",
        "source": f"Collège Jean Moulin <{SENDER}>",
        "sourceArn": "arn:aws:ses:eu-west-3:123456789012:identity/educonnect.example",
        "sendingAccountId": "123456789012",
        "messageId": "0111019abc-7c191be4-000000",
        "destination": [ADDRESS],
        "headersTruncated": False,
        "headers": [
            {"name": "From", "value": f"Collège Jean Moulin <{SENDER}>"},
            {"name": "To", "value": ADDRESS},
            {"name": "Subject", "value": "Votre compte ÉduConnect – Collège Jean Moulin"},
        ],
        "commonHeaders": {"from": [SENDER], "to": [ADDRESS]},
        "tags": {
            "ses:operation": ["SendRawEmail"],
            "ses:configuration-set": ["educonnect-guardians"],
            "ses:source-ip": ["203.0.113.10"],
            "ses:from-domain": ["educonnect.example"],
            "ses:caller-identity": ["OperationWorkerFunctionRole"],
            **(TAGS if tags is None else tags),
        },
    }
    return json.dumps({"eventType": kind, "mail": mail, name: usual | details})


def as_sns_tells(message: str) -> str:
    """The body of a queue's message."""
    return json.dumps(
        {
            "Type": "Notification",
            "MessageId": "f7d2a4f2-53f0-5f0e-a3f5-c5a0a3b1b2c3",
            "TopicArn": "arn:aws:sns:eu-west-3:123456789012:educonnect-MailTopic",
            "Subject": "Amazon SES Email Event Notification",
            "Message": message,
            "Timestamp": "2026-11-23T09:00:06.123Z",
            "SignatureVersion": "1",
            "Signature": "c2lnbmF0dXJl",
            "SigningCertURL": "https://sns.eu-west-3.amazonaws.com/cert.pem",
            "UnsubscribeURL": "https://sns.eu-west-3.amazonaws.com/?Action=Unsubscribe",
        }
    )
