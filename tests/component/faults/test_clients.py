"""What our clients do beyond botocore's own: answers cut short, single writes in conflict."""

from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError

from shared.adapters import aws
from shared.adapters.dynamodb.table import Table, key
from shared.config import config
from tests.component.faults.cloud import Cloud
from tests.component.faults.faults import Fault
from tests.component.faults.proxy import Plan
from tests.costs.site import TABLE

SECRET = "secretsmanager:GetSecretValue"


def test_an_answer_cut_short_is_asked_for_again(cloud: Cloud) -> None:
    cloud.proxy.begin(Plan(SECRET, Fault.BODY_CUT, 1, 3))

    answer = aws.secrets_client().get_secret_value(SecretId=config().cursor_key_secret_arn)

    assert answer["SecretString"] == "cursor-key" * 8
    assert cloud.proxy.calls == {SECRET: 4}


def test_an_answer_cut_short_each_time_is_an_error(cloud: Cloud) -> None:
    cloud.proxy.begin(Plan(SECRET, Fault.BODY_CUT, 1, None))

    with pytest.raises(ConnectionClosedError):
        aws.secrets_client().get_secret_value(SecretId=config().cursor_key_secret_arn)

    assert cloud.proxy.calls == {SECRET: 4}


@pytest.mark.twin("P20")
def test_the_stock_client_takes_an_answer_cut_short_for_an_empty_one(cloud: Cloud) -> None:
    cloud.proxy.begin(Plan(SECRET, Fault.BODY_CUT, 1, 1))
    stock: Any = aws.session().create_client("secretsmanager")

    answer = stock.get_secret_value(SecretId=config().cursor_key_secret_arn)

    assert answer.keys() == {"ResponseMetadata"}


def test_a_single_write_in_conflict_with_a_transaction_is_tried_again(cloud: Cloud) -> None:
    cloud.empty()
    cloud.proxy.begin(Plan("dynamodb:PutItem", Fault.CONFLICT, 1, 3))

    Table(TABLE).put(key("a", "1"), condition="attribute_not_exists(PK)")

    assert cloud.table.get("a", "1") == key("a", "1")
    assert cloud.proxy.calls == {"dynamodb:PutItem": 4}


def test_a_conflict_that_lasts_is_no_failed_condition(cloud: Cloud) -> None:
    cloud.empty()
    cloud.proxy.begin(Plan("dynamodb:PutItem", Fault.CONFLICT, 1, None))

    with pytest.raises(ClientError) as raised:
        Table(TABLE).put(key("a", "1"), condition="attribute_not_exists(PK)")

    assert raised.value.response["Error"]["Code"] == "TransactionConflictException"
