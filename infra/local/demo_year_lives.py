"""The year of one account: what staff do to it, then what its holder does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from infra.local.demo_year_calendar import Campaign, lately, resets, soon_after
from infra.local.demo_year_fates import SEED, Fate
from infra.local.roster_generator.chance import happens
from shared.domain.account import AccountAction, AccountOrigin
from shared.domain.account_events import AccountEvent, AccountEventKind
from shared.domain.person import Guardian, Person, Student

_BEFORE_A_RESET: Final = timedelta(days=10)
_LOCAL_PART: Final = 64
SETTLED: Final = timedelta(days=2)
"""How long an account has been in use before its holder finds a link to be wrong."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What staff did to an account, and when."""

    at: datetime
    action: AccountAction


@dataclass(slots=True)
class Life:
    """`active_since` is when an account that is still in use was last activated."""

    person: Person
    deeds: list[Deed] = field(default_factory=list)
    events: list[AccountEvent] = field(default_factory=list)
    active_since: datetime | None = None

    def happened(self, kind: AccountEventKind, at: datetime, **more: Any) -> None:
        """Take an event down; its id is its account's, and the same each time."""
        account = self.person.account
        number = f"demo-{account.account_id}-{len(self.events)}"
        self.events.append(AccountEvent(number, kind, at, account.username, **more))


def life_of(
    person: Person,
    fate: Fate,
    known_since: Sequence[Campaign],
    everywhen: Sequence[Campaign],
    now: datetime,
) -> Life:
    """The year of `person`; `known_since` are the campaigns of `everywhen` since she arrived."""
    rng = Random(f"{SEED}|{person.account.username}")
    life = Life(person)
    match fate:
        case Fate.UNTOLD:
            pass
        case Fate.SELF_REGISTERED | Fate.FRANCE_CONNECT | Fate.ATEN | Fate.ENT:
            _came_by_herself(life, fate, _drawn(rng, known_since, everywhen).at, rng, now)
        case Fate.RENEWED | Fate.FORGOTTEN:
            _was_reset(life, fate, known_since, everywhen, rng, now)
        case _:
            _was_notified(life, fate, known_since, everywhen, rng, now)
    return life


def _drawn(rng: Random, preferred: Sequence[Campaign], otherwise: Sequence[Campaign]) -> Campaign:
    among = preferred or otherwise
    return rng.choices(among, [campaign.weight for campaign in among])[0]


def _came_by_herself(life: Life, fate: Fate, since: datetime, rng: Random, now: datetime) -> None:
    at = soon_after(rng, since, now)
    match fate:
        case Fate.SELF_REGISTERED:
            life.happened(AccountEventKind.SELF_REGISTERED, at)
        case Fate.FRANCE_CONNECT:
            life.happened(AccountEventKind.FRANCE_CONNECT_LINKED, at)
        case _:
            life.happened(AccountEventKind.ACTIVATED, at, via=AccountOrigin[fate.name])
    _uses_it(life, at, rng, now)
    life.active_since = at


def _was_notified(
    life: Life,
    fate: Fate,
    known_since: Sequence[Campaign],
    everywhen: Sequence[Campaign],
    rng: Random,
    now: datetime,
) -> None:
    def fits(campaign: Campaign) -> bool:
        if fate is Fate.HANDED_OUT:
            return not campaign.password_expired(now)
        return fate is not Fate.LEFT_UNUSED or campaign.password_expired(now)

    told = _drawn(rng, [*filter(fits, known_since)], [*filter(fits, everywhen)]).at
    life.deeds.append(Deed(told, AccountAction.NOTIFY))
    if fate is Fate.STARTED:
        at = soon_after(rng, told, now)
        life.happened(AccountEventKind.ACTIVATION_STARTED, at)
        life.happened(AccountEventKind.SIGNED_IN, at)
    if fate is Fate.DISTRIBUTED:
        at = soon_after(rng, told, now)
        life.happened(AccountEventKind.ACTIVATED, at)
        _uses_it(life, at, rng, now)
        life.active_since = at


def _was_reset(
    life: Life,
    fate: Fate,
    known_since: Sequence[Campaign],
    everywhen: Sequence[Campaign],
    rng: Random,
    now: datetime,
) -> None:
    reset = rng.choice(resets(now))

    def fits(campaign: Campaign) -> bool:
        return campaign.at < reset - _BEFORE_A_RESET

    told = _drawn(rng, [*filter(fits, known_since)], [*filter(fits, everywhen)]).at
    life.deeds.append(Deed(told, AccountAction.NOTIFY))
    at = soon_after(rng, told, reset - timedelta(days=1))
    life.happened(AccountEventKind.ACTIVATED, at)
    _uses_it(life, at, rng, reset - timedelta(days=1))
    life.deeds.append(Deed(reset, AccountAction.RESET))
    if fate is Fate.RENEWED:
        again = soon_after(rng, reset, now)
        life.happened(AccountEventKind.ACTIVATED, again)
        life.happened(AccountEventKind.SIGNED_IN, lately(rng, again, now))
        life.active_since = again


def _uses_it(life: Life, since: datetime, rng: Random, until: datetime) -> None:
    """Only the last sign-in: of a year of them, an account keeps no other."""
    adult = isinstance(life.person, Guardian)
    if happens(rng, 0.6 if adult else 0.3):
        confirmed = soon_after(rng, since, until)
        email = _email(life.person, rng)
        life.happened(AccountEventKind.EMAIL_CONFIRMED, confirmed, email=email)
        if happens(rng, 0.03):
            life.happened(AccountEventKind.EMAIL_WITHDRAWN, lately(rng, confirmed, until))
    if happens(rng, 0.04):
        life.happened(AccountEventKind.PASSWORD_CHANGED, lately(rng, since, until))
    life.happened(AccountEventKind.SIGNED_IN, lately(rng, since, until))


def _email(person: Person, rng: Random) -> str:
    """A guardian mostly confirms the address her school knows; a pupil has one of her own."""
    if isinstance(person, Guardian) and person.roster_email and happens(rng, 0.7):
        return person.roster_email
    return f"{person.account.username[:_LOCAL_PART]}@example.net"


def dispute(
    life: Life, student: Student, *, withdrawn: bool, now: datetime
) -> Iterator[AccountEvent]:
    """A guardian says that a pupil is not hers (« rattachement erroné »), for good or not.

    Her account has been in use for longer than `SETTLED`.
    """
    guardian, pupil = life.person.account, student.account
    number = f"demo-{guardian.account_id}-{pupil.account_id}"
    rng = Random(f"{SEED}|{guardian.username}|{pupil.username}")
    said_at = lately(rng, life.active_since or now - SETTLED, now - SETTLED / 2)

    def said(place: int, kind: AccountEventKind, at: datetime) -> AccountEvent:
        return AccountEvent(
            f"{number}-{place}", kind, at, guardian.username, student_username=pupil.username
        )

    yield said(0, AccountEventKind.GUARDIANSHIP_DISPUTED, said_at)
    if withdrawn:
        thought_better = soon_after(rng, said_at, now)
        yield said(1, AccountEventKind.GUARDIANSHIP_DISPUTE_WITHDRAWN, thought_better)
