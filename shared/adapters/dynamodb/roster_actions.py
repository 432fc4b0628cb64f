"""A roster's change as the actions of a transaction, with what each assumes of the table."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.account_writes import account_key, person_attributes, put_trace
from shared.adapters.dynamodb.guardian_items import link_key, link_sources
from shared.adapters.dynamodb.pointers import pointer_key
from shared.adapters.dynamodb.table import key
from shared.adapters.dynamodb.usernames import register_action, register_former
from shared.domain.account import Account
from shared.domain.audit import AccountTrace, AuditTag
from shared.domain.identifiers import AccountId, Uai
from shared.domain.person import Person, Student
from shared.domain.roster_changes import (
    AddressChange,
    Arrival,
    Change,
    IneClaim,
    JointureClaim,
    LinkChange,
    LinkRemoval,
    Move,
    Update,
    other_schools,
    trace_of,
)

Action = dict[str, Any]

_NEW = "attribute_not_exists(PK)"


IMPORTER = "roster-import"
"""Who an audit row says it was."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which import writes, when, in which school: what its audit rows say besides the account."""

    uai: Uai
    import_id: str
    at: datetime


def actions_of(stamp: Stamp, change: Change) -> list[Action]:
    """The actions of one change, never to be parted; an arrival must have its username.

    At most six, the stem's counter of an arrival aside, and one for each other school that sees
    the account or no longer does.
    """
    actions = _actions_of(stamp.uai, change)
    tag = trace_of(change)
    if isinstance(change, Arrival):
        created = trace_by(stamp, change.person.account, AuditTag.ACCOUNT_CREATED)
        actions.append(put_trace(created))
    elif tag and isinstance(change, Update | Move):
        actions.append(put_trace(trace_by(stamp, change.after.account, tag)))
    return actions


def trace_by(stamp: Stamp, account: Account, tag: AuditTag) -> AccountTrace:
    """Sorts by time among the account's other rows; one of a kind for a version of the account."""
    told = f"{stamp.import_id} {account.account_id} {account.version} {tag}"
    return AccountTrace(
        trace_id=f"{stamp.import_id[:12]}{hashlib.sha256(told.encode()).hexdigest()[:12]}",
        account_id=account.account_id,
        account_uai=account.uai,
        uai=stamp.uai,
        tag=tag,
        at=stamp.at,
        by=IMPORTER,
    )


def _actions_of(uai: Uai, change: Change) -> list[Action]:
    match change:
        case Arrival():
            return _arrival(change)
        case Update():
            return _update(change)
        case Move():
            return _move(change)
        case AddressChange():
            return [_address(uai, change)]
        case LinkChange():
            return [_link(uai, change)]
        case LinkRemoval():
            return [{"Delete": {"Key": link_key(uai, change.guardian_id, change.student_id)}}]


def _arrival(change: Arrival) -> list[Action]:
    account = change.person.account
    actions = [_put_new(change.person), register_action(account, _population(change.person))]
    if change.ine:
        actions.append(_claim(change.ine, account.account_id, account.uai))
    if change.jointure:
        actions.append(_claim_jointure(change.jointure, account))
    return actions + _pointers(None, change.person)


def _update(change: Update) -> list[Action]:
    """Only what the roster knows is written: other attributes of the item stay."""
    account = change.before.account
    values = person_attributes(change.after)
    actions: list[Action] = [
        {
            "Update": {
                "Key": account_key(change.before),
                "UpdateExpression": "SET packed = :packed, #version = :version",
                "ConditionExpression": "#version = :read",
                "ExpressionAttributeNames": {"#version": "version"},
                "ExpressionAttributeValues": {
                    ":packed": values["packed"],
                    ":version": values["version"],
                    ":read": {"N": str(account.version)},
                },
            }
        }
    ]
    if change.ine:
        actions.append(_claim(change.ine, account.account_id, account.uai))
    if change.released_ine:
        actions.append({"Delete": _hers(change.released_ine, account.account_id)})
    if change.jointure:
        actions.append(_claim_jointure(change.jointure, account))
    return actions + _pointers(change.before, change.after)


def _move(change: Move) -> list[Action]:
    """The account leaves one school's partition for another's; everything it has goes with it."""
    before, after = change.before.account, change.after.account
    left = {
        "Key": account_key(change.before),
        "ConditionExpression": "#version = :read",
        "ExpressionAttributeNames": {"#version": "version"},
        "ExpressionAttributeValues": {":read": {"N": str(before.version)}},
    }
    old_address = key(keys.addresses(before.uai), keys.account(before.account_id))
    return [
        {"Delete": left},
        _put_new(change.after),
        register_action(after, "students", new=False),
        *(register_former(after, "students", each) for each in after.former_usernames),
        _claim(IneClaim(change.ine, before.account_id), after.account_id, after.uai),
        {"Delete": {"Key": old_address}},
        *_pointers(change.before, change.after),
    ]


def _pointers(before: Person | None, after: Person) -> list[Action]:
    """Every other school that sees the account points to it, and no other does."""
    account = after.account
    former = dict.fromkeys(other_schools(before), before.account.uai) if before else {}
    wanted = other_schools(after)
    gone: list[Action] = [
        {"Delete": {"Key": pointer_key(uai, after)}} for uai in former if uai not in wanted
    ]
    lives_in = {"lives_in": {"S": account.uai}}
    return gone + [
        {"Put": {"Item": pointer_key(uai, after) | lives_in}}
        for uai in wanted
        if former.get(uai) != account.uai
    ]


def _claim(claim: IneClaim, account_id: AccountId, uai: Uai) -> Action:
    body: Action = {
        "Item": key(*keys.ine(claim.ine)) | {"account_id": {"S": account_id}, "uai": {"S": uai}},
        "ConditionExpression": _NEW,
    }
    if claim.held_by:
        body["ConditionExpression"] = "account_id = :holder"
        body["ExpressionAttributeValues"] = {":holder": {"S": claim.held_by}}
    return {"Put": body}


def _claim_jointure(claim: JointureClaim, account: Account) -> Action:
    item = key(*keys.jointure(claim.jointure)) | {
        "account_id": {"S": account.account_id},
        "uai": {"S": account.uai},
    }
    body: Action = {"Item": item, "ConditionExpression": _NEW}
    if claim.held_by:
        body["ConditionExpression"] = "account_id = :holder"
        body["ExpressionAttributeValues"] = {":holder": {"S": claim.held_by}}
    return {"Put": body}


def _hers(ine: str, account_id: AccountId) -> Action:
    return {
        "Key": key(*keys.ine(ine)),
        "ConditionExpression": "account_id = :me",
        "ExpressionAttributeValues": {":me": {"S": account_id}},
    }


def _address(uai: Uai, change: AddressChange) -> Action:
    place = key(keys.addresses(uai), keys.account(change.account_id))
    if not change.lines:
        return {"Delete": {"Key": place}}
    return {"Put": {"Item": place | {"lines": {"S": "\n".join(change.lines)}}}}


def _link(uai: Uai, change: LinkChange) -> Action:
    link = change.link
    return {
        "Update": {
            "Key": link_key(uai, link.guardian_id, link.student_id),
            "UpdateExpression": "SET kinship = :kinship, sources = :sources",
            "ExpressionAttributeValues": {
                ":kinship": {"S": link.kinship.value},
                ":sources": link_sources(link),
            },
        }
    }


def _put_new(person: Person) -> Action:
    item = account_key(person) | person_attributes(person)
    return {"Put": {"Item": item, "ConditionExpression": _NEW}}


def _population(person: Person) -> str:
    return "students" if isinstance(person, Student) else "guardians"
