"""What the route about an account's history answers."""

from collections.abc import Iterable
from typing import Self

from shared.api.schemas.common import Answer, Moment
from shared.domain.account import Effect
from shared.domain.account_history import HistoryEntry
from shared.domain.operation import OperationKind


class HistoryEntryAnswer(Answer):
    """One event: `tag` is stable and for scripts, `label` and `by` are French and for people.

    `operation_id` and `kind` are given for an operation of this school, and of no other.
    """

    at: Moment
    tag: str
    label: str
    effect: Effect | None
    operation_id: str | None
    kind: OperationKind | None
    by: str | None


class HistoryAnswer(Answer):
    """What was done to an account in the last twelve months, newest first."""

    items: list[HistoryEntryAnswer]

    @classmethod
    def of(cls, entries: Iterable[HistoryEntry]) -> Self:
        return cls(
            items=[
                HistoryEntryAnswer(
                    at=entry.at,
                    tag=entry.tag,
                    label=entry.label,
                    effect=entry.effect,
                    operation_id=entry.operation_id,
                    kind=entry.kind,
                    by=entry.by,
                )
                for entry in entries
            ]
        )
