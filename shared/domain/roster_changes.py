"""What a roster import writes: each change is whole, and says what it assumes of the table."""

from dataclasses import dataclass

from shared.domain.audit import AuditTag
from shared.domain.guardianship import Guardianship
from shared.domain.identifiers import AccountId, Uai
from shared.domain.person import Guardian, Person, Student


@dataclass(frozen=True, slots=True)
class IneClaim:
    """An INE to enter in the national register for an account.

    `held_by` is the account the register names so far, None when the INE is not in it.
    """

    ine: str
    held_by: AccountId | None = None


@dataclass(frozen=True, slots=True)
class JointureClaim:
    """A feed's identifier of a guardian, to enter in the national register for her account.

    `held_by` is the account the register names so far, which exists no more; None when the
    jointure is not in it.
    """

    jointure: str
    held_by: AccountId | None = None


@dataclass(frozen=True, slots=True)
class JointureHolder:
    """Whose a jointure is; `guardian` is None when there is no such account any more."""

    account_id: AccountId
    uai: Uai
    guardian: Guardian | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """Someone new. The username is still empty: `stem` is numbered when the account is written."""

    person: Person
    stem: str
    ine: IneClaim | None = None
    jointure: JointureClaim | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """Someone known whose record changes, departures and returns included.

    `after` is the version next to `before`. `released_ine` leaves the national register. The
    pointers of the schools that see her follow from `before` and `after`.
    """

    before: Person
    after: Person
    ine: IneClaim | None = None
    released_ine: str | None = None
    jointure: JointureClaim | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A pupil who left another school and is here now: the same account changes school."""

    before: Student
    after: Student
    ine: str


@dataclass(frozen=True, slots=True)
class AddressChange:
    """The postal address of an account of this school; no line means it has none any more."""

    account_id: AccountId
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkChange:
    """A guardianship that is new, or whose kinship or sources change; its dispute is kept."""

    link: Guardianship


@dataclass(frozen=True, slots=True)
class LinkRemoval:
    guardian_id: AccountId
    student_id: AccountId


Change = Arrival | Update | Move | AddressChange | LinkChange | LinkRemoval


def trace_of(change: Change) -> AuditTag | None:
    """What the history of an account says of a change: its beginning, departures, returns, moves.

    A guardian who leaves one school of several has not left.
    """
    match change:
        case Arrival():
            return AuditTag.ACCOUNT_CREATED
        case Move():
            return AuditTag.ACCOUNT_MOVED
        case Update() if change.after.departed_on and not change.before.departed_on:
            return AuditTag.ACCOUNT_DEPARTED
        case Update() if change.before.departed_on and not change.after.departed_on:
            return AuditTag.ACCOUNT_RETURNED
    return None


def other_schools(person: Person) -> tuple[Uai, ...]:
    """The schools that see an account without its living there: each holds a pointer to it."""
    seen = person.host_schools if isinstance(person, Student) else person.schools
    return tuple(uai for uai in seen if uai != person.account.uai)
