"""Operations as items: the operation, its frozen selection, its slices."""

from datetime import datetime, timedelta
from typing import Any

import msgspec

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import Item, key
from shared.domain.account import AccountAction, Effect
from shared.domain.identifiers import AccountId, OperationId, StaffId, Uai
from shared.domain.instruction import (
    Channel,
    Instruction,
    Outcome,
    OutcomeStatus,
    Population,
    Reason,
    Selected,
)
from shared.domain.operation import (
    Document,
    ListedPupils,
    Operation,
    OperationKind,
    OperationStatus,
)

ROWS_KEPT = timedelta(days=366)
"""An operation and its report are kept as long as the audit rows it made."""


class _PackedOperation(msgspec.Struct, array_like=True, frozen=True):
    kind: OperationKind
    population: Population
    action: AccountAction
    include_activated: bool
    created_at: datetime
    created_by: str
    created_by_name: str
    selected: int
    left_out: int
    channel: Channel | None = Channel.LETTER
    document: Document | None = Document.LETTERS
    listed_classes: tuple[str, ...] = ()
    listed_mefs: tuple[str, ...] = ()


_decode = msgspec.json.Decoder(_PackedOperation).decode
_decode_selected = msgspec.json.Decoder(list[tuple[str, int]]).decode
_decode_outcomes = msgspec.json.Decoder(
    list[tuple[str, OutcomeStatus, Effect | None, Reason | None]]
).decode


def _text(value: Any) -> Item:
    return {"S": msgspec.json.encode(value).decode()}


def operation_to_item(operation: Operation) -> Item:
    """The operation as it is first written, with the moment it would be found standing still."""
    packed = _PackedOperation(
        kind=operation.kind,
        population=operation.population,
        action=operation.action,
        include_activated=operation.instruction.include_activated,
        created_at=operation.created_at,
        created_by=operation.created_by,
        created_by_name=operation.created_by_name,
        selected=operation.selected,
        left_out=operation.left_out,
        channel=operation.instruction.channel,
        document=operation.document,
        listed_classes=tuple(sorted(operation.listed_pupils.school_classes)),
        listed_mefs=tuple(sorted(operation.listed_pupils.mef_codes)),
    )
    return key(keys.operations(operation.uai), operation.operation_id) | {
        "packed": _text(packed),
        "status": {"S": operation.status},
        "expires_at": expiry(operation.created_at),
    }


def operation_from_item(item: Item) -> Operation:
    packed = _decode(item["packed"]["S"])
    finished_at = item.get("finished_at")
    return Operation(
        operation_id=OperationId(item["SK"]["S"]),
        kind=packed.kind,
        instruction=Instruction(
            uai=Uai(item["PK"]["S"].partition("#")[0]),
            population=packed.population,
            action=packed.action,
            include_activated=packed.include_activated,
            channel=packed.channel,
        ),
        document=packed.document,
        created_at=packed.created_at,
        created_by=StaffId(packed.created_by),
        created_by_name=packed.created_by_name,
        selected=packed.selected,
        left_out=packed.left_out,
        listed_pupils=ListedPupils(frozenset(packed.listed_classes), frozenset(packed.listed_mefs)),
        status=OperationStatus(item["status"]["S"]),
        done=_number(item, "done"),
        skipped=_number(item, "skipped"),
        failed=_number(item, "failed"),
        resumptions=_number(item, "resumptions"),
        finished_at=datetime.fromisoformat(finished_at["S"]) if finished_at else None,
        file_swept="file_swept_at" in item,
    )


def selection_to_item(operation: Operation, number: int, selected: list[Selected]) -> Item:
    packed = [(each.account_id, each.generation) for each in selected]
    return _row(operation, keys.selection_chunk(number)) | {"selected": _text(packed)}


def selection_from_item(item: Item) -> list[Selected]:
    return [Selected(AccountId(i), g) for i, g in _decode_selected(item["selected"]["S"])]


def outcomes_to_item(operation: Operation, sort_key: str, outcomes: list[Outcome]) -> Item:
    packed = [(o.account_id, o.status, o.effect, o.reason) for o in outcomes]
    return _row(operation, sort_key) | {"outcomes": _text(packed)}


def outcomes_from_item(item: Item) -> list[Outcome]:
    packed = _decode_outcomes(item["outcomes"]["S"])
    return [Outcome(AccountId(i), status, effect, why) for i, status, effect, why in packed]


def expiry(moment: datetime) -> Item:
    """The `expires_at` by which DynamoDB deletes a row of this moment."""
    return {"N": str(int((moment + ROWS_KEPT).timestamp()))}


def has_expired(item: Item, at: datetime) -> bool:
    """Whether DynamoDB should have deleted this row by then."""
    return "expires_at" in item and int(item["expires_at"]["N"]) <= at.timestamp()


def _row(operation: Operation, sort_key: str) -> Item:
    return key(keys.operation_rows(operation.uai, operation.operation_id), sort_key) | {
        "expires_at": expiry(operation.created_at)
    }


def _number(item: Item, name: str) -> int:
    return int(item[name]["N"]) if name in item else 0
