"""P18, P19: killed at any call, told again, told to two workers: as if told once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from shared.adapters import aws
from shared.adapters.dynamodb import table as table_module
from shared.adapters.dynamodb.account_events import AccountEventRepository
from shared.adapters.dynamodb.account_writes import put_trace
from shared.adapters.dynamodb.student_items import student_to_item
from shared.adapters.dynamodb.table import Item
from shared.adapters.dynamodb.usernames import register_action
from shared.api import adapters
from shared.domain.account import (
    Account,
    AccountAction,
    AccountOrigin,
    AccountStatus,
    SealedPassword,
)
from shared.domain.audit import AccountTrace
from shared.domain.person import Student
from tests.component.account_events.provider import (
    Dump,
    Message,
    Provider,
    ago,
    told,
)
from tests.component.clock import NOW
from tests.component.operations.interference import just_before, one_call_at_a_time
from tests.factories import BOVARY, RODIN, a_guardian, a_notified_account, a_student, account_id
from tests.unit.operations.memory_aws import Hand, Held, Killed

PUPIL, MOTHER = "c.lefevre", "a.doeuvre"


@pytest.fixture
def family(provider: Provider) -> Student:
    """A notified pupil and her mother, linked; the pupil."""
    account = a_notified_account(
        account_id=account_id(1),
        username=PUPIL,
        origin=AccountOrigin.SCHOOL,
        status_since=ago(days=30),
    )
    pupil = a_student(account=account)
    mother = a_guardian(account_id=account_id(2), username=MOTHER)
    provider.has(pupil, mother)
    provider.has_link(mother, pupil)
    return pupil


MESSAGES: dict[str, Callable[[], Message]] = {
    "activation": lambda: told("account.activated.v1", PUPIL),
    "sign-in": lambda: told("account.signed-in.v1", PUPIL),
    "address": lambda: told("account.email-confirmed.v1", MOTHER, email="a@exemple.fr"),
    "dispute": lambda: told("guardianship.disputed.v1", MOTHER, student_username=PUPIL),
}
each_message = pytest.mark.parametrize(
    "message", [pytest.param(m, id=n) for n, m in MESSAGES.items()]
)


def once(provider: Provider, message: Message) -> Dump:
    """The table after one delivery; then it is put back as it was."""
    before = provider.dump()
    assert provider.deliver(message) == []
    after = provider.dump()
    assert after != before
    provider.put_back(before)
    return after


@pytest.mark.promise("P19")
@pytest.mark.usefixtures("family")
@each_message
def test_told_five_times_it_leaves_the_table_of_one(
    provider: Provider, message: Callable[[], Message]
) -> None:
    sent = message()
    expected = once(provider, sent)
    for _ in range(5):
        assert provider.deliver(sent) == []
    assert provider.dump() == expected


@pytest.mark.promise("P19")
@pytest.mark.usefixtures("family")
@each_message
def test_told_to_two_workers_at_once_it_leaves_the_table_of_one(
    provider: Provider, message: Callable[[], Message]
) -> None:
    sent = message()
    before, expected = provider.dump(), once(provider, sent)

    def other_worker() -> None:
        assert provider.deliver(sent) == []

    for call in ("GetItem", "TransactWriteItems", "UpdateItem"):
        with just_before(call, other_worker):
            assert provider.deliver(sent) == []
        assert provider.dump() == expected
        provider.put_back(before)
    with one_call_at_a_time(), ThreadPoolExecutor(4) as four:
        assert list(four.map(provider.deliver, [sent] * 8)) == [[]] * 8
    assert provider.dump() == expected


@pytest.mark.usefixtures("family")
@each_message
@pytest.mark.parametrize("applied", [False, True])
def test_killed_at_any_call_and_told_again_it_leaves_the_table_of_one(
    provider: Provider,
    monkeypatch: pytest.MonkeyPatch,
    message: Callable[[], Message],
    *,
    applied: bool,
) -> None:
    sent = message()
    before, expected = provider.dump(), once(provider, sent)
    hand = Hand()
    held: Any = Held(aws.dynamodb_client(), hand)
    monkeypatch.setattr(table_module, "dynamodb_client", lambda: held)
    adapters.table.cache_clear()
    assert provider.deliver(sent) == []
    calls = len(hand.calls)
    assert calls >= 3

    for call in range(1, calls + 1):
        provider.put_back(before)
        hand.kill_at(call, applied=applied)
        with pytest.raises(Killed):
            provider.deliver(sent)
        hand.spare()
        assert provider.deliver(sent, sent) == []
        assert provider.dump() == expected, (call, hand.calls)


def in_two_writes(repository: AccountEventRepository, action: Item, trace: AccountTrace) -> bool:
    """The naive order: the account, then its trace."""
    table = repository._table  # noqa: SLF001  the twin stands in for a method
    body = dict(action["Update"])
    place = body.pop("Key")
    table.update(place["PK"]["S"], place["SK"]["S"], **body)
    table.put(put_trace(trace)["Put"]["Item"])
    return True


def test_writing_the_account_before_its_trace_is_seen_to_count_an_event_twice(
    provider: Provider, family: Student, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AccountEventRepository, "_written", in_two_writes)
    sent = told("account.activated.v1", PUPIL)
    hand = Hand()
    held: Any = Held(aws.dynamodb_client(), hand)
    monkeypatch.setattr(table_module, "dynamodb_client", lambda: held)
    adapters.table.cache_clear()
    hand.kill_at(3, applied=True)
    with pytest.raises(Killed):
        provider.deliver(sent)
    hand.spare()
    assert provider.audit(family) == [], "an effect without a trace"
    provider.deliver(sent)
    assert provider.account(family).version == 3


def reset_by_staff(provider: Provider, pupil: Student) -> Account:
    """Staff give a new password now, whatever the account has become."""
    found = provider.person(pupil)
    assert isinstance(found, Student)
    sealed = SealedPassword(b"another", f"{RODIN}/0001", found.account.generation + 1)
    account = found.account.with_new_password(AccountAction.RESET, sealed, at=NOW)
    account = replace(account, version=account.version + 1)
    provider.table.put(student_to_item(replace(found, account=account)))
    return account


def test_a_reset_between_the_read_and_the_write_stands(provider: Provider, family: Student) -> None:
    accounts: list[Account] = []
    with just_before(
        "TransactWriteItems", lambda: accounts.append(reset_by_staff(provider, family))
    ):
        provider.tell("account.activated.v1", PUPIL, ago(minutes=1))
    [reset] = accounts
    noted = replace(reset, activated_at=ago(minutes=1), version=reset.version + 1)
    assert provider.account(family) == noted
    assert noted.password is not None
    assert len(provider.audit(family)) == 1


def test_an_account_that_never_stands_still_is_left_to_the_queue(
    provider: Provider, family: Student
) -> None:
    sent = told("account.activated.v1", PUPIL)
    with just_before("TransactWriteItems", lambda: bump(provider, family), times=50):
        assert provider.deliver(sent) == [sent["messageId"]]
    assert provider.account(family).status is AccountStatus.NOTIFIED
    assert provider.audit(family) == []
    assert provider.deliver(sent) == []
    assert provider.account(family).status is AccountStatus.ACTIVATED


def bump(provider: Provider, pupil: Student) -> None:
    found = provider.person(pupil)
    assert isinstance(found, Student)
    account = replace(found.account, version=found.account.version + 1)
    provider.table.put(student_to_item(replace(found, account=account)))


def move(provider: Provider, pupil: Student) -> Student:
    """The pupil goes to another school, as a roster import writes it."""
    account = replace(pupil.account, uai=BOVARY, version=pupil.account.version + 1)
    moved = replace(pupil, account=account)
    item = student_to_item(pupil)
    provider.table.transact(
        [
            {"Delete": {"Key": {"PK": item["PK"], "SK": item["SK"]}}},
            {"Put": {"Item": student_to_item(moved)}},
            register_action(account, "students", new=False),
        ]
    )
    return moved


@pytest.mark.parametrize(
    ("call", "skipped"), [("GetItem", 0), ("GetItem", 1), ("TransactWriteItems", 0)]
)
def test_a_pupil_who_is_just_changing_schools_is_found_where_she_is(
    provider: Provider, family: Student, call: str, skipped: int
) -> None:
    moved: list[Student] = []
    left = [skipped]

    def happening() -> None:
        if left[0]:
            left[0] -= 1
        elif not moved:
            moved.append(move(provider, family))

    with just_before(call, happening, times=skipped + 1):
        provider.tell("account.activated.v1", PUPIL)

    account = provider.account(moved[0])
    assert (account.status, account.uai) == (AccountStatus.ACTIVATED, BOVARY)
    assert [len(provider.audit(family)), len(provider.audit(moved[0]))] == [0, 1]


def a_year() -> list[Message]:
    """What a guardian and her daughter do in a year."""
    return [
        told("account.activated.v1", PUPIL, ago(days=20)),
        told("account.password-changed.v1", PUPIL, ago(days=9)),
        told("account.email-confirmed.v1", PUPIL, ago(days=8), email="chloe@exemple.fr"),
        told("account.activation-started.v1", MOTHER, ago(days=19)),
        told("account.activated.v1", MOTHER, ago(days=18), via="ATEN"),
        told("account.france-connect-linked.v1", MOTHER, ago(days=5)),
        told("account.email-confirmed.v1", MOTHER, ago(days=18), email="a@exemple.fr"),
        told("account.email-withdrawn.v1", MOTHER, ago(days=4)),
        told("guardianship.disputed.v1", MOTHER, ago(days=7), student_username=PUPIL),
        told("guardianship.dispute-withdrawn.v1", MOTHER, ago(days=6), student_username=PUPIL),
    ]


@pytest.mark.promise("P19")
@pytest.mark.usefixtures("family")
def test_told_in_any_order_with_repetitions_a_year_leaves_one_table(provider: Provider) -> None:
    events, before, chance = a_year(), provider.dump(), Random(20261123)
    tables = []
    for _ in range(12):
        telling = [*events, *chance.choices(events, k=6)]
        chance.shuffle(telling)
        for start in range(0, len(telling), 10):
            assert provider.deliver(*telling[start : start + 10]) == []
        tables.append(provider.dump())
        provider.put_back(before)
    assert tables == [tables[0]] * 12
    rows = [pk for pk, _ in tables[0] if "#AUDIT#" in pk]
    assert len(rows) == len(events)


@pytest.mark.promise("P19")
@pytest.mark.usefixtures("family")
def test_sign_ins_in_any_order_leave_the_last_one(provider: Provider, family: Student) -> None:
    sent = [told("account.signed-in.v1", PUPIL, NOW - timedelta(days=n)) for n in range(6)]
    Random(7).shuffle(sent)
    assert provider.deliver(*sent, *sent[:4]) == []
    assert provider.account(family).last_sign_in_at == NOW
    assert provider.audit(family) == []
