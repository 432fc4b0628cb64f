"""P22: what the API answers is what its description says, whatever it is asked."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from infra.local.places import LOOPBACK
from infra.local.roster_generator import SchoolPlan
from infra.local.roster_generator.plan import uai_of
from infra.local.stack import Stack
from infra.openapi import openapi
from tests.e2e.conftest import COLLEGE, import_school
from tests.e2e.described_api import Known, try_described
from tests.e2e.secretary import Secretary, signed_in
from tests.promises.campaign import Found, at_size
from tests.routes import ROUTES

SCHOOL: SchoolPlan = replace(
    COLLEGE, uai=uai_of("0450866"), name="Collège du Contrat", students=30, seed=866
)
"""One of its own: what is asked of it at random disturbs no other test."""


@pytest.fixture
def known(stack: Stack, tmp_path: Path) -> Known:
    """What there is to ask about, as the parameters of the paths name it."""
    import_school(stack, SCHOOL, tmp_path)
    with signed_in(stack, SCHOOL.uai) as client:
        secretary = Secretary(client, SCHOOL.uai)
        students = [student["account_id"] for student in secretary.all_students()]
        rows = secretary.every("/guardians")
        few = students[:3]
        done = [
            secretary.done("notifications", few, population="students"),
            secretary.done("account-lists", few, population="students", format="csv"),
        ]
    guardians = sorted({row["guardian"]["account_id"] for row in rows})
    return {
        "uai": [SCHOOL.uai],
        "account_id": students + guardians,
        "operation_id": [operation["operation_id"] for operation in done],
    }


@pytest.mark.promise("P22")
def test_every_answer_is_as_described(stack: Stack, known: Known, figure: Found) -> None:
    both = f"administration:{SCHOOL.uai} troubleshooting:{SCHOOL.uai}"
    each = at_size(full=75, quick=3)
    tried = try_described(openapi(), stack.api, stack.token(both), known, each=each)
    assert tried.faults == [], "\n".join(sorted(set(tried.faults)))
    assert tried.operations == {f"{route.method} {route.path}" for route in ROUTES}
    assert len(tried.operations_that_did) > len(ROUTES) / 2, "most of it was not refused"
    figure(tried.requests, "generated requests")
    figure(len(tried.operations), "operations")


GOOD: dict[str, Any] = {"name": "Camille", "trusted": True, "schools": []}

PLANTED: dict[str, tuple[int, str, Any]] = {
    "a fault of ours": (500, "application/json", GOOD),
    "another fault": (503, "application/problem+json", {"code": "x", "detail": "", "status": 503}),
    "a status that is not described": (418, "application/json", GOOD),
    "an empty answer that is not described": (204, "application/json", GOOD),
    "another type": (200, "text/html", GOOD),
    "a field too many": (200, "application/json", GOOD | {"secret": "x"}),
    "a field of another type": (200, "application/json", GOOD | {"trusted": "yes"}),
    "a field missing": (200, "application/json", {"trusted": True, "schools": []}),
    "a refusal without its code": (403, "application/problem+json", {"detail": ""}),
}


@pytest.mark.twin("P22")
@pytest.mark.parametrize("fault", PLANTED)
def test_an_answer_that_is_not_as_described_is_seen(fault: str) -> None:
    assert _faults(*PLANTED[fault]) != []


@pytest.mark.twin("P22")
def test_an_answer_as_described_is_no_fault() -> None:
    assert _faults(200, "application/json", GOOD) == []


@pytest.mark.twin("P22")
@pytest.mark.parametrize("name", ["limit", "sort", "status"])
def test_an_invalid_query_that_is_taken_is_seen(name: str) -> None:
    page = {"items": [], "total": 0, "next": None, "counts": {}}
    faults = _faults(200, "application/json", page, path="/schools/{uai}/students", each=20)
    taken = [fault for fault in faults if "taken with an invalid" in fault]
    assert any(name in fault for fault in taken)


def _faults(status: int, kind: str, body: Any, *, path: str = "/me", each: int = 2) -> list[str]:
    document = openapi()
    only = document | {"paths": {path: document["paths"][path]}}
    with _answering(status, kind, body) as url:
        return try_described(only, url, "token", {}, each=each).faults


@contextmanager
def _answering(status: int, kind: str, body: Any) -> Iterator[str]:
    """A server that gives one answer to all who have the token."""

    class Always(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.headers["Authorization"] == "Bearer token"
            self.send_response(status if known else 401)
            text = json.dumps(body if known else {"message": "Unauthorized"}).encode()
            self.send_header("Content-Type", kind if known else "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer((LOOPBACK, 0), Always) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{LOOPBACK}:{server.server_port}"
        server.shutdown()
