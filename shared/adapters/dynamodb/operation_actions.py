"""What the transactions of an operation write: accounts on condition, rows put once."""

from typing import Any

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.operation_items import expiry
from shared.adapters.dynamodb.student_items import student_attributes
from shared.adapters.dynamodb.table import Item, key
from shared.domain.account import Student
from shared.domain.audit import AuditRow, AuditTag
from shared.domain.idempotency import IdempotentRequest
from shared.domain.operation import Operation


def student_update(before: Student, after: Student) -> dict[str, Any]:
    account = after.account
    attributes = student_attributes(after)
    request: dict[str, Any] = {
        "Key": key(keys.students(account.uai), keys.account(account.account_id)),
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
    where = key(keys.account_audit(audit.uai, audit.account_id), audit.operation_id)
    return where | {
        "tag": {"S": audit.tag},
        "effect": {"S": audit.effect},
        "by": {"S": audit.by},
        "at": {"S": audit.at.isoformat()},
        "generation": {"N": str(audit.generation)},
        "expires_at": expiry(audit.at),
    }


def requested_audit_item(operation: Operation) -> Item:
    return key(keys.operation_audit(operation.uai), operation.operation_id) | {
        "tag": {"S": AuditTag.NOTIFICATION_REQUESTED},
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
