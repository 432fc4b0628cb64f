"""What is to be done to each account of a selection, and what becomes of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shared.domain.account import AccountAction, AccountStatus, Effect
from shared.domain.identifiers import AccountId, Uai
from shared.domain.person import Guardian, Person


class Population(StrEnum):
    """Whom an operation is about."""

    STUDENTS = "students"
    EXTERNAL_STUDENTS = "external_students"
    GUARDIANS = "guardians"


class Channel(StrEnum):
    """How a notification reaches people. E-mail is for guardians."""

    LETTER = "letter"
    EMAIL = "email"


class OutcomeStatus(StrEnum):
    """What became of one account. Leaving out is not failing."""

    DONE = "DONE"
    SKIPPED = "SKIPPED"
    FAILED = "FAILED"


class Reason(StrEnum):
    """Why an account was left out, or failed."""

    ACTIVATED = "ACTIVATED"
    ACTIVATING = "ACTIVATING"
    NO_EMAIL = "NO_EMAIL"
    DEPARTED = "DEPARTED"
    UNKNOWN = "UNKNOWN"
    RENEWED_SINCE_SELECTION = "RENEWED_SINCE_SELECTION"
    NOT_PROCESSED = "NOT_PROCESSED"
    MAIL_REJECTED = "MAIL_REJECTED"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one account: its effect when done, the reason when not."""

    account_id: AccountId
    status: OutcomeStatus
    effect: Effect | None = None
    reason: Reason | None = None

    @property
    def is_told(self) -> bool:
        """Whether its holder gets a letter, a line of the list, or an e-mail.

        Who was given a newer password by someone else meanwhile does too: with that one.
        """
        return self.status is OutcomeStatus.DONE or self.reason is Reason.RENEWED_SINCE_SELECTION


@dataclass(frozen=True, slots=True)
class Selected:
    """One account of a frozen selection, with the password generation it had then."""

    account_id: AccountId
    generation: int


@dataclass(frozen=True, slots=True)
class Instruction:
    """What is to be done to each account of a selection, in the school `uai`."""

    uai: Uai
    population: Population
    action: AccountAction
    include_activated: bool = False
    channel: Channel | None = None

    def judge(self, person: Person | None, selected: Selected, at: datetime) -> Effect | Reason:
        """What happens to one selected account as it stands now: an effect, or why it is skipped.

        Judged again at the moment of writing, since the selection may be minutes old: who has
        activated, left, or been given a newer password meanwhile is not touched by surprise.
        """
        if person is None:
            return Reason.UNKNOWN
        if not person.present_in(self.uai):
            return Reason.DEPARTED
        reason = self._set_aside(person)
        if reason is not None:
            return reason
        effect = person.account.effect_of(self.action, at)
        if effect is Effect.NEW_PASSWORD and person.account.generation != selected.generation:
            # Someone gave a newer password after this was asked for: a letter may already carry
            # it, so it is kept, and this operation's letters will show it.
            return Reason.RENEWED_SINCE_SELECTION
        return effect

    def _set_aside(self, person: Person) -> Reason | None:
        """Whom a bulk action leaves out: who has chosen a password, or begun to (guide §5.2).

        A pupil is never activating, so one rule does for everybody.
        """
        if self.action is not AccountAction.LIST and not self.include_activated:
            reason = _LEFT_OUT.get(person.account.status)
            if reason is not None:
                return reason
        if self.channel is Channel.EMAIL and not roster_email(person):
            return Reason.NO_EMAIL
        return None


_LEFT_OUT = {
    AccountStatus.ACTIVATING: Reason.ACTIVATING,
    AccountStatus.ACTIVATED: Reason.ACTIVATED,
}


def roster_email(person: Person) -> str | None:
    """The only address that mail goes to; pupils get none."""
    return person.roster_email if isinstance(person, Guardian) else None
