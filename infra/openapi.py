"""`docs/openapi.json` from the code, without deploying: written, or checked to be current."""

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from shared.api.schemas.common import Problem

_ROOT = Path(__file__).parents[1]
_DOCUMENT = _ROOT / "docs" / "openapi.json"
_VERSION = "1.0.0"

_UNAUTHORIZED = {
    "description": "What API Gateway answers by itself.",
    "properties": {"message": {"title": "Message", "type": "string"}},
    "required": ["message"],
    "title": "Unauthorized",
    "type": "object",
}


def openapi() -> dict[str, Any]:
    """OpenAPI 3.1 of every function that has routes, merged."""
    merged: dict[str, Any] = {}
    for handler in sorted((_ROOT / "functions").glob("*/handler.py")):
        module = import_module(f"functions.{handler.parent.name}.handler")
        app = getattr(module, "app", None)
        if app is None:
            continue
        document = json.loads(
            app.get_openapi_json_schema(
                title="Administration des comptes ÉduConnect", version=_VERSION
            )
        )
        _merge(merged, document)
    for methods in merged["paths"].values():
        for operation in methods.values():
            _with_our_refusals(operation)
    schemas = merged["components"]["schemas"]
    for unused in ("HTTPValidationError", "ResponseValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas["Problem"] = Problem.model_json_schema()
    schemas["Unauthorized"] = _UNAUTHORIZED
    merged["servers"] = [{"url": "/api"}]
    merged["security"] = [{"access_token": []}]
    merged["components"]["securitySchemes"] = {
        "access_token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    }
    merged["paths"] = dict(sorted(merged["paths"].items()))
    merged["components"]["schemas"] = dict(sorted(schemas.items()))
    return merged


def _with_our_refusals(operation: dict[str, Any]) -> None:
    """Powertools documents errors of its own; every refusal of ours is a Problem.

    The gateway's own comes before any code of ours. What is empty has no type.
    """
    responses = operation["responses"]
    for theirs in ("422", "500"):
        responses.pop(theirs, None)
    responses.get("204", {}).pop("content", None)
    responses["401"] = _told("No token, or one that is not good", "json", "Unauthorized")
    responses["default"] = _told("A refusal, told by its code", "problem+json", "Problem")


def _told(when: str, kind: str, schema: str) -> dict[str, Any]:
    content = {f"application/{kind}": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": when, "content": content}


def _merge(into: dict[str, Any], document: dict[str, Any]) -> None:
    for name, value in document.items():
        if isinstance(value, dict):
            _merge(into.setdefault(name, {}), value)
        elif into.setdefault(name, value) != value and name != "tags":
            raise ValueError(f"two functions describe {name} differently")


def main() -> int:
    text = json.dumps(openapi(), ensure_ascii=False, indent=1) + "\n"
    if "--check" not in sys.argv[1:]:
        _DOCUMENT.write_text(text, encoding="utf-8")
        return 0
    if _DOCUMENT.exists() and _DOCUMENT.read_text(encoding="utf-8") == text:
        return 0
    print("docs/openapi.json is not current: run `make openapi`", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
