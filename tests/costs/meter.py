"""Hooks on a session of AWS clients that keep a ledger: each attempt as it went over the wire.

DynamoDB's units depend on what an item was before a write and is after it, and on the whole of
what a projected query read: both are looked up through a client that is not counted. The items of
an answer are sized one at a time, so that counting adds little to the memory of what is counted.
"""

import json
import time
from base64 import b64decode
from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

import msgspec
from botocore.hooks import BaseEventHooks

from tests.capacity import item_size, read_units, write_units
from tests.costs.ledger import Ledger

Item = dict[str, Any]
Key = tuple[str, str]


class _Answer(TypedDict):
    Items: list[msgspec.Raw]


_raw_items = msgspec.json.Decoder(_Answer).decode
_PAGE_BYTES = 1024 * 1024
_MOST_KEYS = 100


class Meter:
    """Counts what goes through the clients of a session, made from now on."""

    def __init__(self, events: BaseEventHooks, apart: Any) -> None:
        """`apart` is a DynamoDB client of another session, to look things up with."""
        self.ledger = Ledger()
        self._apart = apart
        self._asked: Item = {}
        self._before: dict[Key, Item] = {}
        events.register_first("before-call", self._ask)
        # A query's own hook comes before the general one: the client's replaces the answer.
        events.register_first("before-parse.dynamodb.Query", self._answered)
        events.register_first("before-parse", self._answered_otherwise)

    def begin(self) -> Ledger:
        """A new ledger, empty."""
        self.ledger = Ledger()
        return self.ledger

    def _ask(self, model: Any, params: Mapping[str, Any], **_: Any) -> None:
        if model.service_model.service_name != "dynamodb":
            return
        began = time.process_time()
        self._asked = json.loads(params["body"])
        self._before = self._items(_written(model.name, self._asked))
        self.ledger.own_cpu_s += time.process_time() - began

    def _answered_otherwise(self, operation_model: Any, **told: Any) -> None:
        if operation_model.name != "Query":
            self._answered(operation_model, **told)

    def _answered(self, operation_model: Any, response_dict: Mapping[str, Any], **_: Any) -> None:
        began = time.process_time()
        service = operation_model.service_model.service_name.removesuffix("v2")
        pages = 1
        if service == "dynamodb":
            pages = self._charge(operation_model.name, response_dict)
        self.ledger.requests[f"{service}:{operation_model.name}"] += pages
        self.ledger.own_cpu_s += time.process_time() - began

    def _charge(self, operation: str, response: Mapping[str, Any]) -> int:
        """Add the units of one request; returns how many requests AWS would make of it."""
        succeeded = response["status_code"] == 200
        if operation == "Query" and succeeded:
            return self._charge_query(_raw_items(response["body"])["Items"])
        answer = json.loads(response["body"]) if succeeded else {}
        if operation in {"GetItem", "BatchGetItem"}:
            self._charge_gets(operation, answer)
        self._charge_writes(operation)
        return 1

    def _charge_query(self, items: list[msgspec.Raw]) -> int:
        found: Iterable[Item] = (_plain(json.loads(bytes(item))) for item in items)
        if "ProjectionExpression" in self._asked:
            found = self._whole(len(items))
        size = sum(item_size(item) for item in found)
        strong = self._asked.get("ConsistentRead", False)
        self.ledger.read_units += read_units([size], strong=strong)
        return max(1, -(-size // _PAGE_BYTES))

    def _charge_gets(self, operation: str, answer: Item) -> None:
        if operation == "GetItem":
            strong = self._asked.get("ConsistentRead", False)
            found, wanted = [answer.get("Item", {})], 1
        else:
            [(table, request)] = self._asked["RequestItems"].items()
            strong, wanted = request.get("ConsistentRead", False), len(request["Keys"])
            found = answer.get("Responses", {}).get(table, [])
        sizes = [item_size(_plain(item)) for item in found] + [0] * (wanted - len(found))
        self.ledger.read_units += sum(read_units([size], strong=strong) for size in sizes)

    def _charge_writes(self, operation: str) -> None:
        keys = _written(operation, self._asked)
        after = self._items(keys)
        transactional = operation == "TransactWriteItems"
        for key in keys:
            was, now = self._before.get(key, {}), after.get(key, {})
            size = max(item_size(was), item_size(now))
            self.ledger.write_units += write_units(size, transactional=transactional)
            self.ledger.write_units += _index_units(was, now)

    def _whole(self, count: int) -> list[Item]:
        """The `count` items that a projected query read before it left attributes out."""
        request = {k: v for k, v in self._asked.items() if k != "ProjectionExpression"}
        request.pop("ExpressionAttributeNames", None)
        items: list[Item] = []
        while True:
            answer = self._apart.query(**request)
            items += answer["Items"]
            if len(items) >= count or "LastEvaluatedKey" not in answer:
                return items[:count]
            request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def _items(self, keys: Iterable[Key]) -> dict[Key, Item]:
        """The items of these keys as the table has them now."""
        waiting = [{"PK": {"S": pk}, "SK": {"S": sk}} for pk, sk in keys]
        found: dict[Key, Item] = {}
        if not waiting:
            return found
        table = self._table()
        for start in range(0, len(waiting), _MOST_KEYS):
            answer = self._apart.batch_get_item(
                RequestItems={
                    table: {"Keys": waiting[start : start + _MOST_KEYS], "ConsistentRead": True}
                }
            )
            found |= {_key(item): item for item in answer["Responses"][table]}
        return found

    def _table(self) -> str:
        if "TransactItems" in self._asked:
            [request] = self._asked["TransactItems"][0].values()
            return str(request["TableName"])
        return str(self._asked["TableName"])


_SINGLE_WRITES = {"PutItem", "UpdateItem", "DeleteItem"}


def _written(operation: str, request: Item) -> list[Key]:
    """The keys that a request writes, or checks in a transaction, which costs as much."""
    if operation == "TransactWriteItems":
        bodies = [next(iter(action.values())) for action in request["TransactItems"]]
    elif operation in _SINGLE_WRITES:
        bodies = [request]
    else:
        return []
    return [_key(body.get("Item") or body["Key"]) for body in bodies]


def _key(item: Item) -> Key:
    return item["PK"]["S"], item["SK"]["S"]


def _index_units(was: Item, now: Item) -> int:
    """What the index of keys takes: an entry that goes, one that comes; none that stays."""
    entries = [
        tuple(item[name]["S"] for name in ("due_kind", "due_at")) if "due_at" in item else None
        for item in (was, now)
    ]
    return 0 if entries[0] == entries[1] else len(entries) - entries.count(None)


def _plain(item: Item) -> Item:
    """An item as the wire has it, its binary values as bytes."""
    return {
        name: {"B": b64decode(typed["B"])} if "B" in typed else typed
        for name, typed in item.items()
    }
