"""AWS in memory for every route: what is written, sent, kept and mailed can be seen, and undone."""

from copy import deepcopy
from io import BytesIO
from typing import Any

import pytest

from functions.settings import handler as settings_handler
from shared.adapters import address_checker, secret_values
from shared.adapters.mail import ses_mailer
from shared.domain import identifiers
from tests.component.clock import Clock
from tests.unit.operations.memory_aws import MemoryKms, MemoryS3, MemorySqs
from tests.unit.operations.memory_dynamodb import Item, Key, MemoryDynamoDb
from tests.unit.operations.service import stand_in


class WatchedTable(MemoryDynamoDb):
    """Says what was written since it was last put back, and can put it back."""

    def __init__(self) -> None:
        super().__init__()
        self.before: dict[Key, Item | None] = {}

    def _apply(self, verb: str, request: Item) -> None:
        place = request.get("Key") or request["Item"]
        at = place["PK"]["S"], place["SK"]["S"]
        self.before.setdefault(at, deepcopy(self.items.get(at)))
        super()._apply(verb, request)

    def put_back(self) -> None:
        for at, item in self.before.items():
            if item is None:
                self.items.pop(at, None)
            else:
                self.items[at] = item
        self.before.clear()


class PostOffice:
    """Takes every mail."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []

    def send_email(self, **mail: Any) -> None:
        self.taken.append(mail)


class _Secrets:
    def get_secret_value(self, *, SecretId: str) -> dict[str, str]:  # noqa: N803  AWS names it
        return {"SecretString": f"secret of {SecretId}"}


class _AddressCheck:
    """The function that looks at addresses finds nothing wrong."""

    class exceptions:  # noqa: N801  botocore names it
        TooManyRequestsException = ServiceException = TimeoutError

    def invoke(self, **_: Any) -> dict[str, Any]:
        return {"Payload": BytesIO(b'{"failure": null}')}


class _NoChance:
    """Randomness that gives the same each time, so that the same request has the same answer."""

    @staticmethod
    def token_hex(size: int) -> str:
        return "0" * (2 * size)


class Cloud:
    """What the handlers use in the place of AWS, from when it is made on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
        self.dynamodb, self.s3, self.sqs = WatchedTable(), MemoryS3(), MemorySqs()
        self.post = PostOffice()
        monkeypatch.setenv("ADDRESS_CHECK_FUNCTION", "address-check")
        monkeypatch.setattr(secret_values, "secrets_client", _Secrets)
        monkeypatch.setattr(address_checker, "lambda_client", _AddressCheck)
        monkeypatch.setattr(ses_mailer, "ses_client", lambda: self.post)
        monkeypatch.setattr(identifiers, "secrets", _NoChance)
        secret_values.secret_value.cache_clear()
        settings_handler._checker.cache_clear()  # noqa: SLF001  as a new worker's is
        stand_in(
            monkeypatch,
            clock=clock,
            dynamodb=self.dynamodb,
            s3=self.s3,
            sqs=self.sqs,
            kms=MemoryKms(),
        )
