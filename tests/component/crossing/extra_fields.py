"""Requests with one field too many, and what is wrong with their answers."""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, fields, replace
from typing import Any

from infra.openapi import openapi
from shared.domain.account import Account
from shared.domain.operation import Operation
from shared.domain.person import Guardian, Student
from shared.domain.school import School
from shared.domain.username_change import UsernameChange
from tests.component.crossing.asking import Ask
from tests.component.crossing.grid import ROWS
from tests.component.crossing.land import Land
from tests.component.crossing.people import MINE
from tests.component.crossing.routes import Route, routes
from tests.component.crossing.year import Year

_PACKED = (Account, Student, Guardian, School, Operation, UsernameChange)
"""What several attributes of one item are packed from: these are stored too."""

_NEVER_STORED = (
    *("uai", "school", "account_id", "caller", "staff_id", "access", "modules", "role", "amr"),
    *("Population", "SELECTION", "account_ids ", " q", "selection.account_ids", "except_"),
    *("__proto__", "__class__", "constructor", "model_config", "$where", "*", "é", "x" * 300),
)
_LONGEST_NAMED = 100


@dataclass(frozen=True)
class Extra:
    """A request with a field nobody knows; `field` is how its refusal must name it."""

    ask: Ask
    field: str
    code: str
    detail: str


def stored_names(land: Land) -> list[str]:
    """Every attribute of every item, and what is packed in some."""
    attributes = {name for item in land.dynamodb.items.values() for name in item}
    packed = {field.name for kind in _PACKED for field in fields(kind)}
    return sorted(attributes | packed)


def extra_fields(year: Year) -> Iterator[Extra]:
    """Every name, in every place of every route where it is not one of its own."""
    names = [*stored_names(year.land), *_NEVER_STORED]
    for key in ROWS:
        for ask in asks(year, routes()[key]):
            yield from extra_parameters(ask, names)
            yield from extra_body_fields(ask, names)


def asks(year: Year, route: Route) -> list[Ask]:
    """Good requests of a route: one, or one of named accounts and one of a search."""
    own = year.own[MINE]
    made = [way.ask(route, MINE, own, own) for way in ROWS[route.key]]
    by_shape = {str(sorted(_places(ask.body))): replace(ask, query={}) for ask in made}
    return list(by_shape.values())


def extra_parameters(ask: Ask, names: list[str]) -> Iterator[Extra]:
    """Each name as a parameter of the query."""
    described = _described(ask.route).get("parameters", [])
    known = {each["name"] for each in described if each["in"] == "query"}
    for name in names:
        if name not in known:
            extra = replace(ask, query={name: "1"})
            yield Extra(extra, name, "unknown_parameter", "Ce paramètre n’existe pas.")


def extra_body_fields(ask: Ask, names: list[str]) -> Iterator[Extra]:
    """Each name in each object of the body."""
    for place in _places(ask.body):
        known = _properties(ask.route, place)
        for name in names:
            if name in known:
                continue
            body = deepcopy(ask.body)
            target = body
            for step in place:
                target = target[step]
            target[name] = 1
            field = ".".join([*place, name])
            yield Extra(replace(ask, body=body), field, "extra_forbidden", "Ce champ n’existe pas.")


def faults_of(year: Year, extra: Extra) -> list[str]:
    """What is wrong with its answer: it must be a refusal that names the field, and no more."""
    answer = year.land.ask(year.staff[MINE][0], extra.ask)
    year.land.put_back(answer)
    field = extra.field[:_LONGEST_NAMED]
    expected = {
        "status": 422,
        "code": "invalid_request",
        "detail": f"La demande n’est pas valable : {field}.",
        "errors": [{"field": field, "code": extra.code, "detail": extra.detail}],
    }
    told = f"{extra.ask.route.key} {extra.field}"
    faults = [] if json.loads(answer.raw["body"]) == expected else [f"{told}: {answer.raw}"]
    return [*faults, *([f"{told}: {sorted(answer.written)}"] if answer.effects else [])]


def outcome_of(year: Year, ask: Ask) -> tuple[dict[str, Any], dict[Any, Any]]:
    """What a request is answered, and the items that it wrote, as they are then."""
    answer = year.land.ask(year.staff[MINE][0], ask)
    items = {at: deepcopy(year.land.dynamodb.items[at]) for at in answer.written}
    year.land.put_back(answer)
    return answer.raw, items


def _places(body: Any) -> Iterator[tuple[str, ...]]:
    """Where the objects of a body are: `()`, `("selection",)`, `("selection", "criteria")`."""
    if not isinstance(body, dict):
        return
    yield ()
    for name, value in body.items():
        yield from ((name, *inside) for inside in _places(value))


def _described(route: Route) -> dict[str, Any]:
    found: dict[str, Any] = _DOCUMENT["paths"].get(route.path, {}).get(route.method.lower(), {})
    return found


def _properties(route: Route, place: tuple[str, ...]) -> set[str]:
    """The fields that a body has at this place."""
    if not (described := _described(route)):
        return set()
    schema = _resolved(described["requestBody"]["content"]["application/json"]["schema"])
    for step in place:
        schema = _resolved(schema["properties"][step])
    return set(schema["properties"])


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    [reference] = [each["$ref"] for each in (schema, *schema.get("anyOf", ())) if "$ref" in each]
    found: dict[str, Any] = _DOCUMENT["components"]["schemas"][reference.rsplit("/", 1)[1]]
    return found


_DOCUMENT = openapi()
