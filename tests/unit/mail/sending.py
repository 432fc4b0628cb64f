"""An operation by e-mail with its outbox in memory, a provider, and a worker that can be killed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from shared.adapters.dynamodb.operations import OperationRepository
from shared.adapters.dynamodb.outbox import OutboxRepository, pending_mail_item
from shared.adapters.dynamodb.table import Table
from shared.domain.account import AccountAction
from shared.domain.identifiers import AccountId, OperationId, StaffId
from shared.domain.instruction import Channel, Instruction, Population
from shared.domain.letter import AddressedLetter
from shared.domain.mail import MailStatus, MailTags
from shared.domain.operation import Operation, OperationKind
from shared.usecases.end_operation import OperationEnding
from shared.usecases.send_mails import MailSender
from tests.unit.mail.test_message import ADDRESSED
from tests.unit.operations.builders import UAI, guardian_id
from tests.unit.operations.memory_aws import Hand, Held
from tests.unit.operations.memory_dynamodb import MemoryDynamoDb

MOMENT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OPERATION = Operation(
    operation_id=OperationId("0193567890ab0123456789ab"),
    kind=OperationKind.NOTIFICATION,
    instruction=Instruction(UAI, Population.GUARDIANS, AccountAction.NOTIFY, channel=Channel.EMAIL),
    document=None,
    created_at=MOMENT,
    created_by=StaffId("staff-1"),
    created_by_name="Camille Secrétaire",
    selected=3,
    left_out=0,
)

Fate = Callable[[], None]
"""What happens instead of an answer: it raises, or not."""


@dataclass
class Provider:
    """Takes mail; `before` and `after` say, call by call, what goes wrong and when."""

    taken: list[tuple[MailTags, AddressedLetter]] = field(default_factory=list)
    before: list[Exception | None] = field(default_factory=list)
    after: list[Exception | None] = field(default_factory=list)

    def send(self, message: AddressedLetter, tags: MailTags) -> None:
        _raise_first(self.before)
        self.taken.append((tags, message))
        _raise_first(self.after)

    def copies(self) -> dict[AccountId, int]:
        counts: dict[AccountId, int] = {}
        for tags, _ in self.taken:
            counts[tags.account_id] = counts.get(tags.account_id, 0) + 1
        return counts


def _raise_first(fates: list[Exception | None]) -> None:
    fate = fates.pop(0) if fates else None
    if fate is not None:
        raise fate


class Directory:
    """What each guardian would be told now; those in `gone` can no longer be written to."""

    def __init__(self) -> None:
        self.gone: set[AccountId] = set()

    def messages(
        self, _operation: Operation, account_ids: Sequence[AccountId]
    ) -> Mapping[AccountId, AddressedLetter]:
        return {
            each: replace(ADDRESSED, address=f"{each}@example.org")
            for each in account_ids
            if each not in self.gone
        }


class PostOffice:
    """Three mails to send, and everything that sends them."""

    def __init__(self, count: int = 3) -> None:
        self.at = MOMENT
        self.hand = Hand()
        self.provider, self.directory = Provider(), Directory()
        self.dynamodb = MemoryDynamoDb()
        self.pauses: list[float] = []
        self.ids = [guardian_id(number) for number in range(1, count + 1)]
        for each in self.ids:
            Table("accounts", self._held(self.dynamodb)).put(pending_mail_item(OPERATION, each))
        self.cold_start()
        self.hand.spare()

    def _held(self, client: Any) -> Any:
        return Held(client, self.hand)

    def cold_start(self) -> None:
        """Whoever works next is another worker."""
        self.outbox = self.another_worker_s_outbox()
        self.sender = MailSender(
            self.outbox, self.directory, self._held(self.provider), lambda: self.at, self._pause
        )

    def another_worker_s_outbox(self) -> OutboxRepository:
        return OutboxRepository(Table("accounts", self._held(self.dynamodb)))

    def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    def send(self, *, may_go_on: Callable[[], bool] = lambda: True) -> bool:
        return self.sender.send(OPERATION, may_go_on=may_go_on)

    def give_up(self) -> None:
        rows = OperationRepository(Table("accounts", self._held(self.dynamodb)))
        OperationEnding(rows, self.outbox, lambda: self.at).give_up(OPERATION)

    def later(self, **how_long: float) -> None:
        self.at += timedelta(**how_long)

    def statuses(self) -> list[MailStatus]:
        found = self.outbox.statuses(OPERATION)
        return [found[each] for each in self.ids]
