"""What a roster import writes: each change is whole, and says what it assumes of the table."""

from dataclasses import dataclass, replace

from shared.domain.account import Account, Guardian, Student
from shared.domain.identifiers import AccountId
from shared.domain.roster import Kinship

Person = Student | Guardian


@dataclass(frozen=True, slots=True)
class IneClaim:
    """An INE to enter in the national register for an account.

    `held_by` is the account the register names so far, None when the INE is not in it.
    """

    ine: str
    held_by: AccountId | None = None


@dataclass(frozen=True, slots=True)
class Guardianship:
    """The link between a guardian and a pupil of one school."""

    guardian_id: AccountId
    student_id: AccountId
    kinship: Kinship


@dataclass(frozen=True, slots=True)
class Arrival:
    """Someone new. The username is still empty: `stem` is numbered when the account is written."""

    person: Person
    stem: str
    ine: IneClaim | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """Someone known whose record changes, departures and returns included.

    `after` is the version next to `before`. `released_ine` leaves the national register.
    """

    before: Person
    after: Person
    ine: IneClaim | None = None
    released_ine: str | None = None


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
    """A guardianship that is new, or whose kinship has changed; what it bears besides is kept."""

    link: Guardianship


@dataclass(frozen=True, slots=True)
class LinkRemoval:
    guardian_id: AccountId
    student_id: AccountId


Change = Arrival | Update | Move | AddressChange | LinkChange | LinkRemoval


def next_version(account: Account) -> Account:
    """The account as the next write leaves it: a roster touches nothing else of an account."""
    return replace(account, version=account.version + 1)
