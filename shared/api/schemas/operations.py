"""What the routes about operations answer."""

from collections.abc import Sequence
from typing import Any, Self

from shared.api.schemas.common import Answer, Moment
from shared.domain.account import AccountStatus, Effect
from shared.domain.instruction import Channel, OutcomeStatus, Population, Reason
from shared.domain.mail import MailStatus
from shared.domain.operation import Operation, OperationKind, OperationStatus
from shared.usecases.select_accounts import Plan
from shared.usecases.show_credentials import Credentials
from shared.usecases.show_operation import ToldOutcome


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
    channel: Channel | None
    status: OperationStatus
    total: int
    done: int
    skipped: int
    failed: int
    created_at: Moment
    created_by: str
    finished_at: Moment | None
    file_name: str | None

    @classmethod
    def of(cls, operation: Operation) -> Self:
        return cls(**_operation_fields(operation))


class ResetAnswer(OperationAnswer):
    """A reset; `credentials` is of the account when it named just one (guide §3.4)."""

    credentials: "CredentialsAnswer | None"

    @classmethod
    def of_reset(cls, operation: Operation, credentials: Credentials | None) -> Self:
        shown = CredentialsAnswer.of(credentials) if credentials else None
        return cls(**_operation_fields(operation), credentials=shown)


class CredentialsAnswer(Answer):
    """What to tell the holder: the password in groups, and when it ends."""

    account_id: str
    family_name: str
    first_name: str
    username: str
    password: str
    expires_at: Moment | None

    @classmethod
    def of(cls, credentials: Credentials) -> Self:
        person = credentials.person
        return cls(
            account_id=person.account.account_id,
            family_name=person.display_name,
            first_name=person.first_name,
            username=person.account.username,
            password=credentials.password_text,
            expires_at=person.account.password_expires_at,
        )


class OperationList(Answer):
    """The school's last operations, newest first."""

    items: list[OperationAnswer]


class OutcomeAnswer(Answer):
    """What became of one account: the effect when done, the reason when not; and of its e-mail."""

    account_id: str
    status: OutcomeStatus
    effect: Effect | None
    reason: Reason | None
    mail: MailStatus | None

    @classmethod
    def of(cls, told: ToldOutcome) -> Self:
        outcome = told.outcome
        return cls(
            account_id=outcome.account_id,
            status=outcome.status,
            effect=outcome.effect,
            reason=outcome.reason,
            mail=told.mail,
        )


class OutcomePage(Answer):
    """The accounts of an operation, a page at a time; `total` grows while it runs."""

    items: list[OutcomeAnswer]
    total: int
    next_cursor: str | None

    @classmethod
    def of(cls, outcomes: Sequence[ToldOutcome], *, total: int, next_cursor: str | None) -> Self:
        items = [OutcomeAnswer.of(each) for each in outcomes]
        return cls(items=items, total=total, next_cursor=next_cursor)


class DownloadAnswer(Answer):
    """A link that dies at `expires_at`; `rendered_again` when accounts had changed since."""

    url: str
    expires_at: Moment
    file_name: str
    rendered_again: bool


def _operation_fields(operation: Operation) -> dict[str, Any]:
    return {
        "operation_id": operation.operation_id,
        "kind": operation.kind,
        "population": operation.population,
        "channel": operation.instruction.channel,
        "status": operation.status,
        "total": operation.total,
        "done": operation.done,
        "skipped": operation.skipped,
        "failed": operation.failed,
        "created_at": operation.created_at,
        "created_by": operation.created_by_name,
        "finished_at": operation.finished_at,
        "file_name": operation.file_name,
    }
