"""The identity provider's side: it tells what happened to accounts, and checks passwords."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from infra.local.stack import Stack

_numbers = count(1)


@dataclass
class IdentityProvider:
    """Speaks on the bus of a stack, and invokes its private function."""

    stack: Stack

    def tells(self, what: str, username: str, *, at: datetime | None = None, **more: Any) -> None:
        """Put one event on the bus: `account.activated.v1` and so on."""
        moment = (at or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
        number = next(_numbers)
        detail = {
            "event_id": f"e2e-{time.time_ns()}-{number}",
            "occurred_at": moment,
            "username": username,
            **more,
        }
        answer = self.stack.client("events").put_events(
            Entries=[
                {
                    "EventBusName": self.stack.outputs["AccountEventsBusName"],
                    "Source": "educonnect.identity-provider",
                    "DetailType": what,
                    "Detail": json.dumps(detail),
                }
            ]
        )
        assert answer["FailedEntryCount"] == 0, answer

    def tells_of_activation(
        self, username: str, seen: Callable[[], bool], *, what: str = "account.activated.v1"
    ) -> None:
        """She activates her account, or does what `what` says, and it is seen.

        A little later than now: in the very second of what staff did, staff's word wins.
        """
        self.tells(what, username, at=datetime.now(UTC) + timedelta(seconds=2))
        eventually(seen)

    def checks(self, username: str, password: str) -> dict[str, Any]:
        """What the private function says of a temporary password."""
        answer = self.stack.client("lambda").invoke(
            FunctionName=self.stack.outputs["CredentialCheckFunctionArn"],
            Payload=json.dumps({"username": username, "password": password}).encode(),
        )
        told: dict[str, Any] = json.loads(answer["Payload"].read())
        return told


def eventually(holds: Callable[[], bool], *, within_seconds: float = 30) -> None:
    """Wait for what an event brings about."""
    deadline = time.monotonic() + within_seconds
    while not holds():
        assert time.monotonic() < deadline, "it has not come about"
        time.sleep(0.2)
