"""Sending: each mail once, whatever fails; one more at most for each death (P18, P21)."""

from collections.abc import Callable
from itertools import repeat

import pytest

from shared.domain.mail import (
    SENDING_STALE_AFTER,
    MailRejectedError,
    MailRejection,
    MailStatus,
    MailThrottledError,
    MailUnavailableError,
    MailUncertainError,
)
from tests.unit.mail.sending import OPERATION, PostOffice
from tests.unit.operations.memory_aws import Killed

pytestmark = pytest.mark.promise("P21")

PENDING, SENDING, SENT = MailStatus.PENDING, MailStatus.SENDING, MailStatus.SENT
REJECTED = MailStatus.REJECTED


def time_for(mails: int) -> Callable[[], bool]:
    """A worker that says so many times that it may go on."""
    left = [None] * mails
    return lambda: bool(left) and left.pop() is None


def test_each_mail_goes_once_with_the_ids_its_events_will_bring_back() -> None:
    office = PostOffice()

    assert office.send()
    assert office.send()

    assert office.statuses() == [SENT] * 3
    sent = [(tags.account_id, message.address) for tags, message in office.provider.taken]
    assert sent == [(each, f"{each}@example.org") for each in office.ids]
    assert {(t.uai, t.operation_id) for t, _ in office.provider.taken} == {
        (OPERATION.uai, OPERATION.operation_id)
    }


def test_sixty_mails_are_read_a_few_at_a_time_and_all_go() -> None:
    office = PostOffice(60)

    assert office.send()
    assert set(office.provider.copies().values()) == {1}
    assert len(office.provider.taken) == 60


def test_who_can_no_longer_be_written_to_is_rejected_and_nobody_else_gets_it() -> None:
    office = PostOffice()
    office.directory.gone = {office.ids[1]}

    assert office.send()

    assert office.statuses() == [SENT, REJECTED, SENT]
    assert [tags.account_id for tags, _ in office.provider.taken] == [office.ids[0], office.ids[2]]


def test_a_refused_mail_is_rejected_and_the_others_go_on() -> None:
    office = PostOffice()
    office.provider.before = [None, MailRejectedError(MailRejection.REFUSED_BY_PROVIDER)]

    assert office.send()
    assert office.statuses() == [SENT, REJECTED, SENT]


def test_a_provider_in_a_hurry_is_given_time_and_then_another_message() -> None:
    office = PostOffice()
    office.provider.before = [None, *repeat(MailThrottledError(), 5)]

    assert not office.send()

    assert office.pauses == [0.5, 1.0, 2.0, 4.0]
    assert office.statuses() == [SENT, PENDING, PENDING]
    assert office.send()
    assert office.provider.copies() == dict.fromkeys(office.ids, 1)


def test_a_provider_that_is_soon_ready_again_gets_the_same_mail() -> None:
    office = PostOffice()
    office.provider.before = [MailThrottledError(), MailThrottledError()]

    assert office.send()
    assert office.pauses == [0.5, 1.0]
    assert office.provider.copies() == dict.fromkeys(office.ids, 1)


def test_without_time_the_rest_is_left_as_it_was() -> None:
    office = PostOffice()

    assert not office.send(may_go_on=time_for(2))
    assert office.statuses() == [SENT, SENT, PENDING]


def test_without_time_nobody_waits_for_the_provider() -> None:
    office = PostOffice()
    office.provider.before = [MailThrottledError()]

    assert not office.send(may_go_on=time_for(1))
    assert (office.pauses, office.statuses()) == ([], [PENDING] * 3)


def test_when_someone_must_mend_something_the_mail_is_given_back_and_it_is_told() -> None:
    office = PostOffice()
    office.provider.before = [MailUnavailableError("SendingPausedException")]

    with pytest.raises(MailUnavailableError):
        office.send()

    assert office.statuses() == [PENDING] * 3
    assert office.send()
    assert office.provider.copies() == dict.fromkeys(office.ids, 1)


def test_a_mail_of_unknown_fate_waits_for_its_event_before_it_is_sent_again() -> None:
    office = PostOffice()
    office.provider.after = [MailUncertainError()]

    assert not office.send()
    assert not office.send(), "the others have gone, this one is not settled"
    assert office.statuses() == [SENDING, SENT, SENT]

    tags = office.provider.taken[0][0]
    office.outbox.record(tags.uai, tags.operation_id, tags.account_id, SENT, at=office.at)
    assert office.send()
    assert office.provider.copies() == dict.fromkeys(office.ids, 1)


def test_without_an_event_it_is_sent_once_more_after_its_time_and_not_before() -> None:
    office = PostOffice(1)
    office.provider.after = [MailUncertainError()]
    office.send()

    office.at += SENDING_STALE_AFTER
    office.later(milliseconds=-1)
    assert not office.send()
    assert len(office.provider.taken) == 1

    office.later(milliseconds=1)
    assert office.send()
    [first, second] = office.provider.taken
    assert first == second


def test_of_two_workers_one_sends() -> None:
    office = PostOffice(1)
    other = office.another_worker_s_outbox()

    assert other.claim(OPERATION, office.ids[0], at=office.at)
    assert not office.send()
    assert office.provider.taken == []

    other.sent(OPERATION, office.ids[0], at=office.at)
    assert office.send()


def test_a_claim_is_ours_when_only_its_reply_was_lost() -> None:
    office = PostOffice(1)
    [mail] = office.ids

    answers = [office.outbox.claim(OPERATION, mail, at=office.at) for _ in range(2)]

    assert answers == [True, True]
    assert not office.another_worker_s_outbox().claim(OPERATION, mail, at=office.at)
    office.later(seconds=1)
    assert not office.outbox.claim(OPERATION, mail, at=office.at), "an older claim is no reply"


def test_what_another_worker_holds_is_not_given_back_by_us() -> None:
    office = PostOffice(1)
    office.another_worker_s_outbox().claim(OPERATION, office.ids[0], at=office.at)

    office.outbox.release(OPERATION, office.ids[0], at=office.at)

    assert office.statuses() == [SENDING]


def test_giving_up_tells_of_every_mail_not_sent_and_of_no_other() -> None:
    office = PostOffice()
    office.provider.after = [MailUncertainError()]
    office.send()
    office.send(may_go_on=time_for(1))
    assert office.statuses() == [SENDING, SENT, PENDING]

    office.give_up()

    assert office.statuses() == [REJECTED, SENT, REJECTED]


def _calls_of_a_whole_sending() -> int:
    office = PostOffice()
    office.send()
    return len(office.hand.calls)


@pytest.mark.parametrize("applied", [False, True], ids=["before-send", "after-apply"])
@pytest.mark.parametrize("call", range(1, _calls_of_a_whole_sending() + 1))
def test_killed_at_any_call_every_mail_goes_and_at_most_one_goes_twice(
    call: int, applied: bool
) -> None:
    office = PostOffice()
    office.hand.kill_at(call, applied=applied)
    with pytest.raises(Killed):
        office.send()
    office.hand.spare()

    for _ in range(3):
        office.cold_start()
        office.send()
        office.at += SENDING_STALE_AFTER

    copies = office.provider.copies()
    assert office.statuses() == [SENT] * 3
    assert set(copies) == set(office.ids)
    assert sum(copies.values()) - 3 <= 1
    by_guardian = {tags.account_id: message for tags, message in office.provider.taken}
    assert all(message == by_guardian[t.account_id] for t, message in office.provider.taken)


def test_some_death_does_cost_a_second_copy() -> None:
    # The twin of the test above: its count of copies does see a mail that goes twice.
    office = PostOffice(1)
    send = office.hand.calls
    office.hand.kill_at(3, applied=True)
    with pytest.raises(Killed):
        office.send()
    assert office.hand.calls[-1] == "send", send
    office.hand.spare()

    office.at += SENDING_STALE_AFTER
    assert office.send()
    assert office.provider.copies() == {office.ids[0]: 2}
