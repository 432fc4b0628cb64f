"""A row for each route: every way to ask it, by what the way names."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from tests.component.crossing.handles import Handles
from tests.component.crossing.land import Ask
from tests.component.crossing.routes import Route

Fill = Callable[[Handles, Handles], Any]
"""From the asker's own handles, and those under test."""


def _always(value: Any) -> Fill:
    return lambda _own, _tried: value


_NO_QUERY, _NO_BODY = _always({}), _always(None)


@dataclass(frozen=True)
class Way:
    """One way to ask a route. `whom` is the kind of account its path names, if it names one."""

    name: str
    query: Fill = _NO_QUERY
    body: Fill = _NO_BODY
    whom: str = "student"
    population: str = "students"
    key: bool = False

    def ask(self, route: Route, school: str, own: Handles, tried: Handles) -> Ask:
        path = (
            route.path.replace("{uai}", school)
            .replace("{account_id}", getattr(tried, self.whom))
            .replace("{operation_id}", tried.operation)
            .replace("{population}", self.population)
        )
        return Ask(
            route,
            path,
            school if route.of_a_school else None,
            self.query(own, tried),
            self.body(own, tried),
            {"idempotency-key": tried.idempotency_key} if self.key else {},
        )


def _with(**query: Fill) -> list[Way]:
    """A way for each parameter."""
    return [Way(name, query=_named(name, fill)) for name, fill in query.items()]


def _named(name: str, fill: Fill) -> Fill:
    return lambda own, tried: {name: fill(own, tried)}


PLAIN = [Way("plain")]


def _search(route: str, **more: Fill) -> list[Way]:
    """Read, count, filter by each criterion and by all of them, turn the page."""
    filters: dict[str, Fill] = {
        "q": lambda _own, tried: tried.name,
        "mef_code": lambda own, tried: [own.mef, tried.mef],
        **more,
    }
    by_username = Way("username", query=lambda _own, tried: {"q": tried.username})
    cursor = _cursor(route)
    every = Way(
        "all filters",
        query=lambda own, tried: {name: fill(own, tried) for name, fill in filters.items()},
    )
    return [*PLAIN, *_with(**filters), by_username, every, cursor]


def _cursor(route: str, limit: int = 1) -> Way:
    return Way(
        "next page",
        query=lambda _own, tried: {"limit": limit, "cursor": tried.cursors.get(route, "none")},
    )


def _accounts(*populations: str) -> list[Way]:
    return [Way(each, whom=each) for each in populations]


_WHOM = {"students": "student", "external_students": "guest", "guardians": "guardian"}


def _acting(**choices: Sequence[Any]) -> list[Way]:
    """Every choice of the body, on named accounts and on a search, previewed and done."""
    return [
        way
        for values in product(*choices.values())
        for population in _WHOM
        if _sensible(said := dict(zip(choices, values, strict=True)), population)
        for way in _selecting(population, said)
    ]


def _sensible(said: Mapping[str, Any], population: str) -> bool:
    return said.get("channel") != "email" or population == "guardians"


def _selecting(population: str, said: Mapping[str, Any]) -> list[Way]:
    whom = _WHOM[population]

    def own_of(own: Handles) -> str:
        return str(getattr(own, whom))

    def tried_of(tried: Handles) -> str:
        return str(getattr(tried, whom))

    selections: dict[str, Fill] = {
        "one": lambda _own, tried: {"account_ids": [tried_of(tried)]},
        "a foreign one among ours": lambda own, tried: {
            "account_ids": [own_of(own), tried_of(tried), own_of(own)]
        },
        "by name": lambda _own, tried: {"criteria": {"q": tried.name}},
        "all but one": lambda _own, tried: {"criteria": {}, "except": [tried_of(tried)]},
        "counted": lambda _own, tried: {
            "criteria": {"mef_code": [tried.mef]},
            "expected_total": 2,
        },
    }
    if population == "external_students":
        selections["by home"] = lambda _own, tried: {"criteria": {"home_school": [tried.home]}}
    else:
        selections["by class"] = lambda own, tried: {
            "criteria": {"school_class": [own.school_class, tried.school_class]}
        }
    asked = " ".join(str(each) for each in said.values())
    return [
        Way(
            f"{population} {name} {asked}",
            body=_acting_on(population, fill, said),
            key=not said["preview"],
        )
        for name, fill in selections.items()
    ]


def _acting_on(population: str, selection: Fill, said: Mapping[str, Any]) -> Fill:
    return lambda own, tried: {
        "population": population,
        "selection": selection(own, tried),
        **said,
    }


_PEOPLE = _accounts("student", "guest", "guardian")
_BOTH = [Way(each, population=each) for each in ("students", "guardians")]
_STUDENTS = "GET /api/schools/{uai}/students"
_GUESTS = "GET /api/schools/{uai}/external-students"
_GUARDIANS = "GET /api/schools/{uai}/guardians"
_HELPED = "GET /api/schools/{uai}/troubleshooting/students"
_HELPED_GUESTS = "GET /api/schools/{uai}/troubleshooting/external-students"
_OUTCOMES = "GET /api/schools/{uai}/operations/{operation_id}/outcomes"
_CHANGES = "GET /api/schools/{uai}/username-changes"
_BY_CLASS: dict[str, Fill] = {
    "school_class": lambda own, tried: [own.school_class, tried.school_class]
}
_BY_HOME: dict[str, Fill] = {"home_school": lambda _own, tried: [tried.home]}
_PREVIEW = (True, False)

ROWS: Mapping[str, Sequence[Way]] = {
    "GET /api/me": PLAIN,
    "GET /api/schools": [
        *PLAIN,
        *_with(q=lambda _own, tried: tried.home),
        Way("name", query=lambda _own, tried: {"q": tried.name}),
    ],
    "GET /api/schools/{uai}": PLAIN,
    "GET /api/schools/{uai}/imports": PLAIN,
    "GET /api/schools/{uai}/search-options": [
        Way(each, query=_always({"population": each})) for each in _WHOM
    ],
    _STUDENTS: _search(_STUDENTS, **_BY_CLASS),
    _GUESTS: _search(_GUESTS, **_BY_HOME),
    _GUARDIANS: _search(_GUARDIANS, **_BY_CLASS),
    _HELPED: _search(_HELPED, **_BY_CLASS),
    _HELPED_GUESTS: _search(_HELPED_GUESTS, **_BY_HOME),
    "GET /api/schools/{uai}/students/{account_id}": _PEOPLE,
    "GET /api/schools/{uai}/external-students/{account_id}": _PEOPLE,
    "GET /api/schools/{uai}/guardians/{account_id}": _PEOPLE,
    "GET /api/schools/{uai}/accounts/{account_id}/history": _PEOPLE,
    "POST /api/schools/{uai}/notifications": _acting(
        channel=("letter", "email"), reset_passwords=(False, True), preview=_PREVIEW
    ),
    "POST /api/schools/{uai}/password-resets": _acting(preview=_PREVIEW),
    "POST /api/schools/{uai}/account-lists": _acting(format=("pdf", "csv"), preview=_PREVIEW),
    "GET /api/schools/{uai}/operations": PLAIN,
    "GET /api/schools/{uai}/operations/{operation_id}": PLAIN,
    _OUTCOMES: [*PLAIN, _cursor(_OUTCOMES)],
    "POST /api/schools/{uai}/operations/{operation_id}/download": PLAIN,
    _CHANGES: [*PLAIN, _cursor(_CHANGES)],
    "PUT /api/schools/{uai}/accounts/{account_id}/username-change": _PEOPLE,
    "DELETE /api/schools/{uai}/accounts/{account_id}/username-change": _PEOPLE,
    "GET /api/schools/{uai}/statistics": PLAIN,
    "GET /api/schools/{uai}/statistics/days": PLAIN,
    "GET /api/schools/{uai}/statistics/export": [
        Way(each, query=_always({"format": each})) for each in ("csv", "xlsx")
    ],
    "GET /api/schools/{uai}/settings": PLAIN,
    "PUT /api/schools/{uai}/settings/{population}/address": [
        Way(
            each.name,
            body=lambda own, _tried: {"url": f"https://{own.username}.example.org"},
            population=each.population,
        )
        for each in _BOTH
    ],
    "POST /api/schools/{uai}/settings/{population}/address/verification": _BOTH,
    "PUT /api/schools/{uai}/settings/{population}/address/activation": [
        Way(
            f"{each.name} {active}",
            body=_always({"active": active}),
            population=each.population,
        )
        for each in _BOTH
        for active in (True, False)
    ],
}
"""By the key of the route in `template.yaml`."""
