"""The mail provider's side: what was sent, as its recipients would read it, and what it tells."""

from itertools import chain
from typing import Any

import httpx

from infra.local.stack import Stack
from tests.unit.mail.recorded_events import ses_event


def mails_to(stack: Stack, address: str) -> list[dict[str, Any]]:
    """Every mail sent to an address since the platform started: To, Subject, BodyText, BodyHtml."""
    answer = httpx.get(f"{stack.emulator}/_ministack/ses/messages", timeout=10)
    assert answer.status_code == httpx.codes.OK, answer.text
    everyone = chain.from_iterable(answer.json()["messages"].values())
    return [mail for mail in everyone if address in mail["To"]]


def provider_tells(stack: Stack, kind: str, uai: str, operation_id: str, account_id: str) -> None:
    """Publish what SES says of a mail on its topic: the local one sends no events of its own."""
    tags = {"uai": [uai], "operation_id": [operation_id], "account_id": [account_id]}
    topic = stack.outputs["MailTopicArn"]
    stack.client("sns").publish(TopicArn=topic, Message=ses_event(kind, tags))
