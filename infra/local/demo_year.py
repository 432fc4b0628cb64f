"""Play a school year of the demo schools, so that their screens show what a secretary's show.

Staff hand accounts out, their holders activate and use them: the same use cases as the deployed
functions', on the same table, with the dates of the past year. It is played once, on accounts
that nothing has happened to.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from infra.local.demo_year_arrivals import date_arrivals_back
from infra.local.demo_year_holders import (
    GatheredEvents,
    KnownPeople,
    PastHolders,
    RememberedOperations,
)
from infra.local.demo_year_plan import SchoolYear, plan_school_year
from infra.local.demo_year_staff import PastStaff
from infra.local.people import DEMO_UAIS
from infra.local.places import Places
from infra.local.stack import Stack
from shared.adapters.dynamodb.external_students import ExternalStudentRepository
from shared.adapters.dynamodb.guardians import GuardianRepository
from shared.adapters.dynamodb.outbox import OutboxRepository
from shared.adapters.dynamodb.students import StudentRepository
from shared.adapters.dynamodb.table import Table
from shared.adapters.encryption.data_keys import DataKeys
from shared.adapters.encryption.password_sealer import PasswordSealer
from shared.domain.account_events import AccountEvent
from shared.domain.identifiers import Uai
from shared.usecases.people import People
from shared.usecases.work_operation import Sealer


def play_demo_year(stack: Stack, places: Places, tell: Callable[[str], None]) -> None:
    """The year of every demo school. Raises PlatformError when something of it is refused."""
    _begun(places).touch()
    tell("Playing their school year …")
    table = Table(stack.outputs["TableName"], stack.client("dynamodb"))
    keys = DataKeys(table, stack.client("kms"), stack.outputs["EncryptionKeyArn"])
    for uai in DEMO_UAIS:
        year = play_school_year(table, PasswordSealer(keys), Uai(uai), now=real_time)
        tell(f"  {uai} : {len(year.acts)} opérations, {len(year.events)} événements de comptes.")


def keep_the_year(places: Places) -> None:
    """Once all that follows it is done too."""
    _begun(places).unlink()


def forget_half_a_year(places: Places) -> None:
    """Of a year that was cut short, or of what follows it, nothing is kept: however orderly.

    The rest could not be told from what people have done since.
    """
    if _begun(places).exists():
        places.clean_stop.unlink(missing_ok=True)
        _begun(places).unlink()


def play_school_year(
    table: Table, sealer: Sealer, uai: Uai, *, now: Callable[[], datetime]
) -> SchoolYear:
    """The year of the accounts that live in one school, in the order in which it happened."""
    students, guardians = StudentRepository(table), GuardianRepository(table)
    pupils = students.all_of(uai)
    adults, links = guardians.all_of(uai)
    today = now()
    year = plan_school_year(uai, pupils, adults, links, now=today)
    date_arrivals_back(table, uai, [*pupils, *adults], year)
    known = KnownPeople([*pupils, *adults])
    staff = PastStaff(
        uai,
        RememberedOperations(table, known),
        OutboxRepository(table),
        People(students, ExternalStudentRepository(table), guardians),
        sealer,
        now,
    )
    _play(year, staff, PastHolders(known, GatheredEvents(table, known), today))
    return year


def _play(year: SchoolYear, staff: PastStaff, holders: PastHolders) -> None:
    """What staff did, and between two moments of theirs what holders did.

    What a holder did in the very second of an act came before it.
    """
    moments = sorted({act.at for act in year.acts})
    lived = defaultdict[int, list[AccountEvent]](list)
    for event in year.events:
        lived[bisect_left(moments, event.occurred_at)].append(event)
    holders.live(lived[0])
    for number, moment in enumerate(moments, start=1):
        for act in year.acts:
            if act.at == moment:
                staff.do(act)
        holders.live(lived[number])


def real_time() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _begun(places: Places) -> Path:
    """Exists from the first thing of the year until it is kept."""
    return places.folder / "demo-year-begun"
