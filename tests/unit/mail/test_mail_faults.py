"""P21: whatever the provider does with each mail and tells of it, nobody is forgotten."""

from contextlib import suppress
from random import Random

import pytest

from shared.adapters.dynamodb import outbox
from shared.domain.identifiers import AccountId
from shared.domain.letter import AddressedLetter
from shared.domain.mail import (
    MAIL_PAUSE,
    MailEvent,
    MailEventKind,
    MailRejectedError,
    MailRejection,
    MailStatus,
    MailTags,
    MailThrottledError,
    MailUnavailableError,
    MailUncertainError,
)
from shared.usecases.record_mail_event import record_mail_event
from tests.promises.campaign import Found, at_size
from tests.unit.mail.sending import PostOffice

MAILS = 12
ROUNDS = at_size(full=400, quick=30)
_ENDS = {
    "delivered": ([MailEventKind.SENT, MailEventKind.DELIVERED], MailStatus.DELIVERED),
    "delayed": (
        [MailEventKind.SENT, MailEventKind.DELAYED, MailEventKind.DELIVERED],
        MailStatus.DELIVERED,
    ),
    "full": ([MailEventKind.SENT, MailEventKind.BOUNCED_FOR_NOW], MailStatus.SENT),
    "bounced": ([MailEventKind.SENT, MailEventKind.BOUNCED_FOR_EVER], MailStatus.BOUNCED),
    "complained": (
        [MailEventKind.SENT, MailEventKind.DELIVERED, MailEventKind.COMPLAINED],
        MailStatus.COMPLAINED,
    ),
    "rejected": ([MailEventKind.SENT, MailEventKind.REJECTED], MailStatus.REJECTED),
    "silent": ([], MailStatus.SENT),
}
"""What the provider tells of a mail that it has, and where that mail must stand at the end."""


class Whims:
    """A provider whose ways are drawn: what it does at each call, and tells when."""

    def __init__(self, office: PostOffice, seed: int) -> None:
        self._office, self._chance = office, Random(seed)
        self.ends = {each: self._chance.choice(list(_ENDS)) for each in office.ids}
        self.refused: set[AccountId] = set()
        self.copies = dict.fromkeys(office.ids, 0)
        self.uncertain = dict.fromkeys(office.ids, 0)
        self.faults = 0
        self.untold: list[MailEvent] = []

    def send(self, _message: AddressedLetter, tags: MailTags) -> None:
        fate = self._chance.random()
        if fate < 0.5:
            self._take(tags)
            return
        self.faults += 1
        if fate < 0.65:
            raise MailThrottledError
        if fate < 0.7:
            raise MailUnavailableError("SendingPausedException")
        if fate < 0.75 and not self.copies[tags.account_id]:
            self.refused.add(tags.account_id)
            raise MailRejectedError(MailRejection.REFUSED_BY_PROVIDER)
        self.uncertain[tags.account_id] += 1
        if fate < 0.9:
            self._take(tags)
        raise MailUncertainError

    def _take(self, tags: MailTags) -> None:
        self.copies[tags.account_id] += 1
        kinds, _ = _ENDS[self.ends[tags.account_id]]
        for kind in kinds:
            told = MailEvent(tags, kind, self._office.at)
            self.untold += [told] * self._chance.randint(1, 3)
        self._chance.shuffle(self.untold)
        self.tell(self._chance.randint(0, 3))  # early: the worker has not marked it yet

    def tell(self, most: int) -> None:
        """Events in no order, some of them several times."""
        for _ in range(min(most, len(self.untold))):
            record_mail_event(self._office.outbox, self.untold.pop())


def played(seed: int, kind: type[Whims] = Whims) -> tuple[PostOffice, Whims]:
    """Sent until nothing is left to send, told until nothing is left to tell."""
    office = PostOffice(MAILS)
    whims = kind(office, seed)
    office.provider = whims  # type: ignore[assignment]  # another provider
    office.cold_start()
    for _ in range(1000):
        try:
            if office.send():
                break
        except MailUnavailableError:
            office.cold_start()
        office.at += MAIL_PAUSE
        whims.tell(2)
    whims.tell(len(whims.untold))
    return office, whims


def wrong(office: PostOffice, whims: Whims) -> list[str]:
    """Who was forgotten, or written to too often, or of whom the wrong thing is said."""
    found = []
    for who, status in zip(office.ids, office.statuses(), strict=True):
        copies, end = whims.copies[who], _ENDS[whims.ends[who]][1]
        expected = MailStatus.REJECTED if who in whims.refused and not copies else end
        if not copies and who not in whims.refused:
            found.append(f"{who} was never written to")
        if copies > 1 + whims.uncertain[who]:
            found.append(f"{who} has {copies} copies")
        if status is not expected:
            found.append(f"{who} is {status}, not {expected}")
    return found


@pytest.mark.promise("P21")
def test_no_fault_of_mail_loses_anybody(figure: Found) -> None:
    faults = 0
    for seed in range(ROUNDS):
        office, whims = played(seed)
        assert (seed, wrong(office, whims)) == (seed, [])
        faults += whims.faults

    figure(ROUNDS * MAILS, "mails")
    figure(faults, "faults of mail")


class Believed(Whims):
    """The naive way: no answer means that the mail has gone."""

    def send(self, message: AddressedLetter, tags: MailTags) -> None:
        with suppress(MailUncertainError):
            super().send(message, tags)


def lost_in(rounds: int, kind: type[Whims] = Whims) -> str:
    return str([wrong(*played(seed, kind)) for seed in range(rounds)])


@pytest.mark.twin("P21")
def test_believing_that_a_mail_without_an_answer_has_gone_is_seen_to_forget_somebody() -> None:
    assert "never written to" in lost_in(5, Believed)


@pytest.mark.twin("P21")
def test_letting_the_last_event_win_is_seen_to_say_the_wrong_thing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    anywhere = {status: frozenset(MailStatus) for status in MailStatus}
    monkeypatch.setattr(outbox, "TOLD_FROM", anywhere)

    assert "is SENT, not" in lost_in(5)
