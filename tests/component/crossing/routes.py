"""The routes that `template.yaml` deploys, each with the handler behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from tests.template import template

Handler = Callable[[dict[str, Any], Any], dict[str, Any]]

_PREFIX = "/api"


@dataclass(frozen=True)
class Route:
    """`key` is API Gateway's: `GET /api/schools/{uai}`; `path` what follows /api."""

    key: str
    method: str
    path: str
    handler: Handler

    @property
    def of_a_school(self) -> bool:
        return "{uai}" in self.path


@cache
def routes() -> dict[str, Route]:
    """All of them by key, as they are deployed."""
    resources = template()["Resources"]
    return {
        route.key: route
        for each in resources.values()
        if each["Type"] == "AWS::ApiGatewayV2::Route"
        for route in [_route(each["Properties"], resources)]
    }


def _route(properties: dict[str, Any], resources: dict[str, Any]) -> Route:
    key = properties["RouteKey"]
    method, path = key.split(" ")
    integration = properties["Target"]["Fn::Sub"].removeprefix("integrations/${").removesuffix("}")
    alias = resources[integration]["Properties"]["IntegrationUri"]["Ref"]
    module, name = resources[alias.removesuffix(".Alias")]["Properties"]["Handler"].rsplit(".", 1)
    handler = getattr(import_module(module), name)
    return Route(key, method, path.removeprefix(_PREFIX), handler)
