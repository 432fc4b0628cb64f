"""The front door: what passes to the API as it came, and what does not pass."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from infra.local.front_door import front_door
from infra.web.delivery import answer_headers

Answer = TypeVar("Answer")
ISSUER = "http://issuer.example"
PAGE = "<!doctype html><title>L’application</title>"
Client = TestClient[web.Request, web.Application]
Visit = Callable[[Client], Awaitable[Answer]]


async def _echo(request: web.Request) -> web.StreamResponse:
    body = await request.read()
    seen = {
        "method": request.method,
        "target": request.raw_path,
        "body": body.decode("latin-1"),
        "headers": {
            name: request.headers.getall(name)
            for name in sorted({name.title() for name in request.headers} - {"Host"})
        },
    }
    return web.json_response(seen, status=418, headers={"X-Upstream": "yes", "Connection": "close"})


def _at_the_door(visit: Visit[Answer]) -> Answer:
    async def visited() -> Answer:
        upstream = web.Application()
        upstream.router.add_route("*", "/{path:[\\s\\S]*}", _echo)
        async with TestServer(upstream, host="127.0.0.1") as server:
            return await _visited(f"http://127.0.0.1:{server.port}/gateway/$default", visit)

    return asyncio.run(visited())


async def _visited(gateway: str, visit: Visit[Answer]) -> Answer:
    with TemporaryDirectory() as folder:
        build = Path(folder) / "build"
        build.mkdir()
        (build / "index.html").write_text(PAGE, encoding="utf-8")
        (build / "app.js").write_text("'the app'", encoding="utf-8")
        (build / "assets").mkdir()
        assets = {
            "app-0f.js": "'an asset'",
            "large-1c.js": "as it is",
            "large-1c.js.br": "as br",
            "large-1c.js.gz": "as gzip",
        }
        for name, content in assets.items():
            (build / "assets" / name).write_text(content, encoding="utf-8")
        (build.parent / "secret.txt").write_text("secret", encoding="utf-8")
        server = TestServer(front_door(gateway, ISSUER, build), host="127.0.0.1")
        async with TestClient(server) as client:
            return await visit(client)


async def _raw(client: Client, target: str) -> str:
    """The whole answer to a target that no client library has tidied up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    writer.write(f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    text = (await reader.read()).decode()
    writer.close()
    await writer.wait_closed()
    return text


def test_method_headers_body_and_raw_query_pass_untouched() -> None:
    async def visit(client: Client) -> tuple[int, object, str]:
        answer = await client.session.request(
            "PUT",
            f"http://127.0.0.1:{client.port}/api/schools/0450822Z/students",
            data=b'{"a": 1}',
            headers={"Authorization": "Bearer x", "Content-Type": "application/json"},
            skip_auto_headers=("Accept", "Accept-Encoding", "User-Agent"),
        )
        return answer.status, await answer.json(), answer.headers["X-Upstream"]

    assert _at_the_door(visit) == (
        418,
        {
            "method": "PUT",
            "target": "/gateway/$default/api/schools/0450822Z/students",
            "body": '{"a": 1}',
            "headers": {
                "Authorization": ["Bearer x"],
                "Content-Length": ["8"],
                "Content-Type": ["application/json"],
            },
        },
        "yes",
    )


@pytest.mark.parametrize(
    "typed",
    [
        "/api/schools?q=%C3%89l%2Ca&school_class=3%20A&school_class=3B&x=a+b%2Bc",
        "/api/schools/%0A/students",
        "/api/schools/a%2Fb%00%E2%80%A8/students",
    ],
)
def test_percent_encoding_and_repeated_names_reach_the_api_as_typed(typed: str) -> None:
    async def visit(client: Client) -> str:
        return await _raw(client, typed)

    assert f'"target": "/gateway/$default{typed}"' in _at_the_door(visit)


def test_headers_of_one_connection_stay_on_it() -> None:
    async def visit(client: Client) -> set[str]:
        answer = await client.get(
            "/api/me",
            headers={"Connection": "keep-alive, X-Private", "X-Private": "1", "TE": "gzip"},
        )
        return set((await answer.json())["headers"])

    assert _at_the_door(visit).isdisjoint({"Connection", "X-Private", "Te"})


@pytest.mark.parametrize(
    "target",
    [
        "/api",
        "/app.css",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/api/../_ministack/health",
        "/api/%2e%2E/%2e%2e/_ministack/health",
        "/api/..%2f_ministack/health",
    ],
)
def test_nothing_but_the_api_is_passed_on(target: str) -> None:
    async def visit(client: Client) -> str:
        return await _raw(client, target)

    assert _at_the_door(visit).startswith("HTTP/1.1 404 ")


def test_an_address_that_leads_out_of_the_api_is_refused_as_the_api_refuses() -> None:
    async def visit(client: Client) -> str:
        return await _raw(client, "/api/schools/%2E%2E")

    head, _, body = _at_the_door(visit).partition("\r\n\r\n")
    assert "\r\nContent-Type: application/problem+json; charset=utf-8\r\n" in head
    assert json.loads(body) == {
        "status": 404,
        "code": "route_not_found",
        "detail": "Cette adresse n’existe pas.",
    }


def test_an_api_that_is_down_answers_502_without_saying_where_it_is() -> None:
    async def visit(client: Client) -> tuple[int, str, object]:
        answer = await client.get("/api/me")
        return answer.status, answer.content_type, await answer.json()

    assert asyncio.run(_visited("http://127.0.0.1:1", visit)) == (
        502,
        "application/problem+json",
        {"status": 502, "code": "gateway_unreachable", "detail": "L’API ne répond pas."},
    )


@pytest.mark.parametrize("address", ["/", "/0450822Z/eleves", "/apis", "/_ministack/health"])
def test_any_other_address_is_the_app_s_one_page_under_a_strict_policy(address: str) -> None:
    async def visit(client: Client) -> tuple[int, str, dict[str, str]]:
        answer = await client.get(address)
        return answer.status, await answer.text(), dict(answer.headers)

    status, page, headers = _at_the_door(visit)

    assert (status, page) == (200, PAGE)
    assert answer_headers("AnswerHeaders", ISSUER).items() <= headers.items()
    assert "script-src 'self';" in headers["Content-Security-Policy"]
    assert f"connect-src 'self' {ISSUER};" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-cache"


def test_an_answer_of_the_api_bears_the_same_headers_and_is_kept_nowhere() -> None:
    async def visit(client: Client) -> dict[str, str]:
        return dict((await client.get("/api/me")).headers)

    headers = _at_the_door(visit)

    assert answer_headers("ApiHeaders", ISSUER).items() <= headers.items()
    assert headers["Cache-Control"] == "no-store"


def test_a_refusal_bears_the_same_headers() -> None:
    async def visit(client: Client) -> dict[str, str]:
        return dict((await client.get("/nothing.js")).headers)

    assert answer_headers("AnswerHeaders", ISSUER).items() <= _at_the_door(visit).items()


def test_the_files_of_the_build_are_served_and_what_a_digest_names_is_kept_for_ever() -> None:
    async def visit(client: Client) -> list[tuple[str, str]]:
        answers = [await client.get(path) for path in ("/app.js", "/assets/app-0f.js")]
        return [(await each.text(), each.headers["Cache-Control"]) for each in answers]

    assert _at_the_door(visit) == [
        ("'the app'", "no-cache"),
        ("'an asset'", "public, max-age=31536000, immutable"),
    ]


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("br, gzip", "br"), ("gzip", "gzip"), ("identity", None)],
)
def test_a_browser_gets_the_compressed_form_it_takes(accepted: str, encoding: str | None) -> None:
    async def visit(client: Client) -> tuple[str | None, str, bytes]:
        answer = await client.session.get(
            f"http://127.0.0.1:{client.port}/assets/large-1c.js",
            headers={"Accept-Encoding": accepted},
            auto_decompress=False,
        )
        headers = answer.headers
        return headers.get("Content-Encoding"), headers["Content-Type"], await answer.read()

    told, kind, body = _at_the_door(visit)

    assert (told, kind) == (encoding, "text/javascript")
    assert body == {"br": b"as br", "gzip": b"as gzip", None: b"as it is"}[encoding]


def test_the_app_reads_where_to_sign_in() -> None:
    async def visit(client: Client) -> object:
        return await (await client.get("/configuration.json")).json()

    assert _at_the_door(visit) == {
        "oidc_issuer": ISSUER,
        "oidc_client_id": "educonnect-web",
        "oidc_scope": "openid profile",
        "demonstration": True,
    }


def test_a_request_that_cannot_be_read_is_refused_and_not_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    target = f"/api/schools?q=Canari{'a' * 9000}"
    answer = _at_the_door(lambda client: _raw(client, target))
    assert answer.startswith("HTTP/1.0 400 ")
    assert "Canari" not in caplog.text
