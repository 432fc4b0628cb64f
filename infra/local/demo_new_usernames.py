"""New usernames in the demo (guide §8): in each school, one given, one awaited, others to ask for.

Only the schools that export their own rosters have corrected names since the usernames were made.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from typing import Final

from infra.local.demo_year_fates import drawn_rank
from infra.local.demo_year_staff import secretary_of
from infra.local.roster_generator.demo import DEMO_SCHOOLS
from infra.local.services import PlatformError
from infra.local.stack import Stack
from shared.adapters.dynamodb.account_writes import AccountWrites
from shared.adapters.dynamodb.external_students import ExternalStudentRepository
from shared.adapters.dynamodb.guardians import GuardianRepository
from shared.adapters.dynamodb.students import StudentRepository
from shared.adapters.dynamodb.table import Table
from shared.adapters.transliteration import transliterate
from shared.domain.account import AccountStatus
from shared.domain.errors import NamesDifferError, UnusableNamesError, UsernameUnchangedError
from shared.domain.identifiers import StaffId, Uai
from shared.domain.person import Person, Student
from shared.domain.renaming import new_stem
from shared.domain.staff import Caller, Module
from shared.usecases.ask_username_change import ask_username_change
from shared.usecases.people import People

_REFUSED: Final = (NamesDifferError, UnusableNamesError, UsernameUnchangedError)


def ask_for_new_usernames(stack: Stack, tell: Callable[[str], None], *, at: datetime) -> None:
    """One more pupil of each school asks at that moment. Raises PlatformError without any."""
    table = Table(stack.outputs["TableName"], stack.client("dynamodb"))
    for school in DEMO_SCHOOLS:
        pupil = ask_for_a_new_username(table, Uai(school.uai), at=at)
        tell(f"  {school.uai} : nouvel identifiant demandé pour {pupil.account.username}.")


def ask_for_a_new_username(table: Table, uai: Uai, *, at: datetime) -> Person:
    """The pupil for whom the school's secretary has asked: always the same one of the same people.

    Raises PlatformError when no pupil's username is out of step with her name.
    """
    students, guardians = StudentRepository(table), GuardianRepository(table)
    people = People(students, ExternalStudentRepository(table), guardians)
    asking = _drawn(students.all_of(uai))
    if asking is None:
        raise PlatformError(f"{uai}: every username fits its name")
    secretary = secretary_of(uai)
    modules = {uai: frozenset({Module.ADMINISTRATION})}
    seen = ask_username_change(
        people.seen_by,
        AccountWrites(table),
        transliterate,
        uai=uai,
        account_id=asking.account.account_id,
        caller=Caller(StaffId(secretary.sub), secretary.name, modules, trusted=True),
        at=at,
    )
    return seen.person


def _drawn(pupils: Iterable[Student]) -> Student | None:
    """Of those who know their username, and have not asked: it is they who notice."""
    able = [
        pupil
        for pupil in pupils
        if pupil.departed_on is None
        and pupil.account.status is not AccountStatus.NOT_NOTIFIED
        and pupil.account.username_change is None
        and _would_change(pupil)
    ]
    return min(able, key=lambda pupil: drawn_rank(pupil.account.username), default=None)


def _would_change(pupil: Student) -> bool:
    with suppress(*_REFUSED):
        new_stem(pupil, transliterate)
        return True
    return False
