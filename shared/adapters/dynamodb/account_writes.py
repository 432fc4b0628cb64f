"""What a transaction writes of accounts outside bulk actions: each account, and its trace."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.guardian_items import guardian_attributes, guardian_from_item
from shared.adapters.dynamodb.operation_actions import put_new
from shared.adapters.dynamodb.operation_items import expiry
from shared.adapters.dynamodb.staff_traces import staff_trace
from shared.adapters.dynamodb.student_items import student_attributes, student_from_item
from shared.adapters.dynamodb.table import ConditionFailedError, Item, Table, key
from shared.domain.audit import BY_STAFF_ON_ONE_ACCOUNT, AccountTrace
from shared.domain.errors import ConcurrentChangeError
from shared.domain.person import Person, Student
from shared.domain.traced_change import TracedChange

_ONLY_SOME_HAVE = ("username_change", "former_usernames")


@dataclass(frozen=True, slots=True)
class AccountWrites:
    """Writes on condition that each account is still as it was read."""

    table: Table

    def read(self, person: Person) -> Person | None:
        """AP-93: the same person as she is now, None when her account is no longer there."""
        place = account_key(person)
        item = self.table.get(place["PK"]["S"], place["SK"]["S"])
        if item is None:
            return None
        uai = person.account.uai
        student = isinstance(person, Student)
        return student_from_item(uai, item) if student else guardian_from_item(uai, item)

    def record(self, changes: Sequence[TracedChange]) -> None:
        """AP-94: at most 50 accounts as they become, each with its trace; all or none.

        Raises:
            ConcurrentChangeError: when one of them has changed, or left, since it was read.
        """
        updates = [{"Update": account_update(each.before, each.after)} for each in changes]
        traces = [put_trace(each.trace) for each in changes]
        traces += [
            _put_in_journal(each.trace)
            for each in changes
            if each.trace.tag in BY_STAFF_ON_ONE_ACCOUNT
        ]
        try:
            self.table.transact([*updates, *traces])
        except ConditionFailedError as error:
            # A write whose reply was lost has left its traces: it is done.
            told = error.reasons[len(updates) :]
            if not told or any(reason != "ConditionalCheckFailed" for reason in told):
                raise ConcurrentChangeError from error


def account_key(person: Person) -> Item:
    """Where her account lives."""
    account = person.account
    student = isinstance(person, Student)
    partition = keys.students(account.uai) if student else keys.guardians(account.uai)
    return key(partition, keys.account(account.account_id))


def person_attributes(person: Person) -> Item:
    """The attributes of her item, without its keys."""
    if isinstance(person, Student):
        return student_attributes(person)
    return guardian_attributes(person)


def account_update(before: Person, after: Person) -> dict[str, Any]:
    """The account on the version read; the operation that last wrote it stays named."""
    known, attributes = person_attributes(before), person_attributes(after)
    values = {
        ":packed": attributes["packed"],
        ":version": attributes["version"],
        ":read": known["version"],
    }
    expression = "SET packed = :packed, #version = :version"
    for name in _ONLY_SOME_HAVE:
        if name in attributes and attributes[name] != known.get(name):
            expression += f", {name} = :{name}"
            values[f":{name}"] = attributes[name]
    losable = ("secret", *_ONLY_SOME_HAVE)
    removed = [name for name in losable if name in known and name not in attributes]
    return {
        "Key": account_key(before),
        "UpdateExpression": f"{expression} REMOVE {', '.join(removed)}" if removed else expression,
        "ConditionExpression": "#version = :read",
        "ExpressionAttributeNames": {"#version": "version"},
        "ExpressionAttributeValues": values,
    }


def put_trace(trace: AccountTrace) -> dict[str, Any]:
    """The row that something leaves in the history of an account, put once."""
    row = key(keys.account_audit(trace.account_uai, trace.account_id), trace.trace_id) | {
        "school": {"S": trace.uai},
        "tag": {"S": trace.tag},
        "by": {"S": trace.by},
        "at": {"S": trace.at.isoformat()},
        "expires_at": expiry(trace.at),
    }
    if trace.student_id:
        row["student_id"] = {"S": trace.student_id}
    return put_new(row)


def _put_in_journal(trace: AccountTrace) -> dict[str, Any]:
    """The same trace among those of the school that acted, put once."""
    row = staff_trace(
        trace.uai, trace.trace_id, tag=trace.tag, by=trace.by, by_name=trace.by_name, at=trace.at
    )
    return put_new(row | {"account": {"S": trace.account_id}})
