"""Which texts of a query cannot be what the description of the API asks for.

All is text in a query, and much of it may be read in several ways (`1.0` for a whole number, `on`
for true, commas for several values). What is named here is invalid however it is read.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from math import inf, isfinite
from typing import Any

_BOOLEANS = {"1", "0", "t", "f", "y", "n", "true", "false", "yes", "no", "on", "off"}

Schema = Mapping[str, Any]


def invalid_parameters(
    document: Schema, declared: Iterable[Schema], sent: Iterable[tuple[str, str]]
) -> set[str]:
    """The names, among what was `sent`, of those that must be refused.

    `declared` has the parameters of the operation, in the path and headers too.
    """
    schemas = {each["name"]: each["schema"] for each in declared if each["in"] == "query"}
    return {
        name
        for name, text in sent
        if name not in schemas or (text.strip() and _invalid(document, schemas[name], text))
    }


def _invalid(document: Schema, schema: Schema, text: str) -> bool:
    return all(_impossible(kind, text) for kind in _kinds(document, schema))


def _kinds(document: Schema, schema: Schema) -> Iterator[Schema]:
    """What a schema stands for, apart from null: a text cannot say it."""
    if "$ref" in schema:
        yield document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    elif "anyOf" in schema:
        for each in schema["anyOf"]:
            yield from _kinds(document, each)
    elif schema["type"] == "array":
        yield {"type": "array", "kinds": [*_kinds(document, schema["items"])]}
    elif schema["type"] != "null":
        yield schema


def _impossible(schema: Schema, text: str) -> bool:
    match schema:
        case {"type": "array", "kinds": kinds}:
            one_by_one = [each for each in text.split(",") if each.strip()]
            return any(all(_impossible(kind, each) for kind in kinds) for each in one_by_one)
        case {"enum": values}:
            return text.strip() not in values
        case {"type": "integer"}:
            return not _whole(text, schema.get("minimum", -inf), schema.get("maximum", inf))
        case {"type": "boolean"}:
            return text.strip().lower() not in _BOOLEANS
        case {"format": "date"}:
            return not re.search(r"\d", text)
        case _:
            too_long = len(text.strip()) > schema.get("maxLength", inf)
            return too_long or not re.search(schema.get("pattern", ""), text.strip())


def _whole(text: str, least: float, most: float) -> bool:
    try:
        number = float(text)
    except ValueError:
        return False
    return isfinite(number) and number.is_integer() and least <= number <= most
