"""The ways to ask a route, each made from what the asker has and from what is tried."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from tests.component.crossing.asking import Ask
from tests.component.crossing.handles import Handles
from tests.component.crossing.routes import Route

Fill = Callable[[Handles, Handles], Any]
"""From the asker's own handles, and those under test."""


def always(value: Any) -> Fill:
    return lambda _own, _tried: value


_NO_QUERY, _NO_BODY = always({}), always(None)


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


def parameters(**query: Fill) -> list[Way]:
    """A way for each parameter."""
    return [Way(name, query=_named(name, fill)) for name, fill in query.items()]


def _named(name: str, fill: Fill) -> Fill:
    return lambda own, tried: {name: fill(own, tried)}


PLAIN = [Way("plain")]


def searching(route: str, **more: Fill) -> list[Way]:
    """Read, count, filter by each criterion and by all of them, turn the page."""
    filters: dict[str, Fill] = {
        "q": lambda _own, tried: tried.name,
        "mef_code": lambda own, tried: [own.mef, tried.mef],
        **more,
    }
    by_username = Way("username", query=lambda _own, tried: {"q": tried.username})
    cursor = next_page(route)
    every = Way(
        "all filters",
        query=lambda own, tried: {name: fill(own, tried) for name, fill in filters.items()},
    )
    return [*PLAIN, *parameters(**filters), by_username, every, cursor]


def next_page(route: str, limit: int = 1) -> Way:
    return Way(
        "next page",
        query=lambda _own, tried: {"limit": limit, "cursor": tried.cursors.get(route, "none")},
    )


def naming(*populations: str) -> list[Way]:
    return [Way(each, whom=each) for each in populations]


WHOM = {"students": "student", "external_students": "guest", "guardians": "guardian"}


def acting(**choices: Sequence[Any]) -> list[Way]:
    """Every choice of the body, on named accounts and on a search, previewed and done."""
    return [
        way
        for values in product(*choices.values())
        for population in WHOM
        if _sensible(said := dict(zip(choices, values, strict=True)), population)
        for way in _selecting(population, said)
    ]


def _sensible(said: Mapping[str, Any], population: str) -> bool:
    return said.get("channel") != "email" or population == "guardians"


def _selecting(population: str, said: Mapping[str, Any]) -> list[Way]:
    whom = WHOM[population]

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
