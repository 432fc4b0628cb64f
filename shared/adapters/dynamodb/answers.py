"""The answers of queries, decoded at once.

botocore walks an answer value by value beside its model of DynamoDB: two thirds of what reading
a whole school costs. The same dictionaries come out here, straight from the bytes. Nothing but
the body of a query that succeeded is touched: errors, retries and the rest stay botocore's.
"""

from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypedDict

import msgspec

from shared.adapters import aws

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class _Value(TypedDict, total=False):
    """An attribute's value: one of these, binary ones in base 64 on the wire."""

    S: str
    N: str
    B: bytes
    BOOL: bool
    NULL: bool
    SS: list[str]
    NS: list[str]
    BS: list[bytes]
    L: list["_Value"]
    M: dict[str, "_Value"]


class _Answer(TypedDict, total=False):
    """What we read of an answer; the rest of it is left out."""

    Items: list[dict[str, _Value]]
    Count: int
    ScannedCount: int
    LastEvaluatedKey: dict[str, _Value]


_decode = msgspec.json.Decoder(_Answer).decode


def dynamodb_client() -> "DynamoDBClient":
    """The client of a worker's life, its queries answered so."""
    client = aws.dynamodb_client()
    client.meta.events.register(
        "before-parse.dynamodb.Query", _decoded, unique_id="answers-decoded-at-once"
    )
    return client


def _decoded(
    response_dict: dict[str, Any], customized_response_dict: dict[str, Any], **_: Any
) -> None:
    # What is no JSON was cut short: the client then asks again, or fails.
    if response_dict["status_code"] == 200:  # noqa: PLR2004  the one status of a success
        with suppress(msgspec.DecodeError):
            customized_response_dict.update(_decode(response_dict["body"]))
            response_dict["body"] = b"{}"
