"""What the routes about operations take and answer."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from shared.api.schemas.common import AccountIdText, Answer, Code, Moment, Request, SearchText
from shared.domain.account import AccountAction, AccountStatus, Effect
from shared.domain.identifiers import AccountId
from shared.domain.operation import (
    Operation,
    OperationKind,
    OperationStatus,
    Outcome,
    OutcomeStatus,
    Population,
    Reason,
)
from shared.domain.student_search import StudentCriteria
from shared.usecases.select_students import Plan, Selection

_MOST_IDS = 10_000


class Criteria(Request):
    """The search whose whole result is selected: the names of the search's own parameters."""

    q: SearchText = ""
    school_class: list[Code] = Field(default_factory=list, max_length=500)
    mef_code: list[Code] = Field(default_factory=list, max_length=500)
    status: list[AccountStatus] = Field(default_factory=list, max_length=4)

    def to_domain(self) -> StudentCriteria:
        return StudentCriteria(
            q=self.q,
            school_classes=frozenset(self.school_class),
            mef_codes=frozenset(self.mef_code),
            statuses=frozenset(self.status),
        )


class SelectionRequest(Request):
    """Either `account_ids`, or `criteria` with the total that was seen, minus `except`."""

    account_ids: list[AccountIdText] | None = Field(
        default=None, min_length=1, max_length=_MOST_IDS
    )
    criteria: Criteria | None = None
    expected_total: Annotated[int, Field(ge=0)] | None = None
    except_: list[AccountIdText] = Field(default_factory=list, alias="except", max_length=_MOST_IDS)

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.account_ids is None) == (self.criteria is None):
            raise ValueError("account_ids or criteria, one of them")
        if self.account_ids is not None and (self.expected_total is not None or self.except_):
            raise ValueError("expected_total and except go with criteria")
        return self

    def to_domain(self) -> Selection:
        return Selection(
            account_ids=tuple(AccountId(each) for each in self.account_ids or ()),
            criteria=self.criteria.to_domain() if self.criteria else None,
            expected_total=self.expected_total,
            excepted=frozenset(AccountId(each) for each in self.except_),
        )


class Channel(StrEnum):
    """How people are told. E-mail is for guardians."""

    LETTER = "letter"


class NotificationRequest(Request):
    """(Re)notify accounts (guide §3.2)."""

    population: Population
    selection: SelectionRequest
    channel: Channel = Channel.LETTER
    reset_passwords: bool = False
    include_activated: bool = False
    preview: bool = False

    @property
    def action(self) -> AccountAction:
        """What is done to each account."""
        return AccountAction.NOTIFY_AND_RESET if self.reset_passwords else AccountAction.NOTIFY


class EffectOnStatus(Answer):
    """What would happen to the accounts of one status.

    `renewed` counts those of a kept password whose password has expired: they get a new one.
    """

    count: int
    effect: Effect
    renewed: int


class LeftOut(Answer):
    """How many accounts would be left out, and why."""

    reason: Reason
    count: int


class Preview(Answer):
    """What an action would do; nothing has been done."""

    total: int
    by_status: dict[AccountStatus, EffectOnStatus]
    left_out: list[LeftOut]

    @classmethod
    def of(cls, plan: Plan) -> Self:
        return cls(
            total=len(plan.chosen) + len(plan.left_out),
            by_status={
                status: EffectOnStatus(count=p.count, effect=p.effect, renewed=p.renewed)
                for status, p in plan.by_status().items()
            },
            left_out=[
                LeftOut(reason=reason, count=count)
                for reason, count in plan.left_out_by_reason().items()
            ],
        )


class OperationAnswer(Answer):
    """A bulk action and where it stands: `done + skipped + failed` of `total`."""

    operation_id: str
    kind: OperationKind
    population: Population
    status: OperationStatus
    total: int
    done: int
    skipped: int
    failed: int
    created_at: Moment
    created_by: str
    finished_at: Moment | None
    file_name: str

    @classmethod
    def of(cls, operation: Operation) -> Self:
        return cls(
            operation_id=operation.operation_id,
            kind=operation.kind,
            population=operation.population,
            status=operation.status,
            total=operation.total,
            done=operation.done,
            skipped=operation.skipped,
            failed=operation.failed,
            created_at=operation.created_at,
            created_by=operation.created_by_name,
            finished_at=operation.finished_at,
            file_name=operation.file_name,
        )


class OperationList(Answer):
    """The school's last operations, newest first."""

    items: list[OperationAnswer]


class OutcomeAnswer(Answer):
    """What became of one account: the effect when done, the reason when not."""

    account_id: str
    status: OutcomeStatus
    effect: Effect | None
    reason: Reason | None


class OutcomePage(Answer):
    """The accounts of an operation, a page at a time; `total` grows while it runs."""

    items: list[OutcomeAnswer]
    total: int
    next_cursor: str | None

    @classmethod
    def of(cls, outcomes: Sequence[Outcome], *, total: int, next_cursor: str | None) -> Self:
        items = [
            OutcomeAnswer(
                account_id=o.account_id, status=o.status, effect=o.effect, reason=o.reason
            )
            for o in outcomes
        ]
        return cls(items=items, total=total, next_cursor=next_cursor)


class DownloadAnswer(Answer):
    """A link that dies at `expires_at`; `rendered_again` when accounts had changed since."""

    url: str
    expires_at: Moment
    file_name: str
    rendered_again: bool
