"""Spares the pretend DynamoDB most of the copies that it makes of its tables.

Before a transaction it copies the table, to go back to it when an action fails, once for each of
up to a hundred actions, though nothing has changed in between. Here once is enough.
"""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from threading import local
from types import SimpleNamespace
from typing import Any

import pytest
from moto.dynamodb import models
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models import Table as PretendTable


class _Copies(local):
    """Those of the transaction that a thread is writing."""

    def __init__(self) -> None:
        self.by_table: dict[str, PretendTable] = {}


@contextmanager
def tables_copied_once() -> Iterator[None]:
    """For as long as it lasts, a transaction copies each of its tables once."""
    write = DynamoDBBackend.transact_write_items
    here = _Copies()

    def deepcopy(thing: Any) -> Any:
        if not isinstance(thing, PretendTable):
            return copy.deepcopy(thing)
        if thing.name not in here.by_table:
            here.by_table[thing.name] = copy.deepcopy(thing)
        return here.by_table[thing.name]

    def transact_write_items(backend: DynamoDBBackend, actions: list[dict[str, Any]]) -> None:
        here.by_table = {}
        write(backend, actions)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(models, "copy", SimpleNamespace(deepcopy=deepcopy))
        patched.setattr(DynamoDBBackend, "transact_write_items", transact_write_items)
        yield
