"""What an action does to an account, row by row of the table."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.account import (
    Account,
    AccountAction,
    AccountOrigin,
    AccountStatus,
    Effect,
    PasswordDisplay,
    SealedPassword,
    add_months,
    count_accounts,
    password_display,
)
from shared.domain.identifiers import OperationId
from tests.factories import MOMENT, a_notified_account, an_account

NEXT = SealedPassword(b"next", "0450822X/0001", 2)
LATER = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
NOTIFY, NOTIFY_AND_RESET, RESET, LIST = AccountAction
GIVING = (NOTIFY, NOTIFY_AND_RESET, RESET)
NEW, KEPT, USERNAME = Effect.NEW_PASSWORD, Effect.PASSWORD_KEPT, Effect.USERNAME_ONLY


@pytest.mark.parametrize(
    ("status", "effects"),
    [
        (AccountStatus.NOT_NOTIFIED, (NEW, NEW, NEW)),
        (AccountStatus.NOTIFIED, (KEPT, NEW, NEW)),
        (AccountStatus.ACTIVATING, (USERNAME, NEW, NEW)),
        (AccountStatus.ACTIVATED, (USERNAME, NEW, NEW)),
    ],
)
def test_each_status_meets_each_action_as_the_table_says(
    status: AccountStatus, effects: tuple[Effect, Effect, Effect]
) -> None:
    account = a_notified_account(status=status)
    assert tuple(account.effect_of(action, LATER) for action in GIVING) == effects
    assert account.effect_of(LIST, LATER) is Effect.LISTED


def test_notifying_again_renews_an_expired_password_from_its_very_second() -> None:
    account = a_notified_account(password_expires_at=LATER)
    before = account.effect_of(NOTIFY, LATER - timedelta(seconds=1))
    assert (before, account.effect_of(NOTIFY, LATER)) == (KEPT, NEW)


def test_notifying_again_gives_a_password_to_a_notified_account_that_has_none() -> None:
    assert a_notified_account(password=None).effect_of(NOTIFY, LATER) is NEW


@pytest.mark.parametrize("action", GIVING)
def test_whatever_first_gives_a_password_dates_the_notification_and_makes_the_school_the_origin(
    action: AccountAction,
) -> None:
    account = an_account()
    first = replace(NEXT, generation=1)
    assert account.with_new_password(action, first, at=LATER) == replace(
        account,
        status=AccountStatus.NOTIFIED,
        status_since=LATER,
        origin=AccountOrigin.SCHOOL,
        generation=1,
        password=first,
        password_expires_at=datetime(2027, 1, 1, 9, 0, tzinfo=UTC),
        notified_at=LATER,
    )


@pytest.mark.parametrize(
    "status", [AccountStatus.NOTIFIED, AccountStatus.ACTIVATING, AccountStatus.ACTIVATED]
)
@pytest.mark.parametrize(
    ("action", "notified_at"), [(NOTIFY, LATER), (NOTIFY_AND_RESET, LATER), (RESET, MOMENT)]
)
def test_a_later_password_keeps_the_origin_and_only_a_notification_is_dated(
    status: AccountStatus, action: AccountAction, notified_at: datetime
) -> None:
    account = a_notified_account(status=status, origin=AccountOrigin.FRANCE_CONNECT)
    assert account.with_new_password(action, NEXT, at=LATER) == replace(
        account,
        status=AccountStatus.NOTIFIED,
        status_since=LATER,
        generation=2,
        password=NEXT,
        password_expires_at=datetime(2027, 1, 1, 9, 0, tzinfo=UTC),
        notified_at=notified_at,
    )


def test_telling_a_kept_password_again_changes_only_the_date() -> None:
    account = a_notified_account()
    assert account.renotified(at=LATER) == replace(account, notified_at=LATER)


def test_a_stamped_account_is_one_version_on_and_bears_its_operation() -> None:
    account = an_account(version=7)
    operation = OperationId("0" * 24)
    expected = replace(account, version=8, last_operation_id=operation)
    assert account.stamped(operation) == expected


@pytest.mark.parametrize(
    ("given", "expires"),
    [
        (datetime(2026, 1, 31, 10, tzinfo=UTC), datetime(2026, 4, 30, 10, tzinfo=UTC)),
        (datetime(2026, 11, 30, 10, tzinfo=UTC), datetime(2027, 2, 28, 10, tzinfo=UTC)),
        (datetime(2027, 11, 30, 10, tzinfo=UTC), datetime(2028, 2, 29, 10, tzinfo=UTC)),
        (datetime(2026, 12, 15, 10, tzinfo=UTC), datetime(2027, 3, 15, 10, tzinfo=UTC)),
        (datetime(2026, 9, 30, 10, tzinfo=UTC), datetime(2026, 12, 30, 10, tzinfo=UTC)),
    ],
)
def test_a_password_is_good_for_three_calendar_months(given: datetime, expires: datetime) -> None:
    account = an_account().with_new_password(RESET, NEXT, at=given)
    assert account.password_expires_at == expires
    assert not account.password_expired(expires - timedelta(seconds=1))
    assert account.password_expired(expires)


def test_twelve_months_are_the_same_day_of_the_next_year() -> None:
    leap_day = datetime(2028, 2, 29, tzinfo=UTC)
    assert add_months(leap_day, 12) == datetime(2029, 2, 28, tzinfo=UTC)


@pytest.mark.parametrize(
    ("account", "shown"),
    [
        (an_account(), PasswordDisplay.NONE),
        (a_notified_account(), PasswordDisplay.TEMPORARY),
        (a_notified_account(password_expires_at=LATER), PasswordDisplay.EXPIRED),
        (a_notified_account(password=None), PasswordDisplay.EXPIRED),
        (a_notified_account(status=AccountStatus.ACTIVATING), PasswordDisplay.BEING_CHOSEN),
        (a_notified_account(status=AccountStatus.ACTIVATED), PasswordDisplay.CHOSEN),
    ],
)
def test_a_password_shows_only_while_it_can_be_used(
    account: Account, shown: PasswordDisplay
) -> None:
    assert password_display(account, LATER) is shown


def test_counts_have_their_zeros() -> None:
    counts = count_accounts([an_account(), a_notified_account(), an_account()])
    assert counts == {
        AccountStatus.NOT_NOTIFIED: 2,
        AccountStatus.NOTIFIED: 1,
        AccountStatus.ACTIVATING: 0,
        AccountStatus.ACTIVATED: 0,
    }
