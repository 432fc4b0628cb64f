"""Every route that template.yaml declares, and a request of it that only its token can spoil."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from tests.factories import account_id
from tests.template import template

Handler = Callable[[dict[str, Any], Any], dict[str, Any]]

_PREFIX = "/api"
_NOBODY = account_id(999)
_PLACES = {"account_id": _NOBODY, "operation_id": "0" * 24, "population": "students"}


@dataclass(frozen=True)
class Route:
    """`path` is as the description of the API has it: `/schools/{uai}/students`."""

    method: str
    path: str
    function: str
    """The function that answers, by its name in the template."""

    def address(self, uai: str, **places: str) -> str:
        """Its path in a school, about nobody and nothing but what `places` names."""
        return self.path.format(uai=uai, **{**_PLACES, **places})

    def asked_well(self, who: str = _NOBODY) -> dict[str, Any]:
        """The `params` and the `json` of a valid request."""
        some = {"population": "students", "selection": {"account_ids": [who]}}
        bodies: dict[str, Any] = {
            "/schools/{uai}/notifications": some,
            "/schools/{uai}/password-resets": some,
            "/schools/{uai}/account-lists": some,
            "/schools/{uai}/settings/{population}/address": {"url": "https://ent.example.fr"},
            "/schools/{uai}/settings/{population}/address/activation": {"active": True},
        }
        if self.path == "/schools/{uai}/statistics/export":
            return {"params": {"format": "csv"}}
        if self.method in {"POST", "PUT"} and self.path in bodies:
            return {"json": bodies[self.path]}
        return {}

    @property
    def handler(self) -> Handler:
        """What Lambda calls."""
        properties = template()["Resources"][self.function]["Properties"]
        module, _, name = properties["Handler"].rpartition(".")
        found: Handler = getattr(import_module(module), name)
        return found


def _routes() -> tuple[Route, ...]:
    resources = template()["Resources"]
    found = []
    for resource in resources.values():
        if resource["Type"] != "AWS::ApiGatewayV2::Route":
            continue
        route = resource["Properties"]
        method, path = route["RouteKey"].split(" ")
        integration = route["Target"]["Fn::Sub"].removeprefix("integrations/${").removesuffix("}")
        alias = resources[integration]["Properties"]["IntegrationUri"]["Ref"]
        found.append(Route(method, path.removeprefix(_PREFIX), alias.removesuffix(".Alias")))
    return tuple(found)


ROUTES = _routes()
