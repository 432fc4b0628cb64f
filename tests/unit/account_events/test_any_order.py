"""P19: told in any order, any number of times, the same events leave the same account.

Accounts go through their stored form between two events, as they do in the table. The twin, which
lets the last event told win, is seen to break it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.guardian_items import guardian_attributes, guardian_from_item
from shared.adapters.dynamodb.table import key
from shared.domain.account import (
    Account,
    AccountAction,
    AccountOrigin,
    AccountStatus,
    SealedPassword,
)
from shared.domain.account_events import AccountEvent, AccountEventKind, Dispute, after_event
from tests.factories import MOMENT, RODIN, a_guardian, account_id

Step = AccountEvent | str
Apply = Callable[[Account, AccountEvent], Account]

RESET = "reset"
RESET_AT = MOMENT + timedelta(seconds=4, milliseconds=600)
OF_ACCOUNTS = [kind for kind in AccountEventKind if not kind.of_guardianship]
OF_LINKS = [kind for kind in AccountEventKind if kind.of_guardianship]


@st.composite
def events(draw: st.DrawFn, kinds: Sequence[AccountEventKind]) -> AccountEvent:
    """Events crowded into ten seconds, so that many fall in the same one."""
    kind = draw(st.sampled_from(kinds))
    paths = st.sampled_from([None, AccountOrigin.ATEN, AccountOrigin.ENT])
    emails = st.sampled_from(["a@exemple.fr", "b@exemple.fr"])
    return AccountEvent(
        event_id=draw(st.uuids()).hex,
        kind=kind,
        occurred_at=MOMENT + timedelta(seconds=draw(st.integers(0, 9))),
        username="a.nybody",
        via=draw(paths) if kind is AccountEventKind.ACTIVATED else None,
        email=draw(emails) if kind is AccountEventKind.EMAIL_CONFIRMED else None,
    )


@st.composite
def two_tellings(draw: st.DrawFn) -> tuple[list[Step], list[Step]]:
    """The same steps twice, each time with repetitions and in an order of its own.

    Now and then, staff give a new password meanwhile: once, whenever older events come.
    """
    told = draw(st.lists(events(OF_ACCOUNTS), max_size=7, unique_by=lambda each: each.event_id))
    reset: list[Step] = [RESET] if draw(st.booleans()) else []

    def telling() -> list[Step]:
        again = draw(st.lists(st.sampled_from(told), max_size=5)) if told else []
        return told_in_time(draw(st.permutations([*told, *again, *reset])))

    return telling(), telling()


def told_in_time(steps: Sequence[Step]) -> list[Step]:
    """What happens after the reset is told after it, whatever the order of the rest."""
    if RESET not in steps:
        return list(steps)
    place = steps.index(RESET)
    early = [each for each in steps[:place] if not after_the_reset(each)]
    late = [each for each in steps[:place] if after_the_reset(each)]
    return [*early, RESET, *late, *steps[place + 1 :]]


def after_the_reset(step: Step) -> bool:
    return isinstance(step, AccountEvent) and step.occurred_at > RESET_AT


STARTS = st.sampled_from(
    [
        (AccountStatus.NOT_NOTIFIED, None),
        (AccountStatus.NOTIFIED, AccountOrigin.SCHOOL),
        (AccountStatus.ACTIVATED, AccountOrigin.FRANCE_CONNECT),
    ]
)


def start(status: AccountStatus, origin: AccountOrigin | None) -> Account:
    plain = Account(account_id(1), RODIN, "a.nybody", status, origin, generation=1)
    if status is not AccountStatus.NOTIFIED:
        return plain
    sealed = SealedPassword(b"sealed", f"{RODIN}/0001", 1)
    return replace(plain, password=sealed, notified_at=MOMENT - timedelta(days=1))


def stored(account: Account) -> Account:
    """The account as it is read back from its item."""
    item = key(keys.guardians(RODIN), keys.account(account.account_id))
    item |= guardian_attributes(replace(a_guardian(), account=account))
    return guardian_from_item(RODIN, item).account


def after_step(account: Account, step: Step, apply: Apply) -> Account:
    if isinstance(step, AccountEvent):
        return stored(apply(account, step))
    sealed = SealedPassword(b"another", f"{RODIN}/0001", account.generation + 1)
    action = AccountAction.NOTIFY_AND_RESET
    return stored(account.with_new_password(action, sealed, at=RESET_AT))


def after(account: Account, steps: Sequence[Step], apply: Apply = after_event) -> Account:
    return reduce(lambda so_far, step: after_step(so_far, step, apply), steps, account)


@settings(max_examples=600, deadline=None)
@given(STARTS, two_tellings())
def test_two_tellings_of_the_same_events_leave_the_same_account(
    status: tuple[AccountStatus, AccountOrigin | None], tellings: tuple[list[Step], list[Step]]
) -> None:
    one, other = tellings
    assert after(start(*status), one) == after(start(*status), other)


@settings(max_examples=300, deadline=None)
@given(STARTS, two_tellings())
def test_only_a_notified_account_has_a_temporary_password_and_an_expiry(
    status: tuple[AccountStatus, AccountOrigin | None], tellings: tuple[list[Step], list[Step]]
) -> None:
    account = after(start(*status), tellings[0])
    if account.status is not AccountStatus.NOTIFIED:
        assert (account.password, account.password_expires_at) == (None, None)
    elif RESET in tellings[0]:
        assert account.password is not None


@settings(max_examples=300, deadline=None)
@given(
    st.lists(events(OF_LINKS), min_size=1, max_size=6).flatmap(
        lambda told: st.tuples(st.permutations(told), st.permutations(told * 2))
    )
)
def test_two_tellings_of_the_same_disputes_leave_the_same_link(
    tellings: tuple[list[AccountEvent], list[AccountEvent]],
) -> None:
    one, other = (reduce(Dispute.after, telling, Dispute()) for telling in tellings)
    assert one == other


def last_told_wins(account: Account, event: AccountEvent) -> Account:
    """The naive rule: an event takes effect when it comes."""
    undated = replace(
        account, status_since=None, last_sign_in_at=None, activated_at=None, origin_since=None,
        account_email_since=None,
    )  # fmt: skip
    return after_event(undated, event)


def test_letting_the_last_event_told_win_is_seen_to_depend_on_the_order() -> None:
    @settings(max_examples=2000, deadline=None, database=None)
    @given(STARTS, two_tellings())
    def naively(
        status: tuple[AccountStatus, AccountOrigin | None],
        tellings: tuple[list[Step], list[Step]],
    ) -> None:
        one, other = tellings
        account = start(*status)
        assert after(account, one, last_told_wins) == after(account, other, last_told_wins)

    with pytest.raises(AssertionError):
        naively()
