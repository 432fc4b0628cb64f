"""Sending the mails of an operation: each claimed, read again, sent, marked; safe to repeat.

The provider has no idempotency token. A worker that dies between its call and the mark leaves a
mail that may have gone: the provider's own event settles it, within seconds as a rule; if none
comes for 15 minutes it is sent once more, with the same content. So a death costs one mail too
many at most, and never one too few.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Protocol

from shared.domain.identifiers import AccountId
from shared.domain.letter import AddressedLetter
from shared.domain.mail import (
    MailRejectedError,
    MailRejection,
    MailStatus,
    MailTags,
    MailThrottledError,
    MailUnavailableError,
    MailUncertainError,
)
from shared.domain.operation import Operation

_READ_AT_ONCE = 25
"""Few enough that what a mail says was read seconds before it goes."""

_PAUSES = (0.5, 1.0, 2.0, 4.0)
"""Seconds to wait, in turn, when the provider asks to slow down."""


class Outbox(Protocol):
    """The mails of an operation, and their states."""

    def to_send(self, operation: Operation, *, at: datetime) -> Iterator[AccountId]: ...
    def claim(self, operation: Operation, account_id: AccountId, *, at: datetime) -> bool: ...
    def release(self, operation: Operation, account_id: AccountId, *, at: datetime) -> None: ...
    def sent(self, operation: Operation, account_id: AccountId, *, at: datetime) -> None: ...
    def rejected(
        self, operation: Operation, account_id: AccountId, *, at: datetime, reason: MailRejection
    ) -> None: ...
    def statuses(self, operation: Operation) -> dict[AccountId, MailStatus]: ...


class Messages(Protocol):
    """What each guardian is told and at which address, as the table has it now.

    A guardian who cannot be written to any more is absent.
    """

    def messages(
        self, operation: Operation, account_ids: Sequence[AccountId]
    ) -> Mapping[AccountId, AddressedLetter]: ...


class Mailer(Protocol):
    """Hands one mail to the provider.

    Raises:
        MailThrottledError, MailUnavailableError: not taken, nor would be the next.
        MailRejectedError: not taken, and never will be.
        MailUncertainError: taken or not, nobody knows.
    """

    def send(self, message: AddressedLetter, tags: MailTags) -> None: ...


class MailSender:
    """Sends what an operation has left to send. `pause` waits that many seconds."""

    def __init__(
        self,
        outbox: Outbox,
        messages: Messages,
        mailer: Mailer,
        clock: Callable[[], datetime],
        pause: Callable[[float], None],
    ) -> None:
        self._outbox, self._messages, self._mailer = outbox, messages, mailer
        self._clock, self._pause = clock, pause

    def send(self, operation: Operation, *, may_go_on: Callable[[], bool]) -> bool:
        """Send every mail not sent yet; True when none is left.

        False when `may_go_on` said no, when the provider asks to slow down, or when it is not
        known whether a mail has gone: the operation is to be taken up again after `MAIL_PAUSE`.

        Raises:
            MailUnavailableError: no mail can be sent until someone mends something.
        """
        waiting = self._outbox.to_send(operation, at=self._clock())
        for account_ids in batches(waiting):
            messages = self._messages.messages(operation, account_ids)
            for account_id in account_ids:
                if not may_go_on():
                    return False
                if not self._settle(operation, account_id, messages.get(account_id), may_go_on):
                    return False
        return all(status.settled for status in self._outbox.statuses(operation).values())

    def _settle(
        self,
        operation: Operation,
        account_id: AccountId,
        message: AddressedLetter | None,
        may_go_on: Callable[[], bool],
    ) -> bool:
        """Bring one mail to its end; False when sending must stop here for now."""
        if not self._outbox.claim(operation, account_id, at=self._clock()):
            return True
        if message is None:
            self._reject(operation, account_id, MailRejection.NOT_REACHABLE)
            return True
        tags = MailTags(operation.uai, operation.operation_id, account_id)
        try:
            self._send_patiently(message, tags, may_go_on)
        except MailRejectedError as error:
            self._reject(operation, account_id, error.reason)
        except MailThrottledError:
            self._outbox.release(operation, account_id, at=self._clock())
            return False
        except MailUnavailableError:
            self._outbox.release(operation, account_id, at=self._clock())
            raise
        except MailUncertainError:
            return False
        else:
            self._outbox.sent(operation, account_id, at=self._clock())
        return True

    def _send_patiently(
        self, message: AddressedLetter, tags: MailTags, may_go_on: Callable[[], bool]
    ) -> None:
        for seconds in _PAUSES:
            try:
                return self._mailer.send(message, tags)
            except MailThrottledError:
                if not may_go_on():
                    raise
                self._pause(seconds)
        return self._mailer.send(message, tags)

    def _reject(self, operation: Operation, account_id: AccountId, reason: MailRejection) -> None:
        self._outbox.rejected(operation, account_id, at=self._clock(), reason=reason)


def batches(account_ids: Iterable[AccountId]) -> Iterator[list[AccountId]]:
    """Those whose messages are read together, in their order."""
    remaining = iter(account_ids)
    while batch := list(islice(remaining, _READ_AT_ONCE)):
        yield batch
