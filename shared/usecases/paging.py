"""Part of an ordered result, from a place in the order rather than from a row number."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, TypeVar

T = TypeVar("T")
Place = tuple[Any, ...]


def page_after(
    placed: Sequence[tuple[Place, T]], after: Place | None, limit: int
) -> tuple[list[T], Place | None]:
    """The `limit` entries of `placed`, in order, that follow `after`; and where they end.

    The second part is None when nothing follows them. Someone who arrives or leaves between two
    pages neither hides nor repeats anyone else.
    """
    start = bisect_right(placed, after, key=_place) if after is not None else 0
    page = placed[start : start + limit]
    more = start + limit < len(placed)
    return [entry for _, entry in page], page[-1][0] if more else None


def _place(entry: tuple[Place, Any]) -> Place:
    return entry[0]
