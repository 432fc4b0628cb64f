"""What the transactions of an operation write: accounts on condition, rows put once."""

from typing import Any

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.guardian_items import guardian_attributes
from shared.adapters.dynamodb.operation_items import expiry
from shared.adapters.dynamodb.student_items import student_attributes
from shared.adapters.dynamodb.table import Item, key
from shared.domain.audit import AuditRow, AuditTag
from shared.domain.idempotency import IdempotentRequest
from shared.domain.operation import Operation, OperationKind
from shared.domain.person import Person, Student


def person_update(before: Person, after: Person) -> dict[str, Any]:
    """The account as an operation leaves it, in the partition of the school it lives in."""
    account = after.account
    if isinstance(after, Student):
        partition, attributes = keys.students(account.uai), student_attributes(after)
    else:
        partition, attributes = keys.guardians(account.uai), guardian_attributes(after)
    request: dict[str, Any] = {
        "Key": key(partition, keys.account(account.account_id)),
        "ConditionExpression": (
            "#version = :before AND (attribute_not_exists(operation_id) OR operation_id <> :ours)"
        ),
        "ExpressionAttributeNames": {"#version": "version"},
        "ExpressionAttributeValues": {
            ":before": {"N": str(before.account.version)},
            ":version": attributes["version"],
            ":ours": attributes["operation_id"],
            ":packed": attributes["packed"],
        },
        "UpdateExpression": "SET #version = :version, operation_id = :ours, packed = :packed",
    }
    if "secret" in attributes:
        request["ExpressionAttributeValues"][":secret"] = attributes["secret"]
        request["UpdateExpression"] += ", secret = :secret"
    else:
        request["UpdateExpression"] += " REMOVE secret"
    return request


def put_new(item: Item) -> dict[str, Any]:
    return {"Put": {"Item": item, "ConditionExpression": "attribute_not_exists(PK)"}}


def audit_item(audit: AuditRow) -> Item:
    """A trace lies with its account, wherever it was acted on from."""
    where = key(keys.account_audit(audit.account_uai, audit.account_id), audit.operation_id)
    return where | {
        "school": {"S": audit.uai},
        "operation": {"S": audit.operation_id},
        "tag": {"S": audit.tag},
        "effect": {"S": audit.effect},
        "by": {"S": audit.by},
        "at": {"S": audit.at.isoformat()},
        "generation": {"N": str(audit.generation)},
        "expires_at": expiry(audit.at),
    }


_REQUESTED = {
    OperationKind.NOTIFICATION: AuditTag.NOTIFICATION_REQUESTED,
    OperationKind.PASSWORD_RESET: AuditTag.PASSWORD_RESET_REQUESTED,
    OperationKind.ACCOUNT_LIST: AuditTag.ACCOUNT_LIST_REQUESTED,
}


def requested_audit_item(operation: Operation) -> Item:
    return key(keys.operation_audit(operation.uai), operation.operation_id) | {
        "tag": {"S": _REQUESTED[operation.kind]},
        "by": {"S": operation.created_by},
        "at": {"S": operation.created_at.isoformat()},
        "expires_at": expiry(operation.created_at),
    }


def idempotency_item(operation: Operation, request: IdempotentRequest) -> Item:
    return key(keys.idempotency(operation.uai), request.key_digest) | {
        "request": {"S": request.body_digest},
        "operation": {"S": operation.operation_id},
        "expires_at": {"N": str(int(request.until.timestamp()))},
    }
