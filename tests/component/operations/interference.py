"""What happens between a worker's read and its write: hooks on the calls to AWS."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from aws_lambda_powertools.event_handler.api_gateway import BaseRouter

from shared.adapters import aws
from shared.api.resolver import ApiResolver

_T = TypeVar("_T")
Hook = Callable[..., None]


@contextmanager
def just_before(
    operation: str,
    happening: Callable[[], None],
    *,
    times: int = 1,
    service: str = "dynamodb",
) -> Iterator[None]:
    """Let `happening` take place before each of the next `times` calls `operation`.

    The calls that it makes itself are left in peace.
    """
    left = times

    def hook(**_: Any) -> None:
        nonlocal left
        if left:
            left -= 1
            kept, left = left, 0
            happening()
            left = kept

    client = aws.s3_client() if service == "s3" else aws.dynamodb_client()
    with _hooked(f"before-call.{service}.{operation}", hook, client):
        yield


@contextmanager
def one_call_at_a_time() -> Iterator[None]:
    """Threads take turns call by call: moto's transactions are not atomic between threads."""
    turn = threading.Lock()

    def take(**_: Any) -> None:
        turn.acquire()

    def leave(**_: Any) -> None:
        turn.release()

    with _hooked("before-call.dynamodb", take), _hooked("after-call.dynamodb", leave):
        yield


@contextmanager
def workers_taking_turns(*apps: ApiResolver) -> Iterator[Callable[[Callable[[], _T]], _T]]:
    """Threads that stand for workers: give each request to what this yields.

    One runs at a time, and they change before each call to DynamoDB. A worker answers one request
    at a time, and Powertools keeps what it knows of it where threads would share it: that is put
    away and back at each change.
    """
    baton = threading.Lock()

    def change(**_: Any) -> None:
        request = BaseRouter.current_event, BaseRouter.lambda_context
        contexts = [dict(app.context) for app in apps]
        baton.release()
        time.sleep(0.0005)  # or the same one takes it again
        baton.acquire()
        BaseRouter.current_event, BaseRouter.lambda_context = request
        for app, context in zip(apps, contexts, strict=True):
            app.context.clear()
            app.context.update(context)

    def answered(ask: Callable[[], _T]) -> _T:
        with baton:
            return ask()

    with _hooked("before-call.dynamodb", change):
        yield answered


@contextmanager
def counted(client: Any) -> Iterator[list[str]]:
    """The names of the calls made through `client`."""
    calls: list[str] = []

    def hook(model: Any, **_: Any) -> None:
        calls.append(model.name)

    with _hooked("before-call", hook, client):
        yield calls


@contextmanager
def _hooked(event: str, hook: Hook, client: Any = None) -> Iterator[None]:
    events = (client or aws.dynamodb_client()).meta.events
    events.register(event, hook)
    try:
        yield
    finally:
        events.unregister(event, hook)
