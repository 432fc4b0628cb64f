"""The table: reads that page to the end, transactions whose refusals are told apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from shared.adapters.dynamodb.answers import dynamodb_client

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Item = dict[str, Any]
"""An item as the wire has it: `{"PK": {"S": "…"}, "version": {"N": "3"}}`."""

TRANSACTION_LIMIT = 100
_BATCH_GET_LIMIT = 100


class ConditionFailedError(Exception):
    """Something in the table was not as the write assumed.

    `reasons` holds a code per action of the transaction (`None` for those that would pass).
    """

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("a condition of the write failed")
        self.reasons = list(reasons)


class Table:
    """One DynamoDB table, spoken to through the low-level client: no type guessing per value."""

    def __init__(self, name: str, client: "DynamoDBClient | None" = None) -> None:
        self.name = name
        self._client = client or dynamodb_client()

    def get(self, pk: str, sk: str, *, strong: bool = True) -> Item | None:
        found = self._client.get_item(TableName=self.name, Key=key(pk, sk), ConsistentRead=strong)
        return found.get("Item")

    def get_many(self, keys: Iterable[tuple[str, str]], *, strong: bool = True) -> Iterator[Item]:
        """The items that exist among `keys` (distinct), in no order."""
        waiting = [key(pk, sk) for pk, sk in keys]
        while waiting:
            batch, waiting = waiting[:_BATCH_GET_LIMIT], waiting[_BATCH_GET_LIMIT:]
            answer = self._client.batch_get_item(
                RequestItems={self.name: {"Keys": batch, "ConsistentRead": strong}}
            )
            yield from answer["Responses"].get(self.name, [])
            # No pause: it read some of them, or had refused them all, which the client waits out.
            unprocessed: dict[str, Any] = answer["UnprocessedKeys"]
            left = unprocessed.get(self.name, {}).get("Keys", [])
            waiting.extend(dict(each) for each in left)

    def query(
        self,
        pk: str,
        prefix: str = "",
        *,
        before: str | None = None,
        strong: bool = True,
        attributes: Sequence[str] = (),
        newest_first: bool = False,
        limit: int | None = None,
    ) -> Iterator[Item]:
        """The items of a partition whose sort key starts with `prefix`, or is under `before`."""
        request: dict[str, Any] = {
            "TableName": self.name,
            "KeyConditionExpression": "PK = :pk",
            "ExpressionAttributeValues": {":pk": {"S": pk}},
            "ConsistentRead": strong,
            "ScanIndexForward": not newest_first,
        }
        if prefix:
            request["KeyConditionExpression"] += " AND begins_with(SK, :prefix)"
            request["ExpressionAttributeValues"][":prefix"] = {"S": prefix}
        elif before:
            request["KeyConditionExpression"] += " AND SK < :before"
            request["ExpressionAttributeValues"][":before"] = {"S": before}
        if attributes:
            names = {f"#a{n}": name for n, name in enumerate(attributes)}
            request |= {
                "ProjectionExpression": ",".join(names),
                "ExpressionAttributeNames": names,
            }
        yield from self._pages(request, limit)

    def query_between(
        self, pk: str, first: str, last: str, *, newest_first: bool, limit: int
    ) -> Iterator[Item]:
        """The items of a partition whose sort key is between two, both included (strong)."""
        request = {
            "TableName": self.name,
            "KeyConditionExpression": "PK = :pk AND SK BETWEEN :first AND :last",
            "ExpressionAttributeValues": {
                ":pk": {"S": pk},
                ":first": {"S": first},
                ":last": {"S": last},
            },
            "ConsistentRead": True,
            "ScanIndexForward": not newest_first,
        }
        yield from self._pages(request, limit)

    def query_due(self, due_kind: str, before: str) -> Iterator[Item]:
        """The keys of what is due, oldest first, from the `by_due` index (eventual)."""
        request = {
            "TableName": self.name,
            "IndexName": "by_due",
            "KeyConditionExpression": "due_kind = :kind AND due_at < :before",
            "ExpressionAttributeValues": {":kind": {"S": due_kind}, ":before": {"S": before}},
        }
        yield from self._pages(request, limit=None)

    def _pages(self, request: dict[str, Any], limit: int | None) -> Iterator[Item]:
        given = 0
        while True:
            if limit is not None:
                request["Limit"] = limit - given
            answer = self._client.query(**request)
            items = answer.pop("Items")  # type: ignore[misc]  # so that each is let go once given
            given += len(items)
            items.reverse()
            while items:
                yield items.pop()
            last = answer.get("LastEvaluatedKey")
            if not last or (limit is not None and given >= limit):
                return
            request["ExclusiveStartKey"] = last

    def put(self, item: Item, *, condition: str | None = None) -> None:
        """Put one item.

        Raises:
            ConditionFailedError: when `condition` does not hold.
        """
        extra = {"ConditionExpression": condition} if condition else {}
        with _conditions_told_apart():
            self._client.put_item(TableName=self.name, Item=item, **extra)  # type: ignore[arg-type]

    def update(self, pk: str, sk: str, **request: Any) -> Item:
        """Update one item; `request` has the expressions of the API, `ReturnValues` among them.

        Raises:
            ConditionFailedError: when its condition does not hold.
        """
        with _conditions_told_apart():
            answer = self._client.update_item(TableName=self.name, Key=key(pk, sk), **request)
        return answer.get("Attributes", {})

    def delete(self, pk: str, sk: str, **request: Any) -> None:
        with _conditions_told_apart():
            self._client.delete_item(TableName=self.name, Key=key(pk, sk), **request)

    def transact(self, actions: Sequence[Mapping[str, Any]]) -> None:
        """All of `actions` or none; each is `{"Put": {...}}`, without its TableName.

        Raises:
            ConditionFailedError: when a condition fails, or another write was in the way.
        """
        named = [
            {verb: {**body, "TableName": self.name} for verb, body in action.items()}
            for action in actions
        ]
        with _conditions_told_apart():
            self._client.transact_write_items(TransactItems=named)  # type: ignore[arg-type]


class _conditions_told_apart:  # noqa: N801  reads as a phrase after `with`
    """Turns what AWS says of a failed condition, or of a transaction in conflict, into ours."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if not isinstance(error, ClientError):
            return
        code = error.response["Error"]["Code"]
        # A single write in conflict says nothing of its condition: the client has tried it again.
        if code == "ConditionalCheckFailedException":
            raise ConditionFailedError([code]) from error
        if code == "TransactionCanceledException":
            told = error.response.get("CancellationReasons", [])
            reasons = [str(reason.get("Code", "None")) for reason in told]
            # A throttled or invalid action is no condition of ours: let it rise as it is.
            if set(reasons) <= {"None", "ConditionalCheckFailed", "TransactionConflict"}:
                raise ConditionFailedError(reasons) from error


def key(pk: str, sk: str) -> Item:
    return {"PK": {"S": pk}, "SK": {"S": sk}}
