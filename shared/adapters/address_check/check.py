"""Whether an https address answers on the public internet, without ever looking inward.

Each name is resolved once, all its addresses must be public, and the connection goes to the one
that was looked at. Only the head of an answer is read; redirects are followed under the same
rules; one deadline holds for everything.
"""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urljoin, urlsplit

from shared.adapters.address_check.places import Connect, NotPublicError, Resolve, public_place
from shared.domain.errors import BadAddressError
from shared.domain.portal_address import CheckFailure, portal_address

MOST_REDIRECTS = 5
SECONDS = 8.0
_HEADERS = {
    "User-Agent": "educonnect-administration (verification d'une adresse d'etablissement)",
    "Accept": "text/html,*/*;q=0.1",
    "Connection": "close",
}
_REDIRECTS = {301, 302, 303, 307, 308}
_WANTS_A_LOGIN = {401, 403}
"""A portal that asks who is there does answer."""
_FIRST_ERROR = 400
_EXPIRED, _OTHER_NAME = 10, 62
"""OpenSSL's own numbers."""


@dataclass(frozen=True, slots=True)
class AddressCheck:
    """Looks at addresses; `tls` says whom to trust."""

    resolve: Resolve
    connect: Connect
    tls: ssl.SSLContext
    seconds: float = SECONDS

    def failure_of(self, url: str) -> CheckFailure | None:
        """Why this address is not good, None when it is.

        Raises:
            BadAddressError: when it is not an address that letters could bear.
        """
        deadline = time.monotonic() + self.seconds
        address: str | CheckFailure | None = portal_address(url)
        for followed in range(MOST_REDIRECTS + 1):
            if address is None or isinstance(address, CheckFailure):
                return address
            address = self._visited(address, deadline, first=followed == 0)
        return (
            address
            if isinstance(address, CheckFailure)
            else (CheckFailure.TOO_MANY_REDIRECTS if address else None)
        )

    def _visited(self, url: str, deadline: float, *, first: bool) -> str | CheckFailure | None:
        """The address it sends to, what is wrong, or None when it is good."""
        try:
            status, location = self._head_of(url, deadline)
        except NotPublicError:
            return CheckFailure.NOT_PUBLIC if first else CheckFailure.REDIRECT_NOT_ALLOWED
        except (OSError, HTTPException, ValueError) as error:
            late = time.monotonic() >= deadline
            return CheckFailure.TOO_SLOW if late else _failure_of(error)
        if status in _REDIRECTS and location:
            return _redirected(url, location)
        if status in _WANTS_A_LOGIN or status < _FIRST_ERROR:
            return None
        return CheckFailure.ERROR_ANSWER

    def _head_of(self, url: str, deadline: float) -> tuple[int, str | None]:
        """The status and the place it sends to; nothing of the body."""
        parts = urlsplit(url)
        name = parts.hostname or ""
        place = public_place(name, self.resolve, _left(deadline))
        with self.connect(name, place, _left(deadline)) as plain:
            plain.settimeout(_left(deadline))
            secured = self.tls.wrap_socket(
                plain, server_hostname=name, do_handshake_on_connect=False
            )
            with secured, _cut_at(deadline, secured):
                secured.do_handshake()
                answer = _asked(secured, name, parts.path or "/", parts.query)
                _left(deadline)  # what was cut short may look like a short answer
                return answer.status, answer.getheader("Location")


def _asked(secured: ssl.SSLSocket, name: str, path: str, query: str) -> HTTPResponse:
    exchange = HTTPConnection(name, 443)
    exchange.default_port = 443  # else « Host » names the port, which some sites do not know
    exchange.auto_open = 0  # it would look the name up again
    exchange.sock = secured
    exchange.request("GET", f"{path}?{query}" if query else path, headers=_HEADERS)
    return exchange.getresponse()


@contextmanager
def _cut_at(deadline: float, connection: socket.socket) -> Iterator[None]:
    """Each read has a time limit of its own, which a server that drips bytes never meets."""

    def cut() -> None:
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(_left(deadline), cut)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _redirected(url: str, location: str) -> str | CheckFailure:
    """Where a redirect goes, if it may."""
    target = urljoin(url, location.strip()).partition("#")[0]
    if not target.lower().startswith("https:"):
        insecure = target.lower().startswith("http:")
        return CheckFailure.REDIRECT_INSECURE if insecure else CheckFailure.REDIRECT_NOT_ALLOWED
    try:
        return portal_address(target, longest=None)
    except BadAddressError:
        return CheckFailure.REDIRECT_NOT_ALLOWED


def _failure_of(error: Exception) -> CheckFailure:
    match error:
        case ssl.SSLCertVerificationError(verify_code=code):
            return {
                _EXPIRED: CheckFailure.CERTIFICATE_EXPIRED,
                _OTHER_NAME: CheckFailure.CERTIFICATE_OF_ANOTHER,
            }.get(code, CheckFailure.CERTIFICATE_UNTRUSTED)
        case ssl.SSLError():
            return CheckFailure.NO_TLS
        case socket.gaierror():
            return CheckFailure.NAME_UNKNOWN
        case TimeoutError():
            return CheckFailure.TOO_SLOW
        case OSError():
            return CheckFailure.NO_CONNECTION
    return CheckFailure.NOT_HTTP
