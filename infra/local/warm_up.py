"""Call every function of the API once, so that nobody waits for the first start of one.

On AWS, SnapStart is for that; here the first call of a function starts a process.
"""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from infra.local.people import DEMO_UAIS, access_to
from infra.local.places import ROOT
from infra.local.stack import Stack

AT_ONCE = 2
SECONDS = 120
_PARAMETER = re.compile(r"\{(\w+)\}")


def warm_up(stack: Stack) -> None:
    """Read what can be read, and send what is refused: nothing is changed."""
    token = stack.token(access_to("administration", *DEMO_UAIS))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda call: _call(stack, token, *call), _calls()))


def _calls() -> Iterator[tuple[str, str]]:
    """A call for each address that is read, and for each action: without a body it is refused."""
    paths = json.loads((ROOT / "docs/openapi.json").read_text(encoding="utf-8"))["paths"]
    for path, methods in paths.items():
        address = _PARAMETER.sub(
            lambda found: DEMO_UAIS[0] if found[1] == "uai" else "0" * 24, path
        )
        if "get" in methods:
            yield "GET", address
        if "post" in methods and "/settings/" not in path:
            yield "POST", address


def _call(stack: Stack, token: str, method: str, address: str) -> None:
    request = urllib.request.Request(  # noqa: S310  our own loopback address
        f"{stack.api}{address}",
        method=method,
        data=b"{}" if method == "POST" else None,
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS):  # noqa: S310  the same
            pass
    except urllib.error.HTTPError as refused:
        refused.close()
