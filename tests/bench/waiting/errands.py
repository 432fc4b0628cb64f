"""What a secretary asks that is answered at once, as the web app asks for it."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from infra.local.services import PlatformError
from tests.e2e.secretary import Secretary

_ROWS = 50
"""Of a list, unless one asks for more."""

Errand = Callable[[int], object]


def errands(secretary: Secretary) -> Mapping[str, Errand]:
    """By what is waited for; each time it is given a number, and is about another pupil."""
    found = secretary.get("/students", limit=_ROWS)
    rows, everyone = found["items"], found["total"]
    part = rows[0]["family_name"][1:4].lower()

    def home(_: int) -> None:
        _at_once(secretary, ("", {}), ("/operations", {"limit": 100}))

    def whole_school(_: int) -> None:
        _at_once(
            secretary,
            ("/students", {"limit": _ROWS}),
            ("/search-options", {"population": "students"}),
        )

    def part_of_a_name(_: int) -> None:
        total = secretary.get("/students", limit=_ROWS, q=part)["total"]
        if not 0 < total < everyone:
            raise PlatformError(f"« {part} » finds {total} pupils of {everyone}")

    def page(number: int) -> None:
        who = rows[number]["account_id"]
        _at_once(
            secretary,
            (f"/students/{who}", {}),
            (f"/accounts/{who}/history", {}),
            ("/settings", {}),
        )

    def reset(number: int) -> None:
        who = rows[number]["account_id"]
        done = secretary.done("password-resets", [who], population="students")
        if not done["credentials"]["password"]:
            raise PlatformError("a reset showed no password")

    return {
        "home page": home,
        "list of the whole school": whole_school,
        "search by a part of a name": part_of_a_name,
        "an account's page": page,
        "a single reset": reset,
    }


def _at_once(secretary: Secretary, *calls: tuple[str, Mapping[str, Any]]) -> None:
    """As a browser does for a page: it is there with its last answer."""
    with ThreadPoolExecutor(len(calls)) as pool:
        list(pool.map(lambda call: secretary.get(call[0], **call[1]), calls))
