"""The one address of the local platform: the web app and, under /api, the HTTP API.

It stands where CloudFront stands on AWS: same origin for both, headers and queries of requests
untouched, the same headers added to answers, files compressed and kept as long.
"""

import argparse
import logging
from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote

from aiohttp import (
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    TCPConnector,
    web,
)
from aiohttp.http_exceptions import BadHttpMessage
from multidict import CIMultiDict
from yarl import URL

from infra.local.demo_portal import serving_portal
from infra.local.places import LOOPBACK, WEB_BUILD, WEB_CLIENT_ID, WEB_SCOPE
from infra.web.delivery import (
    ASKED_EACH_TIME,
    Policy,
    answer_headers,
    cache_control,
    configuration,
    is_app_address,
)

# RFC 9110 §7.6.1: they concern one connection only.
HOP_BY_HOP = frozenset(
    {
        "connection",
        "host",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)

_ANY = r"{path:[\s\S]*}"
"""The rest of an address: a dot would stop at the ends of lines that may be encoded in it."""

UPSTREAM = web.AppKey("upstream", str)
ISSUER = web.AppKey("issuer", str)
WEB_APP = web.AppKey("web_app", Path)
SESSION = web.AppKey("session", ClientSession)


class _WithoutRequests(logging.Filter):
    """aiohttp logs the beginning of a request that it cannot read: there may be a name in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        return not isinstance(error, BadHttpMessage)


_WITHOUT_REQUESTS = _WithoutRequests()


def front_door(upstream: str, issuer: str, web_app: Path) -> web.Application:
    """`upstream` is the API at the gateway, without the trailing /api; `web_app` the build."""
    logging.getLogger("aiohttp.server").addFilter(_WITHOUT_REQUESTS)
    app = web.Application(client_max_size=10 * 1024**2)
    app[UPSTREAM] = upstream
    app[ISSUER] = issuer
    app[WEB_APP] = web_app.resolve()
    app.cleanup_ctx.append(_one_session)
    app.on_response_prepare.append(_as_cloudfront)
    app.router.add_get("/configuration.json", _configuration)
    app.router.add_route("*", f"/api/{_ANY}", _forward)
    app.router.add_get(f"/{_ANY}", _web_app)
    return app


async def _one_session(app: web.Application) -> AsyncIterator[None]:
    async with ClientSession(
        auto_decompress=False,
        cookie_jar=DummyCookieJar(),
        connector=TCPConnector(limit=0),
        timeout=ClientTimeout(total=None, connect=5),
        skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
    ) as session:
        app[SESSION] = session
        yield


async def _as_cloudfront(request: web.Request, response: web.StreamResponse) -> None:
    """Add what CloudFront adds (infra/web/template.yaml), over what the answer says itself."""
    policy: Policy = "ApiHeaders" if request.path.startswith("/api/") else "AnswerHeaders"
    response.headers.update(answer_headers(policy, request.app[ISSUER]))


async def _configuration(request: web.Request) -> web.Response:
    told = configuration(request.app[ISSUER], WEB_CLIENT_ID, WEB_SCOPE, demonstration=True)
    return web.json_response(told, headers={"Cache-Control": ASKED_EACH_TIME})


async def _web_app(request: web.Request) -> web.FileResponse:
    """A file of the build, or its one page, which shows what the address says.

    Browsers are served the compressed forms that the build has put beside the files.
    """
    folder = request.app[WEB_APP]
    name = "index.html" if is_app_address(request.path) else request.match_info["path"]
    path = (folder / name).resolve()
    if not path.is_file() or not path.is_relative_to(folder):
        raise web.HTTPNotFound
    return web.FileResponse(path, headers={"Cache-Control": cache_control(name)})


async def _forward(request: web.Request) -> web.StreamResponse:
    if {".", ".."} & set(unquote(request.raw_path.partition("?")[0]).split("/")):
        # It would lead out of /api on the way.
        return _problem(HTTPStatus.NOT_FOUND, "route_not_found", "Cette adresse n’existe pas.")
    # The raw target goes through as it came: percent-encoding and repeated names included.
    url = URL(request.app[UPSTREAM] + request.raw_path, encoded=True)
    try:
        async with request.app[SESSION].request(
            request.method,
            url,
            headers=_end_to_end(request.headers),
            data=request.content if request.body_exists else None,
            allow_redirects=False,
        ) as answer:
            return await _stream(request, answer)
    except ClientError:
        return _problem(HTTPStatus.BAD_GATEWAY, "gateway_unreachable", "L’API ne répond pas.")


def _problem(status: HTTPStatus, code: str, detail: str) -> web.Response:
    """A refusal such as the API's own."""
    return web.json_response(
        {"status": status, "code": code, "detail": detail},
        status=status,
        content_type="application/problem+json",
    )


async def _stream(request: web.Request, answer: ClientResponse) -> web.StreamResponse:
    response = web.StreamResponse(status=answer.status, headers=_end_to_end(answer.headers))
    await response.prepare(request)
    async for chunk in answer.content.iter_any():
        await response.write(chunk)
    await response.write_eof()
    return response


def _end_to_end(headers: Mapping[str, str]) -> CIMultiDict[str]:
    named = {name.strip().lower() for name in headers.get("Connection", "").split(",")}
    return CIMultiDict(
        (name, value)
        for name, value in headers.items()
        if name.lower() not in HOP_BY_HOP and name.lower() not in named
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--upstream", required=True)
    parser.add_argument("--issuer", required=True)
    parser.add_argument("--portal-port", type=int, default=0)
    parser.add_argument("--portal-folder", type=Path)
    options = parser.parse_args()
    app = front_door(options.upstream, options.issuer, WEB_BUILD)
    if options.portal_port:
        app.cleanup_ctx.append(serving_portal(options.portal_folder, options.portal_port))
    web.run_app(
        app,
        host=LOOPBACK,
        port=options.port,
        access_log=None,  # a query may hold a name
        print=None,
        shutdown_timeout=5,
    )


if __name__ == "__main__":
    main()
