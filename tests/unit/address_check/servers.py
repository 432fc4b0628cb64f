"""Real TLS servers on the loopback, which stand for servers of the internet, good and hostile."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from shared.adapters.address_check.places import Ip

PUBLIC = ip_address("93.184.215.14")
Behave = Callable[[ssl.SSLSocket], None]


_SIGNS = x509.KeyUsage(
    digital_signature=False,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=True,
    crl_sign=True,
    encipher_only=False,
    decipher_only=False,
)


@dataclass
class Authority:
    """Signs certificates that the check trusts, or would if they were right."""

    folder: Path
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    @property
    def name(self) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "An authority")])

    def trusted(self) -> ssl.SSLContext:
        """What a client that trusts this authority alone has."""
        path = self.folder / "authority.pem"
        own = self._certificate(self.name, self.key, [], timedelta(days=1), authority=True)
        path.write_bytes(own.public_bytes(serialization.Encoding.PEM))
        return ssl.create_default_context(cafile=str(path))

    def server(self, names: list[str], lasting: timedelta = timedelta(days=1)) -> ssl.SSLContext:
        """What a server of these names has; a negative `lasting` is a certificate that is over."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
        own = self._certificate(subject, key, names, lasting)
        path = self.folder / f"{names[0]}-{lasting.days}.pem"
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + own.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context

    def _certificate(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        names: list[str],
        lasting: timedelta,
        *,
        authority: bool = False,
    ) -> x509.Certificate:
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=30))
            .not_valid_after(now + lasting)
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        )
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        builder = builder.add_extension(issuer, critical=False).add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )
        if authority:
            builder = builder.add_extension(_SIGNS, critical=True)
        if names:
            alternatives = x509.SubjectAlternativeName([x509.DNSName(each) for each in names])
            builder = builder.add_extension(alternatives, critical=False)
        return builder.sign(self.key, hashes.SHA256())


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
    """What each name stands for, and every connection that was asked for."""

    port: int = 0
    names: dict[str, list[list[Ip]]] = field(default_factory=dict)
    connections: list[Ip] = field(default_factory=list)

    def has(self, name: str, *answers: str | list[str]) -> None:
        """The addresses of a name, at each time that it is asked for; the last ones stay."""
        groups = [[each] if isinstance(each, str) else each for each in answers]
        self.names[name] = [[ip_address(ip) for ip in group] for group in groups]

    def resolve(self, name: str, _within: float) -> list[Ip]:
        answers = self.names.get(name)
        if not answers:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def connect(self, _name: str, ip: Ip, within: float) -> socket.socket:
        self.connections.append(ip)
        return socket.create_connection(("127.0.0.1", self.port), timeout=within)
