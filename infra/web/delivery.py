"""How the web app is delivered, on AWS and on one machine alike.

The headers are those of infra/web/template.yaml, which CloudFront sends; how long a browser keeps
a file is said here, since S3 is told it with each file and the local front door sends it itself.
"""

from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

TEMPLATE = Path(__file__).with_name("template.yaml")
FOR_EVER = "public, max-age=31536000, immutable"
ASKED_EACH_TIME = "no-cache"

Policy = Literal["AnswerHeaders", "ApiHeaders"]


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short forms (`!Sub x`) as the plain `x`."""


def _plain(loader: _Loader, _tag: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    raise TypeError(type(node))


_Loader.add_multi_constructor("!", _plain)


@cache
def resources() -> dict[str, Any]:
    """The resources of the template, its short forms read as what they stand before."""
    loaded = yaml.load(TEMPLATE.read_text(encoding="utf-8"), _Loader)  # noqa: S506  a SafeLoader
    return dict(loaded["Resources"])


def answer_headers(policy: Policy, issuer_origins: str) -> dict[str, str]:
    """The headers that CloudFront adds to every answer of the app, or of the API."""
    config = resources()[policy]["Properties"]["ResponseHeadersPolicyConfig"]
    security = config["SecurityHeadersConfig"]
    transport = security["StrictTransportSecurity"]
    content = str(security["ContentSecurityPolicy"]["ContentSecurityPolicy"])
    subdomains = "; includeSubDomains" if transport["IncludeSubdomains"] else ""
    return {
        "Content-Security-Policy": content.replace("${IssuerOrigins}", issuer_origins),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": security["FrameOptions"]["FrameOption"],
        "Referrer-Policy": security["ReferrerPolicy"]["ReferrerPolicy"],
        "Strict-Transport-Security": f"max-age={transport['AccessControlMaxAgeSec']}{subdomains}",
        **{item["Header"]: item["Value"] for item in config["CustomHeadersConfig"]["Items"]},
    }


def cache_control(path: str) -> str:
    """What a file of the build, by its path in it, tells browsers and CloudFront.

    The names of assets bear a digest of their content: the same name is the same file for ever.
    """
    return FOR_EVER if path.startswith("assets/") else ASKED_EACH_TIME


def is_app_address(path: str) -> bool:
    """Whether an address is one of the app's, shown by its one page, and not a file's.

    The same rule as the function AppAddresses of the template; a test compares them.
    """
    return "." not in path.rpartition("/")[2] and path != "/api"


def configuration(
    issuer: str, client_id: str, scope: str, *, demonstration: bool
) -> dict[str, Any]:
    """What the app reads at start in /configuration.json (frontend/src/api/configuration.ts)."""
    return {
        "oidc_issuer": issuer,
        "oidc_client_id": client_id,
        "oidc_scope": scope,
        "demonstration": demonstration,
    }
