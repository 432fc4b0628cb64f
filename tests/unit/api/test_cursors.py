"""Cursors: only ours, only for their search, only for a day."""

import time
from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.api.cursors import Cursors
from shared.domain.errors import BadCursorError

CURSORS = Cursors("one secret")
PLACE = ((0, 3, ""), ("lefevre", "lefèvre"), "a000000000000001")
_WRITTEN = 1_790_000_000.0
_DAY = 24 * 3600


def _refused(cursor: str, search: str = "students") -> bool:
    try:
        CURSORS.opened(search, cursor)
    except BadCursorError:
        return True
    return False


def test_a_cursor_gives_back_its_place() -> None:
    assert CURSORS.opened("students", CURSORS.sealed("students", PLACE)) == PLACE


@given(st.recursive(st.text() | st.integers(), lambda each: st.lists(each).map(tuple)))
def test_any_place_survives_the_journey(place: object) -> None:
    assert CURSORS.opened("students", CURSORS.sealed("students", place)) == place


def test_a_cursor_says_nothing_of_the_person_it_stops_at() -> None:
    cursor = CURSORS.sealed("students", PLACE)
    assert b"lefevre" not in urlsafe_b64decode(cursor)


def test_a_cursor_of_another_search_is_refused() -> None:
    assert _refused(CURSORS.sealed("students", PLACE), search="guardians")


def test_a_cursor_made_with_another_secret_is_refused() -> None:
    assert _refused(Cursors("another secret").sealed("students", PLACE))


@pytest.mark.parametrize(
    "cursor",
    ["", " ", "abc", "é", "null", "\x00", "gAAAAA==", "\ud800", urlsafe_b64encode(b"[1]").decode()],
    ids=ascii,
)
def test_what_we_never_made_is_refused(cursor: str) -> None:
    assert _refused(cursor)


def test_a_cursor_cut_anywhere_is_refused() -> None:
    cursor = CURSORS.sealed("students", PLACE)
    assert [length for length in range(len(cursor)) if not _refused(cursor[:length])] == []


def test_a_cursor_with_any_bit_changed_is_refused() -> None:
    sealed = urlsafe_b64decode(CURSORS.sealed("students", PLACE))
    accepted = [
        bit
        for bit in range(len(sealed) * 8)
        if not _refused(urlsafe_b64encode(_flipped(sealed, bit)).decode())
    ]
    assert accepted == []


def _flipped(octets: bytes, bit: int) -> bytes:
    changed = bytearray(octets)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


@pytest.mark.parametrize(("age", "refused"), [(0, False), (_DAY, False), (_DAY + 1, True)])
def test_a_cursor_is_good_for_a_day(
    monkeypatch: pytest.MonkeyPatch, age: int, refused: bool
) -> None:
    monkeypatch.setattr(time, "time", lambda: _WRITTEN)
    cursor = CURSORS.sealed("students", PLACE)
    monkeypatch.setattr(time, "time", lambda: _WRITTEN + age)
    assert _refused(cursor) is refused
