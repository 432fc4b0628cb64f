"""The https sites of the demonstration, so that a school can be seen verifying its address.

`ent` answers as a school's portal does; the others fail, each in a way that the check tells.
"""

import ssl
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

from aiohttp import web

from infra.local.certificates import Authority
from infra.local.places import LOOPBACK

DOMAIN = "educonnect.test"
_EXPIRED, _REDIRECTING = f"expire.{DOMAIN}", f"redirige.{DOMAIN}"
_LASTING = timedelta(days=30)
_PAGE = (
    "<!doctype html><html lang='fr'><meta charset='utf-8'><title>ENT de démonstration</title>"
    "<h1>Espace numérique de travail de démonstration</h1></html>"
)


def serving_portal(folder: Path, port: int) -> Callable[[web.Application], AsyncIterator[None]]:
    """What serves the sites for as long as another application runs."""

    async def served(_beside: web.Application) -> AsyncIterator[None]:
        sites = web.Application()
        sites.router.add_get("/{path:.*}", _answer)
        runner = web.AppRunner(sites, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, LOOPBACK, port, ssl_context=_by_name(folder)).start()
        yield
        await runner.cleanup()

    return served


async def _answer(request: web.Request) -> web.Response:
    if request.host == _REDIRECTING:
        raise web.HTTPFound(f"http://{_REDIRECTING}/")
    return web.Response(text=_PAGE, content_type="text/html")


def _by_name(folder: Path) -> ssl.SSLContext:
    """A certificate for each name, by what the client asks for."""
    folder.mkdir(parents=True, exist_ok=True)
    authority = Authority(folder)
    authority.written()
    expired = authority.server([_EXPIRED], timedelta(days=-1))
    usual = authority.server([f"*.{DOMAIN}"], _LASTING)

    def choose(connection: ssl.SSLObject, name: str | None, _usual: ssl.SSLContext) -> None:
        if name == _EXPIRED:
            connection.context = expired

    usual.sni_callback = choose
    return usual
