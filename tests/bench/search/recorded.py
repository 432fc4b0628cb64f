"""What DynamoDB would answer, made beforehand, handed to botocore in the place of the network."""

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any
from zlib import crc32

from botocore.awsrequest import AWSPreparedRequest, AWSResponse

from tests.capacity import item_size, read_units

_PAGE_BYTES = 1024 * 1024
_Item = dict[str, Any]


class Recorded:
    """The partitions of a table as bodies of answers, in pages of 1 MB of items as AWS's are."""

    def __init__(self) -> None:
        self._queries: dict[tuple[str, str], bytes] = {}
        self._gets: dict[tuple[str, str], bytes] = {}
        self.units = {True: 0.0, False: 0.0}

    def partition(self, pk: str, items: Iterable[_Item]) -> None:
        """Keep what queries of the whole partition are answered."""
        pages = list(_pages(sorted(items, key=lambda item: item["SK"]["S"])))
        starts = ["", *(page[-1]["SK"]["S"] for page in pages)]
        for page, (start, last) in zip(pages, pairwise(starts), strict=True):
            more = {"LastEvaluatedKey": {"PK": {"S": pk}, "SK": {"S": last}}}
            answer = {"Count": len(page), "Items": page, "ScannedCount": len(page)}
            whole = answer | (more if page is not pages[-1] else {})
            self._queries[pk, start] = json.dumps(whole, default=_base64).encode()
            for strong in self.units:
                self.units[strong] += read_units(map(item_size, page), strong=strong)

    def item(self, item: _Item) -> None:
        """Keep what a get of this item is answered."""
        body = json.dumps({"Item": item}, default=_base64).encode()
        self._gets[item["PK"]["S"], item["SK"]["S"]] = body
        for strong in self.units:
            self.units[strong] += read_units([item_size(item)], strong=strong)

    def answer(self, request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        """A `before-send` handler."""
        body: Any = request.body
        asked = json.loads(body)
        if "Key" in asked:
            place = asked["Key"]
            return response(request, self._gets[_text(place["PK"]), _text(place["SK"])])
        (pk,) = asked["ExpressionAttributeValues"].values()
        start = asked.get("ExclusiveStartKey", {"SK": ""})["SK"]
        return response(request, self._queries[_text(pk), _text(start)])


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
    if page:
        yield page


def _text(value: str | Mapping[str, str]) -> str:
    return value if isinstance(value, str) else value["S"]


def _base64(value: object) -> str:
    if isinstance(value, bytes):
        return b64encode(value).decode()
    raise TypeError(type(value).__name__)
