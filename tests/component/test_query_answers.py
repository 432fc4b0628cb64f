"""Queries' answers decoded at once are what botocore makes of them, and so are its errors."""

from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from shared.adapters.dynamodb.table import Table, key

VALUES: dict[str, dict[str, Any]] = {
    "text": {"S": "Léa « œ » \n \U0001f600"},
    "none": {"S": ""},
    "number": {"N": "-12.50"},
    "bytes": {"B": b"\x00\xff\x10"},
    "yes": {"BOOL": True},
    "null": {"NULL": True},
    "texts": {"SS": ["a", "b"]},
    "numbers": {"NS": ["1", "2"]},
    "blobs": {"BS": [b"\x00", b"\x01"]},
    "list": {"L": [{"S": "a"}, {"L": [{"B": b"\xfe"}]}]},
    "map": {"M": {"deep": {"M": {"bytes": {"B": b"\xfd"}}}}},
}


def _put(client: Any, number: int, values: dict[str, Any]) -> None:
    client.put_item(TableName="accounts", Item=key("0450822X#SCHOOL", f"ITEM#{number}") | values)


def test_every_type_of_value_is_as_botocore_decodes_it(cloud: Table) -> None:
    plain = boto3.client("dynamodb")
    _put(plain, 1, VALUES)
    _put(plain, 2, {})

    found = list(cloud.query("0450822X#SCHOOL"))

    assert found == list(Table("accounts", plain).query("0450822X#SCHOOL"))
    assert found[0] == key("0450822X#SCHOOL", "ITEM#1") | VALUES


def test_pages_follow_each_other(cloud: Table) -> None:
    plain = boto3.client("dynamodb")
    for number in range(6):
        _put(plain, number, {"filling": {"B": b"x" * 390_000}})

    found = [item["SK"]["S"] for item in cloud.query("0450822X#SCHOOL")]

    assert found == [f"ITEM#{number}" for number in range(6)]


@pytest.mark.usefixtures("cloud")
def test_an_error_stays_botocores() -> None:
    with pytest.raises(ClientError) as refusal:
        list(Table("absent").query("0450822X#SCHOOL"))
    assert refusal.value.response["Error"]["Code"] == "ResourceNotFoundException"
