"""The school year of one demo school: what its staff do, what the holders of accounts do.

All of it follows from the usernames, which are the same each time the demo is loaded, and from
the clock: nothing is in the future, whenever the demo is loaded.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from infra.local.demo_year_calendar import campaigns, enrolled_since
from infra.local.demo_year_fates import (
    GUARDIAN_SHARES,
    STUDENT_SHARES,
    allotted,
    drawn_rank,
)
from infra.local.demo_year_lives import SETTLED, Deed, Life, dispute, life_of
from shared.domain.account import AccountAction
from shared.domain.account_events import AccountEvent
from shared.domain.guardianship import Guardianship
from shared.domain.identifiers import AccountId, Uai
from shared.domain.instruction import Population
from shared.domain.person import Guardian, Person, Student

_FIRST_CLASSES: Final = re.compile(r"6|2|1 ?(CAP|BTS)")
"""How the classes begin whose pupils were in another school the year before."""

_DISPUTED_SHARE: Final = 0.004
_DISPUTES_AT_LEAST: Final = 3


@dataclass(frozen=True, slots=True)
class StaffAct:
    """One action of the school's staff on several accounts at once."""

    at: datetime
    population: Population
    action: AccountAction
    account_ids: tuple[AccountId, ...]


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """Both in the order in which they happened."""

    acts: tuple[StaffAct, ...]
    events: tuple[AccountEvent, ...]


def plan_school_year(
    uai: Uai,
    students: Sequence[Student],
    guardians: Sequence[Guardian],
    links: Sequence[Guardianship],
    *,
    now: datetime,
) -> SchoolYear:
    """The year before `now` of the accounts that live in this school."""
    pupils = [each for each in students if _lives_in(each, uai)]
    adults = [each for each in guardians if _lives_in(each, uai)]
    newcomers = _newcomers(pupils, links)
    student_lives = _lives(pupils, newcomers, now)
    guardian_lives = _lives(adults, newcomers, now)
    disputes = _disputes(pupils, guardian_lives, links, now)
    acts = [
        *_acts(Population.STUDENTS, student_lives),
        *_acts(Population.GUARDIANS, guardian_lives),
    ]
    events = [e for life in (*student_lives, *guardian_lives) for e in life.events]
    return SchoolYear(
        acts=tuple(sorted(acts, key=lambda act: (act.at, act.population, act.action))),
        events=tuple(sorted([*events, *disputes], key=lambda e: (e.occurred_at, e.event_id))),
    )


def _lives_in(person: Person, uai: Uai) -> bool:
    return person.account.uai == uai and person.departed_on is None


def _newcomers(pupils: Iterable[Student], links: Iterable[Guardianship]) -> set[AccountId]:
    """Whom the school did not know last year: pupils of first classes, and their families."""
    new = {p.account.account_id for p in pupils if _FIRST_CLASSES.match(p.school_class)}
    parents_of_new = {link.guardian_id for link in links if link.student_id in new}
    known_parents = {link.guardian_id for link in links if link.student_id not in new}
    return new | (parents_of_new - known_parents)


def _lives(people: Sequence[Person], newcomers: set[AccountId], now: datetime) -> list[Life]:
    if not people:
        return []
    shares = STUDENT_SHARES if isinstance(people[0], Student) else GUARDIAN_SHARES
    fates = allotted([person.account.username for person in people], shares)
    everywhen = campaigns(now)
    arrived = enrolled_since(now)
    recent = [campaign for campaign in everywhen if campaign.at >= arrived]
    return [
        life_of(
            person,
            fates[person.account.username],
            recent if person.account.account_id in newcomers else everywhen,
            everywhen,
            now,
        )
        for person in people
    ]


def _acts(population: Population, lives: Iterable[Life]) -> list[StaffAct]:
    """What was done at the same moment was done at once, as one operation."""
    together: dict[Deed, list[AccountId]] = {}
    for life in lives:
        for deed in life.deeds:
            together.setdefault(deed, []).append(life.person.account.account_id)
    return [
        StaffAct(deed.at, population, deed.action, tuple(sorted(ids)))
        for deed, ids in together.items()
    ]


def _disputes(
    pupils: Iterable[Student],
    lives: Iterable[Life],
    links: Sequence[Guardianship],
    now: datetime,
) -> list[AccountEvent]:
    """A few links that guardians say are wrong; one in three has withdrawn it since."""
    students = {pupil.account.account_id: pupil for pupil in pupils}
    able = {
        life.person.account.account_id: life
        for life in lives
        if life.active_since and life.active_since < now - SETTLED
    }
    drawn = sorted(
        (each for each in links if each.guardian_id in able and each.student_id in students),
        key=lambda link: drawn_rank(
            able[link.guardian_id].person.account.username
            + students[link.student_id].account.username
        ),
    )
    wanted = max(_DISPUTES_AT_LEAST, round(_DISPUTED_SHARE * len(links)))
    return [
        event
        for number, link in enumerate(drawn[:wanted])
        for event in dispute(
            able[link.guardian_id],
            students[link.student_id],
            withdrawn=number % 3 == 0,
            now=now,
        )
    ]
