"""An AWS whose faults are chosen, as the functions of this process find it."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from random import Random
from typing import Any

from functions.roster_import import handler as roster_import
from shared.adapters.dynamodb.table import Item, Table
from shared.api.background import BackgroundFailureError
from tests.component.clock import NOW, Clock
from tests.component.conftest import LambdaContext
from tests.component.faults.proxy import Proxy
from tests.costs.site import LETTERS, ROSTERS, TABLE, Clients, cold_start
from tests.template import table_definition

Handler = Callable[[dict[str, Any], Any], Any]
_OBJECTS = (LETTERS, ROSTERS)
_TRIES_OF_A_PERSON = 3
_TRY_AGAIN = {"internal_error", "concurrent_change"}
_SLOWNESS = 10
"""A message that may not come before twenty seconds comes when the queue has the time."""


@dataclass
class Cloud:
    """`client(service)` speaks to AWS itself; the functions speak through `proxy`.

    `told` is what anybody could see of a fault: refused requests, failed messages. With a
    `chance`, each message is delivered one to five times, out of order, to workers without memory.
    """

    client: Clients
    proxy: Proxy
    clock: Clock
    chance: Random | None = None
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.table = Table(TABLE, self.client("dynamodb"))
        self.context = LambdaContext(lambda: 300_000)

    def empty(self) -> None:
        """A new table, empty buckets, and functions with nothing in memory."""
        self.client("dynamodb").delete_table(TableName=TABLE)
        self.client("dynamodb").create_table(TableName=TABLE, **table_definition())
        for bucket in _OBJECTS:
            for name in self.objects(bucket):
                self.client("s3").delete_object(Bucket=bucket, Key=name)
        cold_start()
        roster_import._ports.cache_clear()  # noqa: SLF001  kept for a worker's life
        self.told.clear()
        self.proxy.forget()
        self.clock.at = NOW

    def objects(self, bucket: str) -> list[str]:
        listed = self.client("s3").list_objects_v2(Bucket=bucket)
        return [each["Key"] for each in listed.get("Contents", [])]

    def body(self, bucket: str, name: str) -> bytes:
        content: bytes = self.client("s3").get_object(Bucket=bucket, Key=name)["Body"].read()
        return content

    def items(self) -> list[Item]:
        """The whole table."""
        pages = self.client("dynamodb").get_paginator("scan").paginate(TableName=TABLE)
        return [item for page in pages for item in page["Items"]]

    def asked(self, handler: Handler, event: dict[str, Any]) -> dict[str, Any] | None:
        """What the API answers, its status as `status_code`; None when it cannot, and says so."""
        answer = handler(event, self.context)
        body: dict[str, Any] = json.loads(answer["body"])
        if body.get("code") not in _TRY_AGAIN:
            assert answer["statusCode"] < HTTPStatus.INTERNAL_SERVER_ERROR
            return {"status_code": answer["statusCode"], **body}
        assert answer["headers"]["Content-Type"] == "application/problem+json"
        assert set(body) == {"status", "code", "detail"}
        self.told.append("refused")
        return None

    def insisted(self, handler: Handler, event: dict[str, Any]) -> dict[str, Any] | None:
        """What is answered to a person who tries a few times."""
        for _ in range(_TRIES_OF_A_PERSON):
            answer = self.asked(handler, event)
            if answer is not None:
                return answer
        return None

    def ran(self, handler: Handler, event: dict[str, Any]) -> bool:
        """Whether a function that no person waits for got to its end."""
        try:
            handler(event, self.context)
        except BackgroundFailureError as failure:
            self.told.append(str(failure))
            return False
        return True

    def sent(self) -> list[tuple[str, timedelta]]:
        """The messages that the queues have taken, with their delays; taken."""
        bodies: list[tuple[str, timedelta]] = []
        others = []
        for operation, request in self.proxy.taken:
            if operation == "sqs:SendMessage":
                entries = [request]
            elif operation == "sqs:SendMessageBatch":
                entries = request["Entries"]
            else:
                others.append((operation, request))
                continue
            bodies += [
                (each["MessageBody"], timedelta(seconds=each.get("DelaySeconds", 0)))
                for each in entries
            ]
        self.proxy.taken[:] = others
        return bodies


@dataclass
class Queue:
    """Hands a function its messages as Lambda does, each until it is done or dead."""

    cloud: Cloud
    handler: Handler
    most_receives: int
    dead: list[str] = field(default_factory=list)
    deliveries: int = 0

    def deliver(self, *bodies: str, most: int = 60) -> None:
        """These messages, and those sent meanwhile; `most` deliveries, the rest stays in flight."""
        waiting: list[tuple[str, int]] = []
        self._put(waiting, bodies)
        for _ in range(most):
            sent = self.cloud.sent()
            for _, delay in sent:
                self.cloud.clock.pass_by(seconds=_SLOWNESS * delay.total_seconds())
            self._put(waiting, [body for body, _ in sent])
            if not waiting:
                return
            body, receives = waiting.pop(0)
            if self.cloud.chance:
                cold_start()
            if self.cloud.ran(self.handler, {"Records": [{"messageId": "1", "body": body}]}):
                continue
            if receives + 1 < self.most_receives:
                waiting.append((body, receives + 1))
            else:
                self.dead.append(body)
        self.dead += [body for body, _ in waiting]
        self.cloud.told.append("in flight")

    def _put(self, waiting: list[tuple[str, int]], bodies: Iterable[str]) -> None:
        chance = self.cloud.chance
        for body in bodies:
            for _ in range(chance.randint(1, 5) if chance else 1):
                place = chance.randint(0, len(waiting)) if chance else len(waiting)
                waiting.insert(place, (body, 0))
                self.deliveries += 1

    def redrive(self) -> None:
        """What an operator does once the cause is mended."""
        dead, self.dead = self.dead, []
        self.deliver(*dead)
