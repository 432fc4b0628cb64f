"""DynamoDB in memory, fast enough for campaigns: only what our adapters say to it.

It understands conditions made of `=`, `<>`, `<`, `<=`, `attribute_not_exists`, `AND`, `OR` and
parentheses, values that are set when there is none (`a = if_not_exists(a, :b)`), and refuses what
AWS refuses in a transaction. `tests/component/operations` compares it with moto.
"""

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from botocore.exceptions import ClientError

Item = dict[str, Any]
Key = tuple[str, str]

_TOKEN = re.compile(r"attribute_not_exists\(\w+\)|<>|<=|[<=()]|[#:]?\w+")
_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda left, right: left == right,
    "<>": lambda left, right: left != right,
    "<": lambda left, right: left is not None and left < right,
    "<=": lambda left, right: left is not None and left <= right,
}
_CLAUSE = re.compile(r"\b(SET|REMOVE|ADD)\b")
_PART = re.compile(r",(?![^(]*\))")  # not the comma of a function
_NOT_A_WORD = re.compile(r"[=(),]")


class MemoryDynamoDb:
    """One table; `items` by (PK, SK)."""

    def __init__(self) -> None:
        self.items: dict[Key, Item] = {}

    def get_item(self, *, Key: Item, **_: Any) -> Item:  # noqa: N803  AWS names it
        found = self.items.get(_key(Key))
        return {"Item": deepcopy(found)} if found else {}

    def batch_get_item(self, *, RequestItems: Item) -> Item:  # noqa: N803  AWS names it
        [(name, request)] = RequestItems.items()
        wanted = [_key(each) for each in request["Keys"]]
        if len(wanted) > 100 or len(set(wanted)) < len(wanted):
            raise _refusal("ValidationException")
        found = [deepcopy(self.items[each]) for each in wanted if each in self.items]
        return {"Responses": {name: found}, "UnprocessedKeys": {}}

    def query(self, **request: Any) -> Item:
        values = request["ExpressionAttributeValues"]
        if request.get("IndexName") == "by_due":
            found = self._due(values[":kind"], values[":before"])
        else:
            pk, prefix = values[":pk"]["S"], values.get(":prefix", {"S": ""})["S"]
            first, last = (values.get(name, {}).get("S", "") for name in (":first", ":last"))
            keys = sorted(
                (place, sk)
                for place, sk in self.items
                if place == pk and sk.startswith(prefix) and first <= sk <= (last or sk)
            )
            found = [self.items[each] for each in keys]
        if not request.get("ScanIndexForward", True):
            found.reverse()
        return {"Items": deepcopy(found[: request.get("Limit")])}

    def put_item(self, **request: Any) -> Item:
        self._check(request)
        self._apply("Put", request)
        return {}

    def update_item(self, **request: Any) -> Item:
        self._check(request)
        self._apply("Update", request)
        return {"Attributes": deepcopy(self.items[_key(request["Key"])])}

    def transact_write_items(self, *, TransactItems: list[Item]) -> Item:  # noqa: N803  AWS
        actions = [next(iter(action.items())) for action in TransactItems]
        keys = [_key(request.get("Key") or request["Item"]) for _, request in actions]
        if len(keys) > 100 or len(set(keys)) < len(keys):
            raise _refusal("ValidationException")
        holds = [self._holds(request) for _, request in actions]
        if not all(holds):
            reasons = [{"Code": "None" if ok else "ConditionalCheckFailed"} for ok in holds]
            raise _refusal("TransactionCanceledException", CancellationReasons=reasons)
        for verb, request in actions:
            self._apply(verb, request)
        return {}

    def _due(self, kind: Item, before: Item) -> list[Item]:
        due = [i for i in self.items.values() if i.get("due_kind") == kind]
        return sorted(
            (item for item in due if item["due_at"]["S"] < before["S"]),
            key=lambda item: str(item["due_at"]["S"]),
        )

    def _check(self, request: Item) -> None:
        if not self._holds(request):
            raise _refusal("ConditionalCheckFailedException")

    def _holds(self, request: Item) -> bool:
        expression = request.get("ConditionExpression")
        item = self.items.get(_key(request.get("Key") or request["Item"]), {})
        return not expression or _Condition(expression, item, request).holds()

    def _apply(self, verb: str, request: Item) -> None:
        if verb == "Put":
            self.items[_key(request["Item"])] = deepcopy(request["Item"])
            return
        item = self.items.setdefault(_key(request["Key"]), deepcopy(request["Key"]))
        names, values = request.get("ExpressionAttributeNames", {}), _values(request)
        clauses = _CLAUSE.split(request["UpdateExpression"])[1:]
        for clause, body in zip(clauses[::2], clauses[1::2], strict=True):
            for part in _PART.split(body):
                words = _NOT_A_WORD.sub(" ", part).split()
                _update(item, clause, [names.get(word, word) for word in words], values)


class _Condition:
    """A condition, evaluated from left to right: `AND` binds tighter than `OR`."""

    def __init__(self, expression: str, item: Item, request: Item) -> None:
        self._tokens = _TOKEN.findall(expression)
        self._item = item
        self._names = request.get("ExpressionAttributeNames", {})
        self._values = _values(request)

    def holds(self) -> bool:
        answer = self._any()
        if self._tokens:
            raise ValueError(f"not understood: {self._tokens}")
        return answer

    def _any(self) -> bool:
        answers = [self._all()]
        while self._next_is("OR"):
            answers.append(self._all())
        return any(answers)

    def _all(self) -> bool:
        answers = [self._one()]
        while self._next_is("AND"):
            answers.append(self._one())
        return all(answers)

    def _one(self) -> bool:
        if self._next_is("("):
            answer = self._any()
            self._tokens.remove(")")
            return answer
        token = self._tokens.pop(0)
        if token.startswith("attribute_not_exists"):
            return token[token.index("(") + 1 : -1] not in self._item
        compared, value = self._tokens.pop(0), self._values[self._tokens.pop(0)]
        held = self._item.get(self._names.get(token, token))
        return _COMPARISONS[compared](_plain(held), _plain(value))

    def _next_is(self, token: str) -> bool:
        if self._tokens[:1] != [token]:
            return False
        self._tokens.pop(0)
        return True


def _update(item: Item, clause: str, words: list[str], values: Mapping[str, Any]) -> None:
    name = words[0]
    if clause == "SET" and words[1] == "if_not_exists":
        item.setdefault(name, deepcopy(values[words[3]]))
    elif clause == "SET":
        item[name] = deepcopy(values[words[1]])
    elif clause == "REMOVE":
        item.pop(name, None)
    else:
        item[name] = {"N": str(int(item.get(name, {"N": "0"})["N"]) + int(values[words[1]]["N"]))}


def _values(request: Item) -> Mapping[str, Any]:
    return dict(request.get("ExpressionAttributeValues", {}))


def _plain(value: Item | None) -> Any:
    if value is None:
        return None
    [(kind, plain)] = value.items()
    return int(plain) if kind == "N" else plain


def _key(item: Item) -> Key:
    return item["PK"]["S"], item["SK"]["S"]


def _refusal(code: str, **more: Any) -> ClientError:
    response: Any = {"Error": {"Code": code, "Message": ""}, **more}
    return ClientError(response, "operation")
