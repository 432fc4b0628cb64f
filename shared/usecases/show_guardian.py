"""A guardian's page: her account, and her pupils in this school."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.domain.errors import UnknownAccountError
from shared.domain.guardian_search import GuardianRow, GuardianSort, guardian_rows, placed_rows
from shared.domain.guardianship import Guardianship
from shared.domain.identifiers import AccountId, Uai
from shared.domain.person import Guardian, Student
from shared.usecases.display_budget import Displays, Opener, displayed_passwords
from shared.usecases.shown_password import ShownPassword


class Guardians(Protocol):
    """Reads one guardian, her links to this school's pupils, and her address."""

    def get(self, uai: Uai, account_id: AccountId) -> Guardian | None: ...
    def links_of(self, uai: Uai, account_ids: Iterable[AccountId]) -> list[Guardianship]: ...
    def address_of(self, uai: Uai, account_id: AccountId) -> tuple[str, ...]: ...


class Students(Protocol):
    """Reads some students of a school."""

    def get_many(
        self, uai: Uai, account_ids: Iterable[AccountId]
    ) -> Mapping[AccountId, Student]: ...


@dataclass(frozen=True, slots=True)
class GuardianDetail:
    """A guardian as one school sees her; `rows` are her pupils there, by name."""

    guardian: Guardian
    rows: Sequence[GuardianRow]
    postal_lines: tuple[str, ...]
    password: ShownPassword


def rows_of_guardian(
    guardians: Guardians, students: Students, uai: Uai, account_id: AccountId
) -> list[GuardianRow]:
    """A row for each pupil she has in this school now, by the pupil's name; none if unknown."""
    guardian = guardians.get(uai, account_id)
    if guardian is None or not guardian.present_in(uai):
        return []
    links = guardians.links_of(uai, [account_id])
    pupils = students.get_many(uai, [link.student_id for link in links])
    rows = guardian_rows([guardian], links, pupils.values(), uai)
    return [row for _, row in placed_rows(rows, GuardianSort.STUDENT)]


def show_guardian(
    guardians: Guardians,
    students: Students,
    opener: Opener,
    displays: Displays,
    *,
    uai: Uai,
    account_id: AccountId,
    at: datetime,
) -> GuardianDetail:
    """The guardian as she is now.

    Raises:
        UnknownAccountError: when no pupil of this school is hers, whatever she is elsewhere.
        DisplayBudgetSpentError: as `displayed_passwords` says.
    """
    rows = rows_of_guardian(guardians, students, uai, account_id)
    if not rows:
        raise UnknownAccountError
    guardian = rows[0].guardian
    [password] = displayed_passwords([guardian.account], opener, displays, at=at)
    return GuardianDetail(
        guardian=guardian,
        rows=rows,
        postal_lines=guardians.address_of(uai, account_id),
        password=password,
    )
