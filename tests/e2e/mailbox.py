"""The local mail provider's mailbox: what was sent, as its recipients would read it."""

from itertools import chain
from typing import Any

import httpx

from infra.local.stack import Stack


def mails_to(stack: Stack, address: str) -> list[dict[str, Any]]:
    """Every mail sent to an address since the platform started: To, Subject, BodyText, BodyHtml."""
    answer = httpx.get(f"{stack.emulator}/_ministack/ses/messages", timeout=10)
    assert answer.status_code == httpx.codes.OK, answer.text
    everyone = chain.from_iterable(answer.json()["messages"].values())
    return [mail for mail in everyone if address in mail["To"]]
