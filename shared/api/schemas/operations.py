"""What the routes about operations answer."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from shared.api.schemas.common import Answer, Moment
from shared.domain.account import AccountAction, AccountStatus, Effect
from shared.domain.identifiers import AccountId
from shared.domain.instruction import Channel, OutcomeStatus, Population, Reason
from shared.domain.mail import MailStatus
from shared.domain.operation import Operation, OperationKind, OperationStatus
from shared.domain.person import Person, Student
from shared.usecases.select_accounts import Plan
from shared.usecases.show_credentials import Credentials
from shared.usecases.show_operation import Fate, Report, ToldOutcome


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
    """A bulk action and where it stands: `done + skipped + failed` of `total`.

    Its document, when it makes one, is called `file_name` and is handed out until
    `file_expires_at`.
    """

    operation_id: str
    kind: OperationKind
    population: Population
    channel: Channel | None
    reset_passwords: bool
    include_activated: bool
    status: OperationStatus
    total: int
    done: int
    skipped: int
    failed: int
    created_at: Moment
    created_by: str
    finished_at: Moment | None
    file_name: str | None
    file_expires_at: Moment | None

    @classmethod
    def of(cls, operation: Operation) -> Self:
        return cls(**_operation_fields(operation))


class ResetAnswer(OperationAnswer):
    """A reset; `credentials` is of the account when it named just one (guide §3.4)."""

    credentials: "CredentialsAnswer | None"

    @classmethod
    def of_reset(cls, operation: Operation, credentials: "CredentialsAnswer | None") -> Self:
        return cls(**_operation_fields(operation), credentials=credentials)


class CredentialsAnswer(Answer):
    """What to tell the holder: the password in groups, when it ends, where to sign in."""

    account_id: str
    population: Population
    family_name: str
    first_name: str
    school_class: str | None
    username: str
    password: str
    expires_at: Moment | None
    portals: list[str]

    @classmethod
    def of(cls, credentials: Credentials, population: Population, portals: Sequence[str]) -> Self:
        person = credentials.person
        return cls(
            account_id=person.account.account_id,
            population=population,
            family_name=person.display_name,
            first_name=person.first_name,
            school_class=_class_of(person, population),
            username=person.account.username,
            password=credentials.password_text,
            expires_at=person.account.password_expires_at,
            portals=list(portals),
        )


class OperationList(Answer):
    """The school's last operations, newest first."""

    items: list[OperationAnswer]


class OutcomeAnswer(Answer):
    """What became of one account: the effect when done, the reason when not; and of its e-mail.

    The names are those of now, null when the school no longer sees this person.
    """

    account_id: str
    family_name: str | None
    first_name: str | None
    username: str | None
    school_class: str | None
    status: OutcomeStatus
    effect: Effect | None
    reason: Reason | None
    mail: MailStatus | None

    @classmethod
    def of(cls, told: ToldOutcome, person: Person | None, population: Population) -> Self:
        outcome = told.outcome
        return cls(
            account_id=outcome.account_id,
            family_name=person.display_name if person else None,
            first_name=person.first_name if person else None,
            username=person.account.username if person else None,
            school_class=_class_of(person, population),
            status=outcome.status,
            effect=outcome.effect,
            reason=outcome.reason,
            mail=told.mail,
        )


class OutcomeTotal(Answer):
    """How many accounts the same became of."""

    status: OutcomeStatus
    effect: Effect | None
    reason: Reason | None
    mail: MailStatus | None
    count: int

    @classmethod
    def of(cls, fate: Fate, count: int) -> Self:
        return cls(
            status=fate.status,
            effect=fate.effect,
            reason=fate.reason,
            mail=fate.mail,
            count=count,
        )


class OutcomePage(Answer):
    """The accounts of an operation, a page at a time; `total` grows while it runs.

    `totals` are of all its accounts, whatever the filter keeps.
    """

    items: list[OutcomeAnswer]
    total: int
    totals: list[OutcomeTotal]
    next_cursor: str | None

    @classmethod
    def of(
        cls,
        report: Report,
        page: Sequence[ToldOutcome],
        people: Mapping[AccountId, Person],
        *,
        next_cursor: str | None,
    ) -> Self:
        return cls(
            items=[
                OutcomeAnswer.of(each, people.get(each.outcome.account_id), report.population)
                for each in page
            ],
            total=len(report.kept),
            totals=[OutcomeTotal.of(fate, count) for fate, count in report.totals.items()],
            next_cursor=next_cursor,
        )


class DownloadAnswer(Answer):
    """A link that dies at `expires_at`; `rendered_again` when accounts had changed since."""

    url: str
    expires_at: Moment
    file_name: str
    rendered_again: bool


_RESETTING = {AccountAction.RESET, AccountAction.NOTIFY_AND_RESET}


def _class_of(person: Person | None, population: Population) -> str | None:
    """The class of a school's own pupil; of an external one a host knows none (guide §4)."""
    if isinstance(person, Student) and population is Population.STUDENTS:
        return person.school_class
    return None


def _operation_fields(operation: Operation) -> dict[str, Any]:
    return {
        "operation_id": operation.operation_id,
        "kind": operation.kind,
        "population": operation.population,
        "channel": operation.instruction.channel,
        "reset_passwords": operation.action in _RESETTING,
        "include_activated": operation.instruction.include_activated,
        "status": operation.status,
        "total": operation.total,
        "done": operation.done,
        "skipped": operation.skipped,
        "failed": operation.failed,
        "created_at": operation.created_at,
        "created_by": operation.created_by_name,
        "finished_at": operation.finished_at,
        "file_name": operation.file_name,
        "file_expires_at": operation.file_expires_at if operation.document else None,
    }
