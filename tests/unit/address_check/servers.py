"""Real TLS servers on the loopback, which stand for servers of the internet, good and hostile."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address

from shared.adapters.address_check.places import Ip

PUBLIC = ip_address("93.184.215.14")
Behave = Callable[[ssl.SSLSocket], None]


@contextmanager
def serving(context: ssl.SSLContext | None, behave: Callable[..., None]) -> Iterator[int]:
    """A server for as long as the block lasts; its port. Without `context` it speaks no TLS."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.2)
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            with suppress(OSError):
                plain, _ = listening.accept()
                threading.Thread(target=_answer, args=(plain, context, behave), daemon=True).start()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        over.set()
        thread.join()
        listening.close()


def _answer(
    plain: socket.socket, context: ssl.SSLContext | None, behave: Callable[..., None]
) -> None:
    with suppress(OSError):
        plain.settimeout(10)
        if context is None:
            behave(plain)
        else:
            with context.wrap_socket(plain, server_side=True) as secured:
                behave(secured)
    plain.close()


def answering(head: str, body: bytes = b"") -> Behave:
    """Reads the request, answers these lines, then the body."""

    def behave(connection: ssl.SSLSocket) -> None:
        connection.recv(65_536)
        connection.sendall(head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body)

    return behave


@dataclass
class Internet:
    """What each name stands for, every answer about one and every connection that was asked for."""

    port: int = 0
    names: dict[str, list[list[Ip]]] = field(default_factory=dict)
    answers: list[list[Ip]] = field(default_factory=list)
    connections: list[Ip] = field(default_factory=list)

    def has(self, name: str, *answers: str | list[str]) -> None:
        """The addresses of a name, at each time that it is asked for; the last ones stay."""
        groups = [[each] if isinstance(each, str) else each for each in answers]
        self.names[name] = [[ip_address(ip) for ip in group] for group in groups]

    def resolve(self, name: str, _within: float) -> list[Ip]:
        answers = self.names.get(name)
        if not answers:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        self.answers.append(answers.pop(0) if len(answers) > 1 else answers[0])
        return self.answers[-1]

    def connect(self, _name: str, ip: Ip, within: float) -> socket.socket:
        self.connections.append(ip)
        return socket.create_connection(("127.0.0.1", self.port), timeout=within)
