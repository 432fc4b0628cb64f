"""How often a password may be tried: what CNIL 2022-100 asks beside 50 bits."""

from datetime import datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.domain.sign_in_attempts import SignInAttempts
from tests.factories import MOMENT

DAY = timedelta(hours=24)


def heard(waits: list[timedelta]) -> list[datetime]:
    """When somebody who only ever fails, and waits so long between tries, was heard."""
    attempts, at, moments = SignInAttempts(), MOMENT, []
    for wait in waits:
        at += wait
        if not attempts.locked_at(at):
            attempts = attempts.with_one_more(at)
            moments.append(at)
    return moments


def most_in_a_day(moments: list[datetime]) -> int:
    return max(sum(first <= each < first + DAY for each in moments) for first in moments)


def test_five_failures_lock_for_a_quarter_of_an_hour_then_for_longer_each_time() -> None:
    attempts, at, waits = SignInAttempts(), MOMENT, []
    for failure in range(1, 26):
        attempts = attempts.with_one_more(at)
        assert attempts.locked_at(at) is (failure % 5 == 0)
        if attempts.locked_until:
            waits.append(attempts.locked_until - at)
            at = attempts.locked_until
            assert not attempts.locked_at(at)
    assert [wait.total_seconds() / 60 for wait in waits] == [15, 60, 240, 960, 1440]


def test_a_day_without_a_failure_starts_the_count_afresh() -> None:
    attempts = SignInAttempts()
    for _ in range(4):
        attempts = attempts.with_one_more(MOMENT)
    assert attempts.with_one_more(MOMENT + DAY).failures == 1
    assert attempts.with_one_more(MOMENT + DAY - timedelta(seconds=1)).failures == 5


@pytest.mark.promise("P13")
def test_whoever_tries_without_rest_is_heard_25_times_in_a_day() -> None:
    assert most_in_a_day(heard([timedelta(minutes=1)] * 4 * 1440)) == 25


@pytest.mark.promise("P13")
@given(
    st.lists(
        st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(hours=30)), min_size=1
    )
)
@example([timedelta(minutes=5)] * 900)
@example([timedelta(hours=1)] * 200)
def test_nobody_is_heard_more_than_25_times_in_24_hours(waits: list[timedelta]) -> None:
    assert most_in_a_day(heard(waits)) <= 25
