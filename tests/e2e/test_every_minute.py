"""What the stack does by itself: resumes what stands still, deletes documents of yesterday."""

from typing import Any

import httpx
import pytest

from infra.local.stack import Stack
from tests.e2e.secretary import Secretary

LONG_AGO = "2020-01-01T00:00:00+00:00"


@pytest.mark.promise("P11")
def test_a_document_is_deleted_once_its_day_is_over(
    stack: Stack, college_secretary: Secretary
) -> None:
    operation = _small_notification(college_secretary)
    link, _document = college_secretary.downloaded(operation)
    _set(stack, college_secretary.uai, operation, due_at=LONG_AGO)

    _the_minute_passes(stack)

    gone = httpx.get(link["url"])
    assert gone.status_code == httpx.codes.NOT_FOUND
    path = f"/schools/{college_secretary.uai}/operations/{operation['operation_id']}/download"
    refused = college_secretary.client.post(path)
    assert (refused.status_code, refused.json()["code"]) == (410, "file_swept")


def test_an_operation_that_stands_still_is_resumed_to_its_end(
    stack: Stack, college_secretary: Secretary
) -> None:
    operation = _small_notification(college_secretary)
    # As a worker leaves it that dies between its last slice and the end state.
    _set(
        stack,
        college_secretary.uai,
        operation,
        status="RUNNING",
        due_kind="OPERATION_RESUME",
        due_at=LONG_AGO,
    )
    assert college_secretary.get(f"/operations/{operation['operation_id']}")["status"] == "RUNNING"

    _the_minute_passes(stack)

    ended, _seen = college_secretary.followed(operation)
    assert (ended["status"], ended["done"]) == ("SUCCEEDED", operation["done"])


def _small_notification(secretary: Secretary) -> dict[str, Any]:
    few = [student["account_id"] for student in secretary.get("/students", limit=5)["items"]]
    operation: dict[str, Any] = secretary.notify({"account_ids": few}).json()
    assert (operation["status"], operation["done"]) == ("SUCCEEDED", 5)
    return operation


def _set(stack: Stack, uai: str, operation: dict[str, Any], **values: str) -> None:
    names = list(values)
    stack.client("dynamodb").update_item(
        TableName=stack.outputs["TableName"],
        Key={"PK": {"S": f"{uai}#OPERATIONS"}, "SK": {"S": operation["operation_id"]}},
        UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in names),
        ExpressionAttributeNames={f"#{name}": name for name in names},
        ExpressionAttributeValues={f":{name}": {"S": values[name]} for name in names},
    )


def _the_minute_passes(stack: Stack) -> None:
    """Run the sweeper with its own role. The schedule may have run it first: no count is told."""
    functions = stack.client("lambda")
    (name,) = (
        function["FunctionName"]
        for page in functions.get_paginator("list_functions").paginate()
        for function in page["Functions"]
        if "OperationSweeper" in function["FunctionName"]
    )
    answer = functions.invoke(FunctionName=name, Payload=b"{}")
    assert "FunctionError" not in answer, answer
