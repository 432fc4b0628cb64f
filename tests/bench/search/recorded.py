"""What DynamoDB would answer, made beforehand, handed to botocore in the place of the network."""

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from botocore.awsrequest import AWSPreparedRequest, AWSResponse

from tests.capacity import item_size, read_units
from tests.costs.ledger import Ledger

_PAGE_BYTES = 1024 * 1024
_Item = dict[str, Any]


class Recorded:
    """The partitions of a table as bodies of answers, in pages of 1 MB of items as AWS's are.

    `units` are those of all that is kept, each read once, by whether reads are strong; `asked`
    tells what has been read of it.
    """

    def __init__(self) -> None:
        self._answers: dict[_Place, _Answer] = {}
        self.units = {True: 0.0, False: 0.0}
        self.asked = Ledger()

    def partition(self, pk: str, items: Iterable[_Item], prefix: str = "") -> None:
        """Keep what queries of the partition are answered, or of its keys with this prefix."""
        found = [item for item in items if item["SK"]["S"].startswith(prefix)]
        pages = list(_pages(sorted(found, key=lambda item: item["SK"]["S"])))
        start = ""
        for number, page in enumerate(pages, start=1):
            answer = {"Count": len(page), "Items": page, "ScannedCount": len(page)}
            place = pk, prefix, start
            if number < len(pages):
                start = page[-1]["SK"]["S"]
                answer["LastEvaluatedKey"] = {"PK": {"S": pk}, "SK": {"S": start}}
            self._keep(place, answer, [item_size(item) for item in page])

    def item(self, item: _Item) -> None:
        """Keep what a get of this item is answered."""
        self._keep(_get(item), {"Item": item}, [item_size(item)])

    def answer(self, request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        """A `before-send` handler."""
        body: Any = request.body
        asked = json.loads(body)
        found = self._answers[_get(asked["Key"]) if "Key" in asked else _query(asked)]
        self.asked.requests[f"dynamodb:{'GetItem' if 'Key' in asked else 'Query'}"] += 1
        self.asked.read_units += found.units[asked.get("ConsistentRead", False)]
        return response(request, found.body)

    def _keep(self, place: "_Place", answer: _Item, sizes: Sequence[int]) -> None:
        units = {strong: read_units(sizes, strong=strong) for strong in self.units}
        body = json.dumps(answer, default=_base64).encode()
        self._answers[place] = _Answer(body, units)
        for strong, taken in units.items():
            self.units[strong] += taken


_Place = tuple[str, ...]
"""Of a get, its key; of a query, the partition, a prefix and after which key it begins."""


@dataclass(frozen=True)
class _Answer:
    body: bytes
    units: Mapping[bool, float]


def _get(key: _Item) -> _Place:
    return key["PK"]["S"], key["SK"]["S"]


def _query(asked: _Item) -> _Place:
    pk, *prefix = (value["S"] for value in asked["ExpressionAttributeValues"].values())
    start = asked.get("ExclusiveStartKey", {"SK": {"S": ""}})["SK"]["S"]
    return pk, "".join(prefix), start


def serve(client: Any, answer: Callable[..., AWSResponse]) -> None:
    """Have `answer` make up what `client` would receive."""
    client.meta.events.register("before-send", answer)


def response(request: AWSPreparedRequest, body: bytes) -> AWSResponse:
    headers: Any = {
        "Content-Type": "application/x-amz-json-1.0",
        "Content-Length": str(len(body)),
        "x-amz-crc32": str(crc32(body)),
        "x-amzn-RequestId": "0" * 52,
    }
    return AWSResponse(request.url, 200, headers, _Body(body))


class _Body:
    """A body that has arrived."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self) -> Iterator[bytes]:
        yield self._content


def _pages(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    page: list[_Item] = []
    size = 0
    for item in items:
        page.append(item)
        size += item_size(item)
        if size >= _PAGE_BYTES:
            yield page
            page, size = [], 0
    if page or not items:
        yield page


def _base64(value: object) -> str:
    if isinstance(value, bytes):
        return b64encode(value).decode()
    raise TypeError(type(value).__name__)
