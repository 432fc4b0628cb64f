"""The states of a mail: events come early, late, twice, in any order, and all orders end alike."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.mail import (
    CLAIM_FROM,
    TOLD_FROM,
    MailEvent,
    MailEventKind,
    MailRejection,
    MailStatus,
    MailTags,
)
from shared.usecases.record_mail_event import record_mail_event
from tests.unit.mail.sending import MOMENT, OPERATION, PostOffice

pytestmark = pytest.mark.promise("P21")

SAYS_LESS_FIRST = [
    MailStatus.PENDING,
    MailStatus.SENDING,
    MailStatus.SENT,
    MailStatus.REJECTED,
    MailStatus.DELIVERED,
    MailStatus.BOUNCED,
    MailStatus.COMPLAINED,
]
WORKER_STEPS = ["claim", "sent", "rejected"]
events = st.sampled_from(list(MailEventKind))


def told(office: PostOffice, kind: MailEventKind, minutes: int = 0) -> None:
    tags = MailTags(OPERATION.uai, OPERATION.operation_id, office.ids[0])
    record_mail_event(office.outbox, MailEvent(tags, kind, MOMENT + timedelta(minutes=minutes)))


def done_by_worker(office: PostOffice, step: str) -> None:
    outbox, who = office.outbox, office.ids[0]
    if step == "claim":
        outbox.claim(OPERATION, who, at=office.at)
    elif step == "sent":
        outbox.sent(OPERATION, who, at=office.at)
    else:
        reason = MailRejection.NOT_REACHABLE
        outbox.rejected(OPERATION, who, at=office.at, reason=reason)


def status_of(office: PostOffice) -> MailStatus:
    return office.statuses()[0]


def after_events(kinds: list[MailEventKind]) -> MailStatus:
    office = PostOffice(1)
    for minutes, kind in enumerate(kinds):
        told(office, kind, minutes)
    return status_of(office)


def test_each_state_is_entered_by_an_event_from_those_that_say_less_and_no_other() -> None:
    for number, status in enumerate(SAYS_LESS_FIRST):
        if status in TOLD_FROM:
            assert TOLD_FROM[status] == set(SAYS_LESS_FIRST[:number])
    assert set(SAYS_LESS_FIRST) == set(MailStatus)
    assert set(TOLD_FROM) | {MailStatus.PENDING, MailStatus.SENDING} == set(MailStatus)
    assert {MailStatus.PENDING} == CLAIM_FROM


@given(st.lists(events, max_size=8).flatmap(lambda e: st.tuples(st.just(e), st.permutations(e))))
def test_any_order_and_repetition_of_events_ends_alike(
    orders: tuple[list[MailEventKind], list[MailEventKind]],
) -> None:
    once, shuffled = orders

    assert after_events(once) == after_events(shuffled) == after_events(shuffled + once)


@given(st.lists(st.one_of(events, st.sampled_from(WORKER_STEPS)), max_size=10))
def test_nothing_ever_moves_a_mail_backwards(steps: list[MailEventKind | str]) -> None:
    office = PostOffice(1)
    seen = [status_of(office)]
    for step in steps:
        if isinstance(step, MailEventKind):
            told(office, step)
        else:
            done_by_worker(office, step)
        seen.append(status_of(office))

    ranks = [SAYS_LESS_FIRST.index(each) for each in seen]
    assert ranks == sorted(ranks)


@given(st.lists(events, max_size=6), st.integers(0, 6))
def test_a_worker_s_mark_may_come_before_between_or_after_the_events(
    kinds: list[MailEventKind], place: int
) -> None:
    office = PostOffice(1)
    done_by_worker(office, "claim")
    for number, kind in enumerate(kinds):
        if number == place:
            done_by_worker(office, "sent")
        told(office, kind)
    done_by_worker(office, "sent")

    assert status_of(office) == after_events([MailEventKind.SENT, *kinds])


@pytest.mark.parametrize(
    ("kinds", "end"),
    [
        ([MailEventKind.DELIVERED, MailEventKind.SENT], MailStatus.DELIVERED),
        ([MailEventKind.DELIVERED, MailEventKind.BOUNCED_FOR_EVER], MailStatus.BOUNCED),
        ([MailEventKind.COMPLAINED, MailEventKind.DELIVERED], MailStatus.COMPLAINED),
        ([MailEventKind.SENT, MailEventKind.BOUNCED_FOR_NOW], MailStatus.SENT),
        ([MailEventKind.SENT, MailEventKind.DELAYED], MailStatus.SENT),
        ([MailEventKind.SENT, MailEventKind.REJECTED], MailStatus.REJECTED),
        ([MailEventKind.REJECTED, MailEventKind.DELIVERED], MailStatus.DELIVERED),
        ([MailEventKind.DELAYED, MailEventKind.BOUNCED_FOR_NOW], MailStatus.PENDING),
    ],
)
def test_what_the_school_must_act_on_wins(kinds: list[MailEventKind], end: MailStatus) -> None:
    assert after_events(kinds) == end


def test_an_event_of_an_unknown_mail_leaves_no_row() -> None:
    office = PostOffice(1)
    before = dict(office.dynamodb.items)
    stranger = MailTags(OPERATION.uai, OPERATION.operation_id, PostOffice(2).ids[1])

    record_mail_event(office.outbox, MailEvent(stranger, MailEventKind.DELIVERED, MOMENT))

    assert office.dynamodb.items == before


def test_an_outbox_row_holds_ids_and_states_only() -> None:
    office = PostOffice(1)
    office.send()
    [row] = office.dynamodb.items.values()

    assert {name: row[name] for name in row if name not in {"claimed_by", "expires_at"}} == {
        "PK": {"S": f"{OPERATION.uai}#OPERATION#{OPERATION.operation_id}"},
        "SK": {"S": f"MAIL#{office.ids[0]}"},
        "status": {"S": "SENT"},
        "since": {"S": "2026-11-23T09:00:00.000+00:00"},
    }
