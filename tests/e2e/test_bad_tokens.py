"""P3: a token that is not good opens no route, and no code of ours runs for it."""

from collections.abc import Collection, Mapping

import httpx
import jwt
import pytest

from infra.local.people import DEMO_PEOPLE
from infra.local.stack import Stack
from tests.e2e.bad_tokens import Bearing, bad_tokens, bearer
from tests.e2e.forgery import Forger
from tests.e2e.identity_provider import eventually
from tests.e2e.sign_in import sign_in
from tests.promises.campaign import Found, at_size
from tests.routes import ROUTES, Route
from tests.template import template

UAI = "0450822X"
REFUSED = {401, 403}
ADMITTING = {"alg 'none'", "HS256 with the public key", "other key", "expired", "other issuer"}
"""Kinds that a verifier which verifies nothing lets in."""


@pytest.fixture(scope="module")
def forger(stack: Stack) -> Forger:
    return Forger.of(stack, f"administration:{UAI} troubleshooting:{UAI}")


@pytest.mark.promise("P3")
def test_a_bad_token_is_refused_by_every_route_and_no_handler_runs(
    stack: Stack, forger: Forger, figure: Found
) -> None:
    kinds = bad_tokens(forger) | _of_another_use(stack)
    tries = _tries(kinds)
    before = _runs(stack)
    for door in (stack.api_gateway, stack.api):
        with httpx.Client(timeout=60) as client:
            assert _admitted(client, door, kinds, tries) == []
    # One good request more: had others run, they would be counted with it.
    with httpx.Client(timeout=60) as client:
        good = {"good": bearer(forger.good())}
        assert _admitted(client, stack.api, good, [("good", ROUTES[0])]) == [("good", ROUTES[0])]
    eventually(lambda: _runs(stack) > before)
    assert _runs(stack) == before + 1
    figure(len(kinds), "kinds of bad token")
    figure(2 * len(tries), "requests with one")


@pytest.mark.promise("P3")
def test_what_the_authorizer_cannot_judge_is_refused_by_the_handler(
    stack: Stack, forger: Forger, figure: Found
) -> None:
    tokens = {
        "without an end": forger.without("exp"),
        "without a subject": forger.without("sub"),
        "without rights": forger.without("educonnect_access"),
        "with rights in a list": forger.saying(educonnect_access=[f"administration:{UAI}"]),
        "with a method in a text": forger.saying(amr="otp"),
        "with a name that is none": forger.saying(name={"given": "Camille"}, sub="a b"),
    }
    kinds = {name: bearer(token) for name, token in tokens.items()}
    answers = {}
    with httpx.Client(timeout=60) as client:
        for name, route in _tries(kinds):
            answer = _asked(client, stack.api, kinds[name], route)
            answers[name, route] = (answer.status_code, answer.json().get("code"))
    assert answers == dict.fromkeys(answers, (403, "bad_claims"))
    figure(len(kinds), "kinds of bad token")
    figure(len(answers), "requests with one")


@pytest.mark.twin("P3")
def test_a_good_token_of_the_same_making_runs_the_handler_of_every_route(
    stack: Stack, forger: Forger
) -> None:
    before = _runs(stack)
    kinds = {"good": bearer(forger.good())}
    tries = [("good", route) for route in ROUTES]
    with httpx.Client(timeout=60) as client:
        assert _admitted(client, stack.api_gateway, kinds, tries) == tries
    eventually(lambda: _runs(stack) >= before + len(ROUTES))
    assert _runs(stack) == before + len(ROUTES)


@pytest.mark.twin("P3")
def test_a_verifier_that_verifies_nothing_is_seen(stack: Stack, forger: Forger) -> None:
    def lax(request: httpx.Request) -> httpx.Response:
        token = request.headers.get("Authorization", "").rpartition(" ")[2]
        try:
            jwt.decode(token, options={"verify_signature": False})
        except (jwt.PyJWTError, UnicodeEncodeError):
            return httpx.Response(401)
        return httpx.Response(200)

    kinds = bad_tokens(forger)
    with httpx.Client(transport=httpx.MockTransport(lax)) as client:
        admitted = _admitted(client, stack.api, kinds, [(name, ROUTES[0]) for name in kinds])
    assert {name for name, _ in admitted} >= ADMITTING


def _of_another_use(stack: Stack) -> dict[str, Bearing]:
    """What the identity provider really hands out beside the access token."""
    tokens = sign_in(stack, DEMO_PEOPLE[0])
    return {name: bearer(tokens[name]) for name in ("id_token", "refresh_token")}


def _tries(kinds: Collection[str]) -> list[tuple[str, Route]]:
    """Each kind on each route; at the quick size each kind on one, and each route once or more."""
    every = [(name, route) for name in kinds for route in ROUTES]
    rounds = max(len(kinds), len(ROUTES))
    names = list(kinds)
    some = [(names[n % len(names)], ROUTES[n % len(ROUTES)]) for n in range(rounds)]
    return at_size(full=every, quick=some)


def _admitted(
    client: httpx.Client,
    door: str,
    kinds: Mapping[str, Bearing],
    tries: Collection[tuple[str, Route]],
) -> list[tuple[str, Route]]:
    """The tries that were not refused."""
    return [
        (name, route)
        for name, route in tries
        if _asked(client, door, kinds[name], route).status_code not in REFUSED
    ]


def _asked(client: httpx.Client, door: str, bearing: Bearing, route: Route) -> httpx.Response:
    asked = route.asked_well()
    return client.request(
        route.method,
        door + route.address(UAI),
        headers=list(bearing.headers),
        params={**asked.get("params", {}), **bearing.params},
        json=asked.get("json"),
    )


def _runs(stack: Stack) -> int:
    """How often the functions behind the routes have run, from what Lambda logs of each run."""
    resources = template()["Resources"]
    names = {
        resources[route.function]["Properties"]["LoggingConfig"]["LogGroup"]["Ref"]
        for route in ROUTES
    }
    logs = stack.client("logs")
    groups = [
        group["logGroupName"]
        for page in logs.get_paginator("describe_log_groups").paginate()
        for group in page["logGroups"]
        if group["logGroupName"].rpartition("/")[2] in names
    ]
    assert len(groups) == len(names)
    return sum(
        event["message"].startswith("START ")
        for group in groups
        for page in logs.get_paginator("filter_log_events").paginate(logGroupName=group)
        for event in page["events"]
    )
