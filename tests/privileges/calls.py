"""What a call to AWS needs the caller's role to allow: actions that go by other names included."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.privileges.grants import Need

Params = Mapping[str, Any]
Name = Callable[[str], str]
"""The template's name of what a call names: a table, a bucket, the address of a queue."""

_NO_ROW_YET = "attribute_not_exists(PK)"


def needs(service: str, operation: str, params: Params, name: Name) -> Iterator[Need]:
    """What AWS checks before it does `operation`.

    Raises:
        KeyError: nobody has written down what this operation needs.
    """
    yield from _NEEDS[service, operation](params, name, operation)


def traces_replaced(params: Params) -> Iterator[str]:
    """The partitions of traces where a put of this call would take the place of a row."""
    puts = [action["Put"] for action in params.get("TransactItems", ()) if "Put" in action]
    for put in [params, *puts]:
        partition = put.get("Item", {}).get("PK", {}).get("S", "")
        if "#AUDIT" in partition and put.get("ConditionExpression") != _NO_ROW_YET:
            yield partition


def _of_key(params: Params, name: Name, operation: str) -> Iterator[Need]:
    key = params.get("Key") or params["Item"]
    yield Need(f"dynamodb:{operation}", name(params["TableName"]), key["PK"]["S"])


def _of_query(params: Params, name: Name, _operation: str) -> Iterator[Need]:
    resource = name(params["TableName"])
    if index := params.get("IndexName"):
        resource += f"/index/{index}"
    placeholder = params["KeyConditionExpression"].split(" AND ")[0].split("=")[1].strip()
    yield Need("dynamodb:Query", resource, params["ExpressionAttributeValues"][placeholder]["S"])


def _of_batch(params: Params, name: Name, operation: str) -> Iterator[Need]:
    for table, request in params["RequestItems"].items():
        for partition in {key["PK"]["S"] for key in request["Keys"]}:
            yield Need(f"dynamodb:{operation}", name(table), partition)


_IN_A_TRANSACTION = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}


def _of_transaction(params: Params, name: Name, _operation: str) -> Iterator[Need]:
    """A transaction is no action of its own: it needs those of what it does."""
    for action in params["TransactItems"]:
        [(verb, body)] = action.items()
        yield from _of_key(body, name, _IN_A_TRANSACTION[verb])


def _of_object(action: str) -> Callable[[Params, Name, str], Iterator[Need]]:
    def need(params: Params, name: Name, _operation: str) -> Iterator[Need]:
        yield Need(f"s3:{action}", f"{name(params['Bucket'])}/{params['Key']}")

    return need


def _of_listing(params: Params, name: Name, _operation: str) -> Iterator[Need]:
    yield Need("s3:ListBucket", name(params["Bucket"]), params["Prefix"])


def _of_queue(params: Params, name: Name, _operation: str) -> Iterator[Need]:
    """Ten messages at once need what one does."""
    yield Need("sqs:SendMessage", name(params["QueueUrl"]))


def _of_key_use(params: Params, name: Name, operation: str) -> Iterator[Need]:
    [context] = params["EncryptionContext"]
    yield Need(f"kms:{operation}", name(params["KeyId"]), context)


def _of_secret(params: Params, name: Name, operation: str) -> Iterator[Need]:
    yield Need(f"secretsmanager:{operation}", name(params["SecretId"]))


def _of_events(params: Params, name: Name, operation: str) -> Iterator[Need]:
    for entry in params["Entries"]:
        yield Need(f"events:{operation}", name(entry["EventBusName"]), entry["Source"])


def _of_invocation(params: Params, name: Name, _operation: str) -> Iterator[Need]:
    yield Need("lambda:InvokeFunction", name(params["FunctionName"]))


def _of_mail(params: Params, name: Name, operation: str) -> Iterator[Need]:
    """A raw message needs the action of its own besides, on the identity and on the set."""
    sender = name(params["FromEmailAddress"])
    actions = [operation, "SendRawEmail"] if "Raw" in params["Content"] else [operation]
    for action in actions:
        for resource in ("MailIdentity", name(params["ConfigurationSetName"])):
            yield Need(f"ses:{action}", resource, sender)


_NEEDS: dict[tuple[str, str], Callable[[Params, Name, str], Iterator[Need]]] = {
    ("dynamodb", "GetItem"): _of_key,
    ("dynamodb", "PutItem"): _of_key,
    ("dynamodb", "UpdateItem"): _of_key,
    ("dynamodb", "DeleteItem"): _of_key,
    ("dynamodb", "Query"): _of_query,
    ("dynamodb", "BatchGetItem"): _of_batch,
    ("dynamodb", "TransactWriteItems"): _of_transaction,
    ("s3", "GetObject"): _of_object("GetObject"),
    ("s3", "HeadObject"): _of_object("GetObject"),
    ("s3", "PutObject"): _of_object("PutObject"),
    ("s3", "CreateMultipartUpload"): _of_object("PutObject"),
    ("s3", "UploadPart"): _of_object("PutObject"),
    ("s3", "CompleteMultipartUpload"): _of_object("PutObject"),
    ("s3", "AbortMultipartUpload"): _of_object("AbortMultipartUpload"),
    ("s3", "DeleteObject"): _of_object("DeleteObject"),
    ("s3", "ListObjectsV2"): _of_listing,
    ("sqs", "SendMessage"): _of_queue,
    ("sqs", "SendMessageBatch"): _of_queue,
    ("kms", "Decrypt"): _of_key_use,
    ("kms", "GenerateDataKey"): _of_key_use,
    ("secretsmanager", "GetSecretValue"): _of_secret,
    ("events", "PutEvents"): _of_events,
    ("lambda", "Invoke"): _of_invocation,
    ("sesv2", "SendEmail"): _of_mail,
}
