"""What the routes about usernames answer."""

from typing import Any, Self

from shared.api.schemas.common import Answer, Moment
from shared.domain.account import Account
from shared.domain.data_source import DataSource, in_words
from shared.domain.identifiers import Uai
from shared.domain.instruction import Population
from shared.domain.person import Student
from shared.domain.staff import ANOTHER_SCHOOL
from shared.domain.username_change import ChangeRefusal, UsernameChange, UsernameChangeState
from shared.usecases.list_username_changes import ChangePage
from shared.usecases.people import SeenPerson

REFUSAL_LABELS = {
    ChangeRefusal.NAMES_DIFFER: (
        "Le prénom ou le nom de famille n’était plus identique dans toutes les sources de données."
    ),
    ChangeRefusal.USERNAME_UNCHANGED: (
        "L’identifiant correspondait déjà au prénom et au nom de famille."
    ),
    ChangeRefusal.UNUSABLE_NAME: "Aucun identifiant ne pouvait être formé à partir de ces noms.",
    ChangeRefusal.DEPARTED: "Le titulaire du compte avait quitté l’établissement.",
}


class UsernameChangeCell(Answer):
    """Someone's last request of another username.

    `former_username`, of an applied request, no longer works. `refusal_label` says in French why
    the night has refused; `differing_sources` are those that gave another name, if that is why.
    """

    state: UsernameChangeState
    requested_at: Moment
    requested_by: str
    decided_at: Moment | None
    former_username: str | None
    refusal: ChangeRefusal | None
    refusal_label: str | None
    differing_sources: list[DataSource]

    @classmethod
    def of_account(cls, uai: Uai, account: Account) -> Self | None:
        """As the staff of `uai` read it: those of another school are not named."""
        change = account.username_change
        return cls(**_change_fields(uai, change)) if change else None


class UsernameChangeAnswer(UsernameChangeCell):
    """The same with its account. `username` is the one that works now.

    `school_class` is "" for a guardian and for an external student.
    """

    account_id: str
    population: Population
    family_name: str
    first_name: str
    school_class: str
    username: str

    @classmethod
    def of(cls, uai: Uai, seen: SeenPerson, change: UsernameChange) -> Self:
        person = seen.person
        return cls(
            account_id=person.account.account_id,
            population=seen.population,
            family_name=person.display_name,
            first_name=person.first_name,
            school_class=_class_shown(seen),
            username=person.account.username,
            **_change_fields(uai, change),
        )


class UsernameChangeList(Answer):
    """A page of the last requests, newest first; `total` and `counts` are of all of them."""

    items: list[UsernameChangeAnswer]
    total: int
    counts: dict[UsernameChangeState, int]
    next_cursor: str | None

    @classmethod
    def of(cls, uai: Uai, page: ChangePage, next_cursor: str | None) -> Self:
        return cls(
            items=[
                UsernameChangeAnswer.of(uai, seen, change)
                for seen in page.seen
                if (change := seen.person.account.username_change) is not None
            ],
            total=page.total,
            counts=page.counts,
            next_cursor=next_cursor,
        )


def _class_shown(seen: SeenPerson) -> str:
    person = seen.person
    known = isinstance(person, Student) and seen.population is Population.STUDENTS
    return person.school_class if known and isinstance(person, Student) else ""


def _change_fields(uai: Uai, change: UsernameChange) -> dict[str, Any]:
    return {
        "state": change.state,
        "requested_at": change.requested_at,
        "requested_by": change.requested_by if change.school == uai else ANOTHER_SCHOOL,
        "decided_at": change.decided_at,
        "former_username": change.former_username,
        "refusal": change.refusal,
        "refusal_label": _refusal_label(change),
        "differing_sources": change.differing_sources,
    }


def _refusal_label(change: UsernameChange) -> str | None:
    if change.refusal is None:
        return None
    label = REFUSAL_LABELS[change.refusal]
    if not change.differing_sources:
        return label
    return f"{label[:-1]} : {in_words(change.differing_sources)} en donnait d’autres."
