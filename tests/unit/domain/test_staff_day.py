"""What is out of the ordinary in a member of staff's day is told when it becomes so, and once."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.french_time import end_of_paris_day
from shared.domain.staff_day import DayLimits, Excess, StaffDay

LIMITS = DayLimits(displays=1001, unusual_resets=500)


def test_half_of_the_displays_and_five_hundred_resets_are_unusual() -> None:
    assert LIMITS.unusual_displays == 501
    displays = frozenset({Excess.DISPLAYS})
    assert LIMITS.to_tell(StaffDay(displayed=500)) == []
    assert LIMITS.to_tell(StaffDay(displayed=501)) == [Excess.DISPLAYS]
    assert LIMITS.to_tell(StaffDay(displayed=502, told=displays)) == []
    assert LIMITS.to_tell(StaffDay(501, 600, told=displays)) == [Excess.RESETS]
    assert LIMITS.to_tell(StaffDay(501, 500)) == list(Excess)


@given(st.lists(st.builds(StaffDay, st.integers(0, 50), st.integers(0, 300)), max_size=60))
def test_whatever_a_day_is_made_of_each_excess_is_told_once(steps: list[StaffDay]) -> None:
    told: list[Excess] = []
    day = StaffDay()
    for step in steps:
        day = StaffDay(day.displayed + step.displayed, day.reset + step.reset, frozenset(told))
        told += LIMITS.to_tell(day)
    expected = [Excess.DISPLAYS] * (day.displayed >= 501) + [Excess.RESETS] * (day.reset >= 500)
    assert sorted(told) == sorted(expected)


def test_a_day_ends_at_midnight_in_paris_whatever_its_length() -> None:
    ends = {
        datetime(2026, 11, 28, 22, 59, 59, tzinfo=UTC): datetime(2026, 11, 28, 23, tzinfo=UTC),
        datetime(2026, 11, 28, 23, 0, tzinfo=UTC): datetime(2026, 11, 29, 23, tzinfo=UTC),
        datetime(2026, 3, 28, 23, 0, tzinfo=UTC): datetime(2026, 3, 29, 22, tzinfo=UTC),
        datetime(2026, 10, 24, 22, 0, tzinfo=UTC): datetime(2026, 10, 25, 23, tzinfo=UTC),
    }
    assert {moment: end_of_paris_day(moment) for moment in ends} == ends
