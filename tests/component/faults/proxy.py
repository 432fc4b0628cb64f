"""A server between the functions' clients and a local AWS: it counts calls, and spoils some."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from infra.local.places import LOOPBACK
from tests.component.faults.faults import JSON, Fault, Reply, refusal
from tests.component.faults.partly import accepted, left_over

_TARGETS = {
    "DynamoDB_20120810": "dynamodb",
    "AmazonSQS": "sqs",
    "TrentService": "kms",
    "AWSEvents": "events",
    "secretsmanager": "secretsmanager",
}
_S3_VERBS = {
    "GET": "GetObject",
    "HEAD": "HeadObject",
    "PUT": "PutObject",
    "DELETE": "DeleteObject",
}
_NOT_PASSED_ON = {"connection", "content-length", "expect", "transfer-encoding"}
_HANDED_ON = {"sqs:SendMessage", "sqs:SendMessageBatch", "events:PutEvents", "ses:SendEmail"}


@dataclass(frozen=True)
class Plan:
    """From the `first` call of `operation` on, `times` of them go wrong; None for all."""

    operation: str
    fault: Fault
    first: int
    times: int | None

    def spoils(self, operation: str, number: int) -> bool:
        if operation != self.operation or number < self.first:
            return False
        return self.times is None or number < self.first + self.times


@dataclass(frozen=True)
class Call:
    """A request as it came; `operation` is `service:Name`."""

    operation: str
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Proxy:
    """Hands each call on to the AWS at `upstream`, unless its plan says otherwise."""

    def __init__(self, upstream: str) -> None:
        self._upstream = urlsplit(upstream)
        self._plan: Plan | None = None
        self._lock = threading.Lock()
        self.calls: Counter[str] = Counter()
        self.spoiled = self.unheard = 0
        """Calls that went wrong, and those of them that AWS did and of which nobody heard."""
        self.taken: list[tuple[str, dict[str, Any]]] = []
        """What AWS has taken to hand on: (operation, request) of messages, events and mails."""

    def forget(self) -> None:
        """Count from nothing, and spoil nothing."""
        self.begin(None)
        self.taken.clear()

    def begin(self, plan: Plan | None) -> None:
        """From now on calls are counted again, and go wrong as planned."""
        self.calls.clear()
        self.spoiled = self.unheard = 0
        self._plan = plan

    def lift(self) -> None:
        self._plan = None

    def fault_of(self, operation: str) -> Fault | None:
        with self._lock:
            self.calls[operation] += 1
            if self._plan and self._plan.spoils(operation, self.calls[operation]):
                self.spoiled += 1
                return self._plan.fault
        return None

    def forwarded(self, call: Call) -> Reply:
        """What AWS answers to a call."""
        connection = HTTPConnection(self._upstream.hostname or "", self._upstream.port, timeout=30)
        try:
            kept = {k: v for k, v in call.headers.items() if k.lower() not in _NOT_PASSED_ON}
            connection.request(call.method, call.path, call.body, kept)
            answer = connection.getresponse()
            reply = Reply(answer.status, answer.read(), dict(answer.getheaders()))
        finally:
            connection.close()
        if call.operation in _HANDED_ON:
            self.taken.append((call.operation, json.loads(call.body)))
        return reply


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "_Server"

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        operation = _operation_of(self.command, self.path, self.headers.get("X-Amz-Target", ""))
        call = Call(operation, self.command, self.path, dict(self.headers.items()), body)
        proxy = self.server.proxy
        fault = proxy.fault_of(operation)
        if fault is None:
            self._answer(proxy.forwarded(call))
        elif fault is Fault.TIMED_OUT:
            self.close_connection = True
            self.rfile.read(1)  # until the client has had enough
        elif fault in {Fault.REPLY_LOST, Fault.BODY_CUT}:
            proxy.unheard += 1
            self._answer_in_part(proxy.forwarded(call), nothing=fault is Fault.REPLY_LOST)
        elif fault is Fault.HALF_DONE:
            self._answer(self._half_done(call))
        else:
            refused = refusal(operation, fault, body)
            assert refused is not None, f"{operation} cannot be « {fault} »"
            self._answer(refused)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = _serve  # noqa: N815  http.server's names

    def _half_done(self, call: Call) -> Reply:
        taken, left = accepted(call.operation, json.loads(call.body))
        answer: dict[str, Any] = {}
        if taken:
            body = json.dumps(taken).encode()
            part = replace(call, body=body)
            answer = json.loads(self.server.proxy.forwarded(part).body)
        told = left_over(call.operation, answer, left)
        return Reply(200, json.dumps(told).encode(), {"Content-Type": JSON})

    def _answer(self, reply: Reply) -> None:
        self.wfile.write(self._head(reply) + reply.body)

    def _answer_in_part(self, reply: Reply, *, nothing: bool) -> None:
        """Half of the body, or of the head of an answer without a body; or not a byte."""
        head = self._head(reply)
        half = head + reply.body[: len(reply.body) // 2] if reply.body else head[: len(head) // 2]
        self.close_connection = True
        self.wfile.write(b"" if nothing else half)

    def _head(self, reply: Reply) -> bytes:
        kept = {k: v for k, v in reply.headers.items() if k.lower() not in _NOT_PASSED_ON}
        length = {} if self.command == "HEAD" else {"Content-Length": str(len(reply.body))}
        lines = [
            f"HTTP/1.1 {reply.status} -",
            *(f"{k}: {v}" for k, v in {**kept, **length}.items()),
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    def log_message(self, *_: Any) -> None:
        """Not to the terminal."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, proxy: Proxy) -> None:
        super().__init__((LOOPBACK, 0), _Handler)
        self.proxy = proxy

    def handle_error(self, *_: Any) -> None:
        """A client that hangs up is part of the game."""


def _operation_of(method: str, path: str, target: str) -> str:
    if target:
        service, _, name = target.rpartition(".")
        return f"{_TARGETS[service]}:{name}"
    if path.startswith("/v2/email/outbound-emails"):
        return "ses:SendEmail"
    return "s3:ListObjectsV2" if "list-type=2" in path else f"s3:{_S3_VERBS[method]}"


@contextmanager
def proxy_before(upstream: str) -> Iterator[tuple[Proxy, str]]:
    """A proxy before the AWS at `upstream`, and its own address."""
    proxy = Proxy(upstream)
    server = _Server(proxy)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield proxy, f"http://{LOOPBACK}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
