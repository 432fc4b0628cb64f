"""Requests of which a service takes only a part, and how it says so."""

from typing import Any

Request = dict[str, Any]


def accepted(operation: str, request: Request) -> tuple[Request, list[Any]]:
    """What the service does of a request (empty for nothing), and the entries that it leaves.

    DynamoDB always does some of a batch; queues and buses may take nothing of it.
    """
    if operation == "dynamodb:BatchGetItem":
        [(table, wanted)] = request["RequestItems"].items()
        half = (len(wanted["Keys"]) + 1) // 2
        done = {table: {**wanted, "Keys": wanted["Keys"][:half]}}
        rest = wanted["Keys"][half:]
        return {**request, "RequestItems": done}, [(table, wanted, rest)] if rest else []
    entries = request["Entries"]
    half = len(entries) // 2
    return ({**request, "Entries": entries[:half]} if half else {}), entries[half:]


def left_over(operation: str, answer: Request, left: list[Any]) -> Request:
    """The answer to the part that was done, which also tells what was not."""
    if operation == "dynamodb:BatchGetItem":
        unprocessed = {table: {**wanted, "Keys": keys} for table, wanted, keys in left}
        return answer | {"UnprocessedKeys": unprocessed}
    if operation == "sqs:SendMessageBatch":
        failed = [
            {"Id": entry["Id"], "SenderFault": False, "Code": "InternalError"} for entry in left
        ]
        return {"Successful": [], **answer, "Failed": failed}
    refused = [{"ErrorCode": "InternalFailure", "ErrorMessage": "a fault of the test"}] * len(left)
    return {"Entries": [*answer.get("Entries", []), *refused], "FailedEntryCount": len(left)}
