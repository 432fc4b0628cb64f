"""What people, the académie, the queues and the clock do, whatever AWS does to it."""

from abc import ABC, abstractmethod
from base64 import b64decode
from collections import Counter
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from http import HTTPStatus
from typing import Any

from functions.operation_download.handler import lambda_handler as download
from functions.operation_sweeper.handler import lambda_handler as sweep
from functions.operation_worker.handler import lambda_handler as work
from functions.search.handler import lambda_handler as search
from shared.adapters.dynamodb.operations import OperationRepository
from shared.domain.account import Account
from shared.domain.mail import SENDING_STALE_AFTER
from shared.domain.operation import FILE_LIFETIME, STALLED_AFTER, Operation
from tests.component.conftest import http_event
from tests.component.faults.cloud import Cloud, Queue
from tests.costs.site import LETTERS, cold_start
from tests.unit.operations.builders import UAI, store_students, students
from tests.unit.operations.errands import ERRANDS, Errand
from tests.unit.operations.promises import pages_of, violations

QUEUED, INLINE = 51, 12


class Journey(ABC):
    """Begins on an empty cloud. What goes wrong on its way must be seen, and mended afterwards."""

    queue: Queue

    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud

    @abstractmethod
    def prepare(self) -> None:
        """What is there before."""

    @abstractmethod
    def go(self, most: int) -> None:
        """Everything that happens by itself, with `most` deliveries of messages."""

    @abstractmethod
    def ended(self) -> bool:
        """Whether it says that it has ended."""

    @abstractmethod
    def mend(self) -> None:
        """What the sweeper, an operator and a person who asks again do when all is well again."""

    @abstractmethod
    def wrong(self) -> list[str]:
        """What is not as it must be at the end."""


class Errands(Journey):
    """A bulk action on everyone, from the request to its document or its e-mails.

    `again`: everyone was notified before, by a worker whose keys nobody has in memory.
    """

    def __init__(
        self, cloud: Cloud, errand: Errand, people: int = QUEUED, *, again: bool = False
    ) -> None:
        super().__init__(cloud)
        self.errand, self._people, self._again = errand, people, again

    def prepare(self) -> None:
        self.handed_out = False
        self.queue = Queue(self.cloud, work, most_receives=5)
        self.errand.store(self.cloud.table, self._people)
        if self._again:
            assert self.cloud.asked(self.errand.handler, self.errand.request("before"))
            self.queue.deliver(*[body for body, _ in self.cloud.sent()])
            self._forget_the_first()
            cold_start()

    def _forget_the_first(self) -> None:
        for item in self.cloud.items():
            partition = item["PK"]["S"]
            if "#AUDIT#" in partition or "#OPERATION" in partition:
                self.cloud.table.delete(partition, item["SK"]["S"])
        for name in self.cloud.objects(LETTERS):
            self.cloud.client("s3").delete_object(Bucket=LETTERS, Key=name)

    def go(self, most: int) -> None:
        self.cloud.insisted(self.errand.handler, self.errand.request("key"))
        self.queue.deliver(most=most)
        self._hand_out()

    def ended(self) -> bool:
        """Finished, and its document in the hands of who asked."""
        found = self.operations()
        return bool(found) and all(each.status.finished for each in found) and self.handed_out

    def mend(self) -> None:
        assert self.cloud.asked(self.errand.handler, self.errand.request("key"))
        self.cloud.clock.pass_by(seconds=(SENDING_STALE_AFTER + STALLED_AFTER).total_seconds())
        assert self.cloud.ran(sweep, {})
        self.queue.redrive()
        self._hand_out()

    def wrong(self) -> list[str]:
        return violations(self, self._people)

    def _hand_out(self) -> None:
        for operation in self.operations():
            path = f"/schools/{UAI}/operations/{operation.operation_id}/download"
            answer = self.cloud.insisted(download, http_event("POST", path))
            self.handed_out = answer is not None and answer["status_code"] == HTTPStatus.OK

    def operations(self) -> list[Operation]:
        return OperationRepository(self.cloud.table).newest(UAI, 100)

    def accounts(self) -> list[Account]:
        return self.errand.accounts(self.cloud.table)

    def traces(self) -> list[str]:
        partitions = (item["PK"]["S"] for item in self.cloud.items())
        return [partition for partition in partitions if "#AUDIT#" in partition]

    def told(self) -> list[list[str]]:
        return [pages_of(self.cloud.body(LETTERS, name)) for name in self.cloud.objects(LETTERS)]


class Resumed(Errands):
    """A bulk action whose message was lost: the sweeper finds it."""

    def prepare(self) -> None:
        super().prepare()
        assert self.cloud.asked(self.errand.handler, self.errand.request("key"))
        assert self.cloud.sent()

    def go(self, most: int) -> None:
        self.cloud.clock.pass_by(seconds=(STALLED_AFTER + timedelta(seconds=1)).total_seconds())
        _each_minute(self.cloud)
        self.queue.deliver(most=most)
        self._hand_out()


class Mailed(Errands):
    """Guardians notified by e-mail: each gets one, or two when an answer was lost."""

    def __init__(self, cloud: Cloud) -> None:
        errand = ERRANDS["guardians notified"]
        body = {**errand.body, "channel": "email"}
        super().__init__(
            cloud, Errand(errand.path, errand.handler, errand.store, errand.accounts, body), INLINE
        )

    def _hand_out(self) -> None:
        """There is no document."""
        self.handed_out = True

    def mails(self) -> list[tuple[str, str]]:
        """(address, text) of each that the provider has taken."""
        requests = [request for name, request in self.cloud.proxy.taken if name == "ses:SendEmail"]
        return [_address_and_text(request) for request in requests]

    def told(self) -> list[list[str]]:
        return [[text for _, text in self.mails()]]

    def wrong(self) -> list[str]:
        copies = Counter(address for address, _ in self.mails())
        expected = {f"responsable{number}@example.org" for number in range(1, INLINE + 1)}
        found = [] if set(copies) == expected else [f"mails to {sorted(copies)}"]
        extra = copies.total() - len(expected)
        if extra > self.cloud.proxy.unheard:
            found.append(f"{extra} copies too many")
        return [*super().wrong(), *found]


class Swept(Errands):
    """The document of a finished action, a day later."""

    def __init__(self, cloud: Cloud) -> None:
        super().__init__(cloud, ERRANDS["students reset"], INLINE)

    def prepare(self) -> None:
        super().prepare()
        super().go(most=1)
        assert self.cloud.objects(LETTERS)

    def go(self, most: int) -> None:  # noqa: ARG002  nothing is delivered
        self.cloud.clock.pass_by(seconds=FILE_LIFETIME.total_seconds())
        _each_minute(self.cloud)

    def ended(self) -> bool:
        return all(operation.file_swept for operation in self.operations())

    def mend(self) -> None:
        # What could not be deleted is due again the minute after, behind the others.
        self.cloud.clock.pass_by(minutes=1)
        assert self.cloud.ran(sweep, {})

    def wrong(self) -> list[str]:
        return [f"a document stays: {name}" for name in self.cloud.objects(LETTERS)]


class Searched(Journey):
    """Everyone of a school, page after page."""

    def prepare(self) -> None:
        store_students(self.cloud.table, students(QUEUED))
        self._whole = False

    def go(self, most: int) -> None:  # noqa: ARG002  nothing is delivered
        self._seen: list[str] = []
        cursor = None
        while True:
            query = {"limit": 30, **({"cursor": cursor} if cursor else {})}
            event = http_event("GET", f"/schools/{UAI}/students", query=query)
            page: dict[str, Any] | None = self.cloud.insisted(search, event)
            if page is None:
                return
            self._seen += [item["username"] for item in page["items"]]
            cursor = page["next_cursor"]
            if not cursor:
                self._whole = True
                return

    def ended(self) -> bool:
        return self._whole

    def mend(self) -> None:
        self.go(1)

    def wrong(self) -> list[str]:
        everyone = sorted(student.account.username for student in students(QUEUED))
        return [] if sorted(self._seen) == everyone else [f"{len(self._seen)} seen"]


def _each_minute(cloud: Cloud) -> None:
    for _ in range(3):
        cloud.clock.pass_by(minutes=1)
        if cloud.ran(sweep, {}):
            return


def _address_and_text(request: dict[str, Any]) -> tuple[str, str]:
    [address] = request["Destination"]["ToAddresses"]
    message = message_from_bytes(b64decode(request["Content"]["Raw"]["Data"]), policy=default)
    part = message.get_body(("plain",))
    assert part is not None
    return address, part.get_content()
